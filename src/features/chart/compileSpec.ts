import { Warn, type LoggerInterface, type Spec as VegaSpec } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
import type { Rows } from '../../engine/rows.ts';
import type { Language } from '../../i18n/i18n.ts';
import { isArray, isObject, objectAt, without, type JsonObject } from '../../sql/pushdownSpec.ts';
import { chartRows, type ChartRow } from './chartData.ts';
import { guardSpec } from './guardSpec.ts';
import { dropNonPositive } from './logScale.ts';
import { guideHeight, sized, trimCategories, wrapped, type Trimmed } from './layout.ts';
import { fieldTitle, prepareSpec, timesInUtc } from './prepareSpec.ts';
import { legendColumns, themeConfig, type ChartTheme } from './theme.ts';

export interface CompileOptions {
  readonly title: string;
  /** Documents, number of figures, dataset version: a line of the picture. */
  readonly sourceLine: string;
  /** What the source line may become: room is kept for it, so that marks stay where they are when its documents become known. */
  readonly longestSourceLine?: string;
  readonly theme: ChartTheme;
  readonly language: Language;
  readonly width: number;
  readonly height: number;
}

export interface Compiled {
  readonly vega: VegaSpec;
  /** What Vega-Lite had to say about the specification. */
  readonly warnings: readonly string[];
  /** Categories left out, if any. */
  readonly cut: Trimmed['cut'];
  /** Rows left out since a log scale has no place for them. */
  readonly dropped: number;
}

/** Collects what Vega-Lite warns of. */
export function collectingLogger(into: string[]): LoggerInterface {
  let level = Warn;
  const logger: LoggerInterface = {
    level: ((next?: number) => {
      if (next === undefined) return level;
      level = next;
      return logger;
    }) as LoggerInterface['level'],
    warn: (...args) => {
      into.push(args.map(String).join(' '));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
    error: (...args) => {
      into.push(args.map(String).join(' '));
      return logger;
    },
  };
  return logger;
}

const lines = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : isArray(value) ? value.filter((v) => typeof v === 'string') : [];

/** The picture's head: the specification's own title or the work's, and always the source line. */
function titled(spec: JsonObject, options: CompileOptions): JsonObject {
  const { title } = spec;
  const own = isObject(title) ? title : {};
  const text = lines(isObject(title) ? own['text'] : title);
  const wide = Math.max(160, options.width - 24);
  const head = (text.length > 0 ? text : [options.title]).flatMap((l) => wrapped(l, wide, 15));
  const source = wrapped(options.sourceLine, wide, 11);
  const longest = wrapped(options.longestSourceLine ?? '', wide, 11).length;
  const room = Array.from({ length: Math.max(0, longest - source.length) }, () => '');
  const subtitle = [...lines(own['subtitle']).flatMap((l) => wrapped(l, wide, 11)), ...source, ...room];
  return { ...spec, title: { ...own, text: head, subtitle } };
}

function headLines(spec: JsonObject): number {
  const title = objectAt(spec, 'title');
  return lines(title['text']).length + lines(title['subtitle']).length;
}

const ignored = /"fit" (?:width|height)|Dropping .*fit|autosize|Infinite extent/i;

/**
 * Compiles a chart over the rows of its queries. `rows` go by the names of the specification's data; without any data of its own, a
 * specification draws the first of them.
 */
export function compileChart(
  spec: JsonObject,
  rows: ReadonlyMap<string, readonly ChartRow[]>,
  options: CompileOptions,
): Result<Compiled> {
  const warnings: string[] = [];
  try {
    const positive = dropNonPositive(spec, rows);
    const trimmed = trimCategories(spec, positive.rows);
    const plain = without(spec, '$schema', 'usermeta');
    const headed = titled(timesInUtc(plain), options);
    const guides = guideHeight(headed, trimmed.rows, {
      headLines: headLines(headed),
      legendColumns: legendColumns(options.width),
    });
    const full = sized(headed, trimmed.rows, { width: options.width, height: options.height, guides });
    // Charts of strangers can't choose their own config for events; ours is given to Vega, not to the specification.
    const compiled = compile(full as unknown as TopLevelSpec, {
      config: themeConfig(options.theme, options.width) as NonNullable<
        Parameters<typeof compile>[1]
      >['config'] &
        object,
      logger: collectingLogger(warnings),
      fieldTitle: (def) => fieldTitle(def as unknown as JsonObject, options.language),
    });
    const vega = compiled.spec;
    for (const data of vega.data ?? []) {
      const values = trimmed.rows.get(data.name);
      if (values) Object.assign(data, { values });
    }
    return ok({
      vega,
      warnings: [...new Set(warnings)].filter((w) => !ignored.test(w)),
      cut: trimmed.cut,
      dropped: positive.dropped,
    });
  } catch (thrown) {
    return fail({ kind: 'spec_invalid', message: messageOf(thrown) });
  }
}

/**
 * A Vega specification, data inside, for a Vega-Lite specification over one result, without push-down: Vega computes the aggregates. Runs
 * without a page; the build draws ready pictures with it.
 */
export function toVegaSpec(spec: JsonObject, rows: Rows, options: CompileOptions): Result<Compiled> {
  const guarded = guardSpec(spec);
  if (!guarded.ok) return guarded;
  const prepared = {
    ...prepareSpec(guarded.value.spec, rows.columns, options.language),
    data: { name: 'rows_0' },
  };
  return compileChart(prepared, new Map([['rows_0', chartRows(rows)]]), options);
}
