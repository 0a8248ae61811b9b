import type { JsonValue } from '../domain/values/json.ts';
import { quoteIdentifier } from './identifiers.ts';
import { groupLimit, type ChartQuery, type Planning, type QueryField } from './pushdownPlan.ts';
import {
  fieldDefs,
  isFieldDef,
  mapFieldDefs,
  markType,
  readsDatum,
  rowField,
  titleOf,
} from './pushdownEncoding.ts';
import { isTemporal } from '../domain/columnType.ts';
import { Untranslatable } from './pushdownParser.ts';
import { Aliases, columnOf, isArray, isObject, type JsonObject } from './pushdownSpec.ts';
import {
  aggregates,
  aggregatesAlike,
  binOptions,
  binsFor,
  binSql,
  cleaned,
  timeUnitSql,
} from './pushdownUnits.ts';
import { whereClause, type Relation, type RelationColumn } from './pushdownTransforms.ts';

interface Dimension {
  readonly name: string;
  readonly sql: string;
  readonly origin: string | null;
  readonly label: string;
  readonly span: QueryField['span'];
}

interface Measure {
  readonly name: string;
  readonly sql: string;
  readonly label: string;
}

interface SortColumn {
  readonly name: string;
  readonly sql: string;
  readonly dimension: Dimension;
}

const refuse = (why: string): never => {
  throw new Untranslatable(why);
};

const text = (v: JsonValue | undefined): string => (typeof v === 'string' ? v : refuse('not a text'));

/** Builds one grouped query from the field definitions of an encoding. */
class Grouping {
  readonly aliases = new Aliases();
  readonly dimensions = new Map<string, Dimension>();
  readonly measures = new Map<string, Measure>();
  readonly sorts = new Map<string, SortColumn>();
  byAppearance = false;
  /** The measure by which categories are sorted from the largest down: those are kept when there are too many. */
  largestFirst: string | null = null;

  constructor(
    private readonly relation: Relation,
    private readonly encoding: JsonObject,
    private readonly planning: Planning,
  ) {
    this.aliases.take(rowField);
    this.aliases.take('yardstick_n');
  }

