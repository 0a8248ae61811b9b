import { For, Show, type JSX } from 'solid-js';
import { isNumeric, type ColumnType } from '../../domain/columnType.ts';
import { formatNumber, t } from '../../i18n/i18n.ts';
import type { ColumnFilter } from '../../sql/wrap.ts';
import { binCounts, binFilter, topFilter, type ColumnSummary } from './summaries.ts';

export interface SummaryProps {
  readonly summary: ColumnSummary | null;
  readonly type: ColumnType;
  onFilter(filter: ColumnFilter): void;
}

const chartHeight = 24;

/** Narrower shares have no room for their name. */
const labelledShare = 0.15;

const compact = (n: number): string => formatNumber(n, { notation: 'compact', maximumSignificantDigits: 3 });

/** Share of `part`, never shown as nothing where there is some. */
const percent = (part: number, whole: number): string =>
  part > 0 && part / whole < 0.01
    ? '<1%'
    : formatNumber(part / Math.max(1, whole), { style: 'percent', maximumFractionDigits: 0 });

/** An end of the range, in little room: the day of a time, few digits of a fraction. */
function short(text: string | null, type: ColumnType): string {
  if (text === null) return '';
  if (type.kind === 'timestamp') return text.slice(0, 10);
  return isNumeric(type) && text.length > 8 ? compact(Number(text)) : text;
}

/** The picture under a column's name. For the eye and the pointer: the same, in words, is in the column's menu. */
export function SummaryChart(props: SummaryProps): JSX.Element {
  return (
    <div class="grid-summary" aria-hidden="true" data-ready={props.summary !== null}>
      <Show when={props.summary}>
        {(summary) => (
          <>
            <Show when={summary().bins} fallback={<Segments {...props} summary={summary()} />}>
              <Histogram {...props} summary={summary()} />
            </Show>
            <span class="grid-summary-text">
              <Show
                when={summary().bins}
                fallback={
                  <span>
                    {summary().filled > 1 && summary().distinct_values === summary().filled
                      ? t('grid.all_distinct')
                      : t('grid.distinct', { n: compact(summary().distinct_values) })}
                  </span>
                }
              >
                <span>{short(summary().smallest, props.type)}</span>
                <span>{short(summary().largest, props.type)}</span>
              </Show>
              <Show when={summary().rows > summary().filled}>
                <span class="grid-summary-nulls">
                  {t('grid.null_share', {
                    share: percent(summary().rows - summary().filled, summary().rows),
                  })}
                </span>
              </Show>
            </span>
          </>
        )}
      </Show>
    </div>
  );
}

function Histogram(props: SummaryProps & { readonly summary: ColumnSummary }): JSX.Element {
  const counts = (): number[] => binCounts(props.summary);
  const most = (): number => Math.max(1, ...counts());
  const filter = (bin: number): void => {
    const made = binFilter(props.summary, props.type, bin);
    if (made) props.onFilter(made);
  };
  return (
    <svg
      class="grid-histogram"
      viewBox={`0 0 ${String(counts().length * 4)} ${String(chartHeight)}`}
      preserveAspectRatio="none"
    >
      <For each={counts()}>
        {(n, i) => {
          const height = (): number => (n === 0 ? 0 : Math.max(1.5, (n / most()) * chartHeight));
          return (
            <g class="grid-bar" onClick={() => filter(i())}>
              <rect class="grid-bar-hit" x={i() * 4} width={4} y={0} height={chartHeight} />
              <rect
                class="grid-bar-mark"
                x={i() * 4 + 0.3}
                width={3.4}
                y={chartHeight - height()}
                height={height()}
              />
              <title>{t('grid.values_n', { n })}</title>
            </g>
          );
        }}
      </For>
    </svg>
  );
}

function Segments(props: SummaryProps & { readonly summary: ColumnSummary }): JSX.Element {
  // Where every value is another one, shares say nothing.
  const tops = () =>
    props.summary.distinct_values === props.summary.filled ? [] : (props.summary.tops ?? []);
  return (
    <div class="grid-segments">
      <For each={tops()}>
        {(top) => (
          <button
            type="button"
            tabIndex={-1}
            class="grid-segment"
            style={{ 'flex-grow': String(top.n) }}
            title={`${top.label}: ${formatNumber(top.n)}`}
            onClick={() => {
              const filter = topFilter(props.summary, props.type, top.label);
              if (filter) props.onFilter(filter);
            }}
          >
            {top.n / props.summary.filled >= labelledShare ? top.label : ''}
          </button>
        )}
      </For>
      <span
        class="grid-segment-rest"
        style={{ 'flex-grow': String(props.summary.filled - tops().reduce((sum, top) => sum + top.n, 0)) }}
      />
    </div>
  );
}

/** The same in words, for the column's menu. */
export function SummaryDetails(props: SummaryProps): JSX.Element {
  return (
    <Show when={props.summary}>
      {(summary) => (
        <div class="grid-facts">
          <dl>
            <dt>{t('grid.filled')}</dt>
            <dd>{formatNumber(summary().filled)}</dd>
            <dt>{t('grid.nulls')}</dt>
            <dd>{formatNumber(summary().rows - summary().filled)}</dd>
            <dt>{t('grid.distinct_values')}</dt>
            <dd>{formatNumber(summary().distinct_values)}</dd>
            <Show when={summary().smallest !== null}>
              <dt>{t('grid.smallest')}</dt>
              <dd>{summary().smallest}</dd>
              <dt>{t('grid.largest')}</dt>
              <dd>{summary().largest}</dd>
            </Show>
            <Show when={summary().mean !== null}>
              <dt>{t('grid.average')}</dt>
              <dd>{formatNumber(summary().mean ?? 0, { maximumSignificantDigits: 7 })}</dd>
            </Show>
          </dl>
          <For each={summary().tops ?? []}>
            {(top) => (
              <button
                type="button"
                class="grid-top"
                onClick={() => {
                  const filter = topFilter(summary(), props.type, top.label);
                  if (filter) props.onFilter(filter);
                }}
              >
                <span>{top.label === '' ? '""' : top.label}</span>
                <span class="muted">{formatNumber(top.n)}</span>
              </button>
            )}
          </For>
        </div>
      )}
    </Show>
  );
}
