import { createEffect, createSignal, onCleanup, Show, type JSX } from 'solid-js';
import { formatNumber, t } from '../../i18n/i18n.ts';
import type { GridModel } from './gridModel.ts';
import type { Painted } from './gridPainter.ts';
import { readRange } from './rangeReader.ts';
import { cellCount, rangeOf } from './selection.ts';
import { createStatsSum, type SelectionStats } from './selectionStats.ts';

export interface GridFooterProps {
  readonly model: GridModel;
  readonly painted: Painted | null;
  /** What was just done, in words. */
  readonly notice: string;
  onGoTo(row: number): void;
}

/** Larger selections are counted only. */
const statsLimit = 2_000_000;

/** Waits for the selection to rest. */
const statsDelay = 80;

/** Which rows are on screen, what is selected, and the way to a row by its number. */
export function GridFooter(props: GridFooterProps): JSX.Element {
  const [stats, setStats] = createSignal<SelectionStats | null>(null);
  const cells = (): number => {
    const selection = props.model.selection();
    return selection && selection.head.row >= 0 ? cellCount(rangeOf(selection)) : 0;
  };
  createEffect(() => {
    const selection = props.model.selection();
    const source = props.model.source();
    const { columns } = props.model.layout();
    setStats(null);
    if (!selection || cells() < 2 || cells() > statsLimit) return;
    const range = rangeOf(selection);
    const chosen = columns.slice(range.left, range.right + 1).map((c) => c.index);
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const sum = createStatsSum();
      const types = chosen.map((i) => source.columns[i]?.type ?? { kind: 'text' as const });
      void readRange(
        { source, columns: chosen, first: range.top, end: range.bottom + 1 },
        controller.signal,
        (rows) => {
          for (const row of rows)
            for (const [i, value] of row.entries()) sum.add(types[i] ?? { kind: 'text' }, value);
        },
      ).then((read) => {
        if (read.ok) setStats(sum.result());
      });
    }, statsDelay);
    onCleanup(() => {
      clearTimeout(timer);
      controller.abort();
    });
  });
  const rows = (): number => {
    props.model.tick();
    return props.model.source().rowCount;
  };

  return (
    <div class="grid-footer">
      <span class="grid-range">
        {props.painted && rows() > 0
          ? t('grid.rows_shown', { from: props.painted.first + 1, to: props.painted.end, of: rows() })
          : ''}
      </span>
      <form
        class="grid-jump"
        onSubmit={(event) => {
          event.preventDefault();
          const input = event.currentTarget.elements.namedItem('row') as HTMLInputElement;
          const row = Number(input.value);
          if (Number.isInteger(row) && row >= 1) props.onGoTo(Math.min(row, rows()) - 1);
          input.value = '';
        }}
      >
        <input
          name="row"
          class="field"
          inputMode="numeric"
          pattern="[0-9]*"
          aria-label={t('grid.jump')}
          placeholder={t('grid.jump')}
        />
      </form>
      <span class="grid-space" />
      <span class="grid-notice" role="status">
        {props.notice}
      </span>
      <Show when={cells() > 1}>
        <span class="grid-stats" data-testid="grid-stats">
          <span>{t('grid.cells', { n: cells() })}</span>
          <Show when={stats()}>
            {(s) => (
              <>
                <span>{t('grid.count', { n: s().values })}</span>
                <Show when={s().sum}>
                  {(sum) => (
                    <>
                      <span>{t('grid.sum', { value: sum() })}</span>
                      <span>
                        {t('grid.mean', {
                          value: formatNumber(s().mean ?? 0, { maximumSignificantDigits: 7 }),
                        })}
                      </span>
                    </>
                  )}
                </Show>
              </>
            )}
          </Show>
        </span>
      </Show>
    </div>
  );
}