  #column(def: JsonObject): { readonly name: string; readonly column: RelationColumn } {
    const name = columnOf(text(def['field'])) ?? refuse('nested field');
    return { name, column: this.relation.columns.get(name) ?? refuse('no such column') };
  }

  #dimension(
    sql: string,
    origin: string | null,
    wish: string,
    label: string,
    span: QueryField['span'] = null,
  ): Dimension {
    const known = this.dimensions.get(sql);
    if (known) return known;
    const made = { name: this.aliases.take(wish), sql, origin, label, span };
    this.dimensions.set(sql, made);
    return made;
  }

  #measureSql(def: JsonObject): string {
    const op = text(def['aggregate']);
    if (op === 'count' && def['field'] === undefined) return 'count(*)';
    const { column } = this.#column(def);
    if (!aggregatesAlike(op, column.type)) return refuse(op);
    return aggregates[op]?.sql(cleaned(column.sql, column.type)) ?? refuse(op);
  }

  measure(def: JsonObject): JsonObject {
    const op = text(def['aggregate']);
    const sql = this.#measureSql(def);
    const field = typeof def['field'] === 'string' ? `_${columnOf(def['field']) ?? ''}` : '';
    const label = titleOf(def) ?? `${op}${field}`;
    const made = this.measures.get(sql) ?? { name: this.aliases.take(`${op}${field}`), sql, label };
    this.measures.set(sql, made);
    return { ...def, aggregate: aggregates[op]?.again ?? refuse(op), field: made.name };
  }

  #binned(def: JsonObject, channel: string): JsonObject {
    const { name, column } = this.#column(def);
    const options = binOptions(def['bin'] ?? null, channel) ?? refuse('bin');
    if (!aggregatesAlike('sum', column.type)) return refuse('bin of no number');
    const x = cleaned(column.sql, column.type);
    const ask = `SELECT min(${x})::DOUBLE AS low, max(${x})::DOUBLE AS high\nFROM ${this.relation.from}${whereClause(this.relation)}`;
    const extent = options.extent ?? this.planning.extents.get(ask);
    if (extent === undefined) this.planning.wanted.add(ask);
    const bins = binsFor(extent ?? [0, 1], options);
    const origin = column.origin === null ? null : binSql(cleaned(column.origin, column.type), bins);
    const label = titleOf(def) ?? name;
    const made = this.#dimension(binSql(x, bins), origin, `bin_${name}`, label, { bin: bins.step });
    const kept = isObject(def['bin']) ? def['bin'] : {};
    return {
      ...def,
      field: made.name,
      bin: { ...kept, maxbins: options.maxbins, extent: [...(extent ?? [0, 1])] },
    };
  }

  #timed(def: JsonObject): JsonObject {
    const { name, column } = this.#column(def);
    const unit = text(def['timeUnit']);
    if (!isTemporal(column.type)) return refuse('time unit of no time');
    const sql = timeUnitSql(column.sql, unit) ?? refuse('time unit');
    const origin = column.origin === null ? null : timeUnitSql(column.origin, unit);
    const made = this.#dimension(sql, origin, `${unit}_${name}`, titleOf(def) ?? name, { unit });
    return { ...def, field: made.name };
  }

  group(def: JsonObject, channel: string): JsonObject {
    const { bin, timeUnit } = def;
    if (bin !== undefined && bin !== null && bin !== false && bin !== 'binned')
      return this.#binned(def, channel);
    if (timeUnit !== undefined && timeUnit !== null) return this.#timed(def);
    const { name, column } = this.#column(def);
    const made = this.#dimension(column.sql, column.origin, name, titleOf(def) ?? name);
    return { ...def, field: made.name };
  }

  #sortColumn(dimension: Dimension, sql: string): string {
    const key = `${dimension.name} ${sql}`;
    const made = this.sorts.get(key) ?? { name: this.aliases.take(`sort_${dimension.name}`), sql, dimension };
    this.sorts.set(key, made);
    return made.name;
  }

  /** Sorting happens over records in Vega: over groups it needs a column of its own, except where the aggregate adds up. */
  sorted(def: JsonObject): JsonObject {
    const { sort } = def;
    if (sort === null) this.byAppearance = true;
    const field = typeof def['field'] === 'string' ? def['field'] : '';
    const dimension = [...this.dimensions.values()].find((d) => d.name === field);
    if (!dimension || sort === undefined || sort === null || isArray(sort)) return def;
    if (isObject(sort) && sort['field'] !== undefined) {
      const op = text(sort['op']);
      const name = this.#sortColumn(dimension, this.#measureSql({ aggregate: op, field: sort['field'] }));
      if (sort['order'] === 'descending') this.largestFirst = name;
      return { ...def, sort: { ...sort, field: name, op: 'max' } };
    }
    return this.#sortedByChannel(def, sort, dimension);
  }

  #sortedByChannel(def: JsonObject, sort: JsonValue, dimension: Dimension): JsonObject {
    const named = isObject(sort)
      ? sort['encoding']
      : typeof sort === 'string'
        ? sort.replace(/^-/, '')
        : undefined;
    if (typeof named !== 'string' || named === 'ascending' || named === 'descending') return def;
    const by = this.encoding[named];
    if (!isFieldDef(by)) return refuse('sort by a channel without field');
    if (by['aggregate'] === undefined) return def;
    const descending = isObject(sort) ? sort['order'] === 'descending' : String(sort).startsWith('-');
    const name = this.#sortColumn(dimension, this.#measureSql(by));
    if (descending) this.largestFirst = name;
    return { ...def, sort: { field: name, op: 'max', order: descending ? 'descending' : 'ascending' } };
  }

  query(): Omit<ChartQuery, 'name'> {
    const dimensions = [...this.dimensions.values()];
    const measures = [...this.measures.values()];
    const shown = [
      ...dimensions.map((d): QueryField => ({
        name: d.name,
        label: d.label,
        origin: d.origin,
        shown: true,
        span: d.span,
      })),
      ...measures.map((m): QueryField => ({
        name: m.name,
        label: m.label,
        origin: null,
        shown: true,
        span: null,
      })),
    ];
    return {
      sql: this.#sql(dimensions, measures),
      grouped: true,
      limit: groupLimit,
      fields: [
        ...shown,
        ...[...this.sorts.values()].map((s) => ({
          name: s.name,
          label: s.name,
          origin: null,
          shown: false,
          span: null,
        })),
      ],
      where: this.relation.origins,
    };
  }

  #sql(dimensions: readonly Dimension[], measures: readonly Measure[]): string {
    const { relation } = this;
    const sorts = [...this.sorts.values()];
    // With one dimension a sort column is one more aggregate; with more it is computed over that dimension alone and joined.
    const joined = dimensions.length > 1 ? sorts : [];
    const appearance = this.byAppearance ? ['min(yardstick_n) AS yardstick_n'] : [];
    const select = [
      ...dimensions.map((d) => as(d.sql, d.name)),
      ...measures.map((m) => as(m.sql, m.name)),
      ...(joined.length > 0 ? [] : sorts.map((s) => as(s.sql, s.name))),
      ...appearance,
    ];
    const source = this.byAppearance
      ? `(SELECT *, row_number() OVER () AS yardstick_n FROM ${relation.from}) AS numbered`
      : relation.from;
    const base = `FROM ${source}${whereClause(relation)}`;
    const groups = `SELECT ${select.join(', ')}\n${base}${dimensions.length > 0 ? '\nGROUP BY ALL' : ''}`;
    const keys = dimensions.map((d) => quoteIdentifier(d.name));
    const first = this.byAppearance
      ? ['yardstick_n']
      : this.largestFirst === null
        ? []
        : [`${quoteIdentifier(this.largestFirst)} DESC NULLS LAST`];
    const order = [...first, ...keys].length > 0 ? `\nORDER BY ${[...first, ...keys].join(', ')}` : '';
    const tail = `${order}\nLIMIT ${String(groupLimit + 1)}`;
    return joined.length === 0 ? groups + tail : withSorts(groups, joined, base) + tail;
  }
}

