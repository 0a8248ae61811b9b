import { For, Show, type JSX } from 'solid-js';
import { isNumeric, isTemporal, type Column } from '../../domain/columnType.ts';
import { language, t } from '../../i18n/i18n.ts';
import { titleOf } from '../../sql/pushdownEncoding.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import { columnLabel } from './datasetColumns.ts';
import * as shelf from './shelfSpec.ts';
import type { ShelfChannel } from './shelfSpec.ts';

export interface ShelvesProps {
  readonly spec: ChartSpec;
  readonly columns: readonly Column[];
  onSpec(spec: ChartSpec): void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A native list of choices; a value outside them is shown as it is. */
function Choose(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly testId?: string;
  onChoose(value: string): void;
}): JSX.Element {
  const known = (): boolean => props.choices.some((c) => c.value === props.value);
  return (
    <label class="chart-choice">
      <span>{props.label}</span>
      <select
        class="field"
        data-testid={props.testId}
        aria-label={props.label}
        value={props.value}
        onChange={(e) => props.onChoose(e.currentTarget.value)}
      >
        <Show when={!known()}>
          <option value={props.value} selected>
            {props.value}
          </option>
        </Show>
        <For each={props.choices}>
          {(c) => (
            <option value={c.value} selected={c.value === props.value}>
              {c.label}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

const aggregates = [
  'none',
  'count',
  'distinct',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'q1',
  'q3',
  'stdev',
] as const;
const units = ['none', 'year', 'yearquarter', 'yearmonth', 'yearmonthdate', 'month', 'day', 'hours'] as const;
const sorts = ['ascending', 'descending', 'x', '-x', 'y', '-y', 'none'] as const;
const scales = ['linear', 'log', 'sqrt', 'symlog'] as const;
const stacks = ['zero', 'normalize', 'center', 'none'] as const;

/** The chart's encodings as controls: what they show is read from the specification, what is chosen is written into it. */
export function Shelves(props: ShelvesProps): JSX.Element {
  const marks = (): Choice[] => shelf.shelfMarks.map((m) => ({ value: m, label: t(`chart.mark_${m}`) }));
  return (
    <div class="chart-shelves" data-testid="shelves">
      <Show when={shelf.hasSeveralViews(props.spec)}>
        <p class="muted">{t('chart.several_views')}</p>
      </Show>
      <Choose
        label={t('chart.mark')}
        testId="shelf-mark"
        value={shelf.markOf(props.spec)}
        choices={marks()}
        onChoose={(m) => props.onSpec(shelf.setMark(props.spec, m))}
      />
      <For each={shelf.shelfChannels}>
        {(channel) => (
          <Shelf
            channel={channel}
            spec={props.spec}
            columns={props.columns}
            onSpec={(s) => props.onSpec(s)}
          />
        )}
      </For>
      <details class="chart-more">
        <summary>{t('chart.tooltip')}</summary>
        <For each={props.columns}>
          {(column) => (
            <label class="chart-check">
              <input
                type="checkbox"
                checked={shelf.tooltipFields(props.spec).includes(column.name)}
                onChange={() => props.onSpec(shelf.toggleTooltip(props.spec, column))}
              />
              {columnLabel(column.name, language())}
            </label>
          )}
        </For>
      </details>
      <label class="chart-choice">
        <span>{t('chart.title')}</span>
        <input
          class="field"
          data-testid="shelf-title"
          value={shelf.chartTitle(props.spec)}
          onChange={(e) => props.onSpec(shelf.setChartTitle(props.spec, e.currentTarget.value))}
        />
      </label>
    </div>
  );
}

interface ShelfProps extends ShelvesProps {
  readonly channel: ShelfChannel;
}

function Shelf(props: ShelfProps): JSX.Element {
  const name = (): string => t(`chart.${props.channel}`);
  const field = (): string | null => shelf.shelfField(props.spec, props.channel);
  const column = (): Column | null => props.columns.find((c) => c.name === field()) ?? null;
  const choices = (): Choice[] => [
    { value: '', label: t('chart.none') },
    { value: shelf.countField, label: t('chart.count_rows') },
    ...props.columns.map((c) => ({ value: c.name, label: columnLabel(c.name, language()) })),
  ];
  const setField = (value: string): void => {
    const next =
      value === ''
        ? null
        : value === shelf.countField
          ? shelf.countField
          : props.columns.find((c) => c.name === value);
    if (next !== undefined) props.onSpec(shelf.setShelfField(props.spec, props.channel, next));
  };
  return (
    <div class="chart-shelf">
      <Choose
        label={name()}
        testId={`shelf-${props.channel}`}
        value={field() ?? ''}
        choices={choices()}
        onChoose={setField}
      />
      <Show when={field() !== null}>
        <details class="chart-more">
          <summary>{t('chart.of_field', { option: t('chart.options'), channel: name() })}</summary>
          <ShelfOptions {...props} column={column()} name={name()} />
        </details>
      </Show>
    </div>
  );
}

function ShelfOptions(
  props: ShelfProps & { readonly column: Column | null; readonly name: string },
): JSX.Element {
  const def = (): ReturnType<typeof shelf.shelfDef> => shelf.shelfDef(props.spec, props.channel);
  const of = (option: string): string => t('chart.of_field', { option, channel: props.name });
  const text = (key: string, or: string): string => {
    const value = def()[key];
    return typeof value === 'string' ? value : or;
  };
  const patch = (key: string, value: string, none: string): void =>
    props.onSpec(shelf.patchShelf(props.spec, props.channel, { [key]: value === none ? undefined : value }));
  const numeric = (): boolean => props.column !== null && isNumeric(props.column.type);
  const automatic = (): Choice => ({ value: 'automatic', label: t('chart.automatic') });
  const position = (): boolean => props.channel === 'x' || props.channel === 'y';
  const bins = (): Choice[] => [
    { value: 'off', label: t('chart.bin_off') },
    { value: 'auto', label: t('chart.bin_auto') },
    ...[10, 20, 40].map((n) => ({ value: String(n), label: t('chart.bin_n', { n }) })),
  ];
  return (
    <>
      <Show when={props.column}>
        <Choose
          label={of(t('chart.aggregate'))}
          testId={`shelf-${props.channel}-aggregate`}
          value={text('aggregate', 'none')}
          choices={aggregates.map((a) => ({ value: a, label: t(`chart.agg_${a}`) }))}
          onChoose={(a) => patch('aggregate', a, 'none')}
        />
      </Show>
      <Show when={numeric()}>
        <Choose
          label={of(t('chart.bin'))}
          testId={`shelf-${props.channel}-bin`}
          value={shelf.binChoice(props.spec, props.channel)}
          choices={bins()}
          onChoose={(b) => props.onSpec(shelf.setBin(props.spec, props.channel, b))}
        />
      </Show>
      <Show when={props.column && isTemporal(props.column.type)}>
        <Choose
          label={of(t('chart.time_unit'))}
          value={text('timeUnit', 'none')}
          choices={units.map((u) => ({ value: u, label: t(`chart.unit_${u}`) }))}
          onChoose={(u) => patch('timeUnit', u, 'none')}
        />
      </Show>
      <Choose
        label={of(t('chart.sort'))}
        value={shelf.sortChoice(props.spec, props.channel)}
        choices={[
          automatic(),
          ...sorts.map((s) => ({ value: s, label: t(`chart.sort_${s}`) })),
          { value: 'custom', label: t('chart.sort_custom') },
        ]}
        onChoose={(s) => props.onSpec(shelf.setSort(props.spec, props.channel, s))}
      />
      <Show when={position()}>
        <Choose
          label={of(t('chart.scale'))}
          testId={`shelf-${props.channel}-scale`}
          value={shelf.scaleChoice(props.spec, props.channel)}
          choices={[automatic(), ...scales.map((s) => ({ value: s, label: t(`chart.scale_${s}`) }))]}
          onChoose={(s) => props.onSpec(shelf.setScale(props.spec, props.channel, s))}
        />
        <Choose
          label={of(t('chart.stack'))}
          value={shelf.stackChoice(props.spec, props.channel)}
          choices={[automatic(), ...stacks.map((s) => ({ value: s, label: t(`chart.stack_${s}`) }))]}
          onChoose={(s) => props.onSpec(shelf.setStack(props.spec, props.channel, s))}
        />
      </Show>
      <label class="chart-choice">
        <span>{of(t('chart.title'))}</span>
        <input
          class="field"
          value={titleOf(def()) ?? ''}
          onChange={(e) => patch('title', e.currentTarget.value, '')}
        />
      </label>
    </>
  );
}