const as = (sql: string, name: string): string =>
  sql === quoteIdentifier(name) ? sql : `${sql} AS ${quoteIdentifier(name)}`;

function withSorts(groups: string, sorts: readonly SortColumn[], base: string): string {
  const joins = sorts.map((s) => {
    const key = quoteIdentifier(s.dimension.name);
    const name = quoteIdentifier(s.name);
    return (
      `\nLEFT JOIN (SELECT ${s.dimension.sql} AS sort_key, ${s.sql} AS ${name}\n${base}\nGROUP BY ALL) AS ${name}` +
      ` ON ${name}.sort_key IS NOT DISTINCT FROM marks.${key}`
    );
  });
  const columns = sorts.map((s) => `${quoteIdentifier(s.name)}.${quoteIdentifier(s.name)}`);
  return `SELECT marks.*, ${columns.join(', ')}\nFROM (\n${groups}\n) AS marks${joins.join('')}`;
}

function rewritten(grouping: Grouping, encoding: JsonObject): JsonObject {
  const measured = mapFieldDefs(encoding, (def, channel) =>
    def['aggregate'] === undefined ? grouping.group(def, channel) : grouping.measure(def),
  );
  const sorted = mapFieldDefs(measured, (def) => grouping.sorted(def));
  // The row behind a mark travels through Vega's own aggregate as one more measure.
  const { tooltip } = sorted;
  const former = isArray(tooltip) ? tooltip : isFieldDef(tooltip) ? [tooltip] : [];
  return { ...sorted, tooltip: [...former, { aggregate: 'max', field: rowField, type: 'quantitative' }] };
}

/** The grouped query for an encoding that aggregates, and the encoding over its rows; null where SQL can't do all of it (P3). */
export function groupsOf(
  relation: Relation,
  encoding: JsonObject,
  node: JsonObject,
  planning: Planning,
): { readonly query: Omit<ChartQuery, 'name'>; readonly encoding: JsonObject } | null {
  const defs = fieldDefs(encoding);
  const composite = /^(?:boxplot|errorbar|errorband|geoshape|)$/.test(markType(node));
  if (composite || !defs.some(({ def }) => def['aggregate'] !== undefined) || readsDatum(node, encoding))
    return null;
  // A domain over what was not aggregated needs the records.
  if (JSON.stringify(encoding).includes('"unaggregated"')) return null;
  const grouping = new Grouping(relation, encoding, planning);
  const wantedBefore = new Set(planning.wanted);
  try {
    const changed = rewritten(grouping, encoding);
    return { query: grouping.query(), encoding: changed };
  } catch (thrown) {
    if (!(thrown instanceof Untranslatable)) throw thrown;
    for (const sql of planning.wanted) if (!wantedBefore.has(sql)) planning.wanted.delete(sql);
    return null;
  }
}
