/** The leading transforms of a specification as SQL: what SQL can say is said there, the rest is left to Vega. */
import type { Column, ColumnType } from '../domain/columnType.ts';
import type { JsonValue } from '../domain/values/json.ts';
import { quoteIdentifier, quoteText } from './identifiers.ts';
import {
  asNumber,
  comparison,
  kindOf,
  translateCondition,
  translateExpression,
  type Lookup,
  type SqlValue,
} from './pushdownExpression.ts';
import { columnOf, isArray, isObject, type JsonObject } from './pushdownSpec.ts';
import { aggregates, aggregatesAlike, cleaned } from './pushdownUnits.ts';

/** A column that a chart can name. */
export interface RelationColumn {
  /** The value, over the relation's `from`. */
  readonly sql: string;
  readonly type: ColumnType;
  /** The value over the query's own result, for picking its rows; null where it is computed from many rows. */
  readonly origin: string | null;
}

/** What the charts read: a FROM clause, the columns it offers and the rows that are kept. */
export interface Relation {
  readonly from: string;
  readonly columns: ReadonlyMap<string, RelationColumn>;
  readonly where: readonly string[];
  /** Conditions over the query's own result that hold for every row kept. */
  readonly origins: readonly string[];
}

/** The query itself as a relation. Of columns of the same name the first counts. */
export function relationOf(sql: string, columns: readonly Column[]): Relation {
  const named = new Map<string, RelationColumn>();
  for (const { name, type } of columns) {
    if (!named.has(name))
      named.set(name, { sql: quoteIdentifier(name), type, origin: quoteIdentifier(name) });
  }
  return { from: `(\n${sql}\n) AS result`, columns: named, where: [], origins: [] };
}

const lookupIn =
  (columns: ReadonlyMap<string, RelationColumn>, side: 'sql' | 'origin'): Lookup =>
  (name) => {
    const column = columns.get(name);
    const sql = column?.[side];
    if (!column || sql === undefined || sql === null) return null;
    return { sql: cleaned(sql, column.type), kind: kindOf(column.type), nullable: true };
  };

const literalOf = (v: JsonValue | undefined): SqlValue | null => {
  if (typeof v === 'number') return { sql: String(v), kind: 'number', nullable: false };
  if (typeof v === 'string') return { sql: quoteText(v), kind: 'text', nullable: false };
  return typeof v === 'boolean' ? { sql: String(v), kind: 'boolean', nullable: false } : null;
};

const operators: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function rangeCondition(column: SqlValue, range: JsonValue): string | null {
  if (!isArray(range) || range.length !== 2 || column.kind !== 'number') return null;
  const x = asNumber(column);
  const [low, high] = range;
  if (![low, high].every((v) => v === null || typeof v === 'number')) return null;
  const parts = [
    typeof low === 'number' ? `${x} >= ${String(low)}` : '',
    typeof high === 'number' ? `${x} <= ${String(high)}` : '',
  ];
  return `(${parts.filter((p) => p !== '').join(' AND ') || 'true'})`;
}

function oneOf(column: SqlValue, values: JsonValue): string | null {
  if (!isArray(values)) return null;
  const literals = values.map(literalOf);
  if (!literals.every((l) => l?.kind === column.kind)) return null;
  return values.length === 0
    ? 'false'
    : `coalesce(${column.sql} IN (${literals.map((l) => l?.sql ?? 'NULL').join(', ')}), false)`;
}

/** A condition on one field: `{field, equal | lt | lte | gt | gte | range | oneOf | valid}`. */
function fieldCondition(predicate: JsonObject, lookup: Lookup): string | null {
  const name = typeof predicate['field'] === 'string' ? columnOf(predicate['field']) : null;
  const column = name === null ? null : lookup(name);
  const [test, more] = Object.keys(predicate).filter((k) => k !== 'field');
  if (!column || test === undefined || more !== undefined || column.kind === 'other') return null;
  const given = predicate[test] ?? null;
  if (test === 'valid')
    return typeof given === 'boolean' ? `(${column.sql} IS ${given ? 'NOT ' : ''}NULL)` : null;
  if (test === 'range') return rangeCondition(column, given);
  if (test === 'oneOf') return oneOf(column, given);
  const literal = literalOf(given);
  if (!literal || literal.kind !== column.kind) return null;
  if (test === 'equal') return `(${column.sql} IS NOT DISTINCT FROM ${literal.sql})`;
  const operator = operators[test];
  return operator === undefined || column.kind === 'boolean'
    ? null
    : comparison(operator, column, literal).sql;
}

/** A filter's predicate as SQL that is true or false; null where SQL can't say it. */
export function predicateSql(predicate: JsonValue, lookup: Lookup): string | null {
  if (typeof predicate === 'string') return translateCondition(predicate, lookup);
  if (!isObject(predicate)) return null;
  for (const [key, word] of [
    ['and', ' AND '],
    ['or', ' OR '],
  ] as const) {
    const list = predicate[key];
    if (!isArray(list)) continue;
    const parts = list.map((p) => predicateSql(p, lookup));
    return parts.length === 0 || parts.includes(null) ? null : `(${parts.join(word)})`;
  }
  if (predicate['not'] !== undefined) {
    const inner = predicateSql(predicate['not'], lookup);
    return inner === null ? null : `(NOT ${inner})`;
  }
  return fieldCondition(predicate, lookup);
}

function filtered(relation: Relation, predicate: JsonValue): Relation | null {
  const here = predicateSql(predicate, lookupIn(relation.columns, 'sql'));
  if (here === null) return null;
  const there = predicateSql(predicate, lookupIn(relation.columns, 'origin'));
  return {
    ...relation,
    where: [...relation.where, here],
    origins: there === null ? relation.origins : [...relation.origins, there],
  };
}

const typeOfKind: Readonly<Record<string, ColumnType>> = {
  number: { kind: 'float', bits: 64 },
  text: { kind: 'text' },
  boolean: { kind: 'boolean' },
};

function calculated(relation: Relation, expression: string, as: string): Relation | null {
  const here = translateExpression(expression, lookupIn(relation.columns, 'sql'));
  const type = here ? typeOfKind[here.kind] : undefined;
  if (!here || !type) return null;
  const there = translateExpression(expression, lookupIn(relation.columns, 'origin'));
  const columns = new Map(relation.columns).set(as, { sql: here.sql, type, origin: there?.sql ?? null });
  return { ...relation, columns };
}

interface Measured {
  readonly as: string;
  readonly sql: string;
  readonly type: ColumnType;
}

function measure(relation: Relation, part: JsonValue): Measured | null {
  if (!isObject(part)) return null;
  const { op, field } = part;
  if (typeof op !== 'string' || typeof part['as'] !== 'string') return null;
  const name = typeof field === 'string' ? columnOf(field) : null;
  const column = name === null ? undefined : relation.columns.get(name);
  const countsRows = op === 'count' && field === undefined;
  if (!countsRows && (!column || !aggregatesAlike(op, column.type))) return null;
  const keeps =
    column && (op === 'min' || op === 'max') ? column.type : ({ kind: 'float', bits: 64 } as const);
  const sql = aggregates[op]?.sql(column ? cleaned(column.sql, column.type) : '*');
  if (sql === undefined) return null;
  return { as: part['as'], sql: keeps === column?.type ? sql : `CAST(${sql} AS DOUBLE)`, type: keeps };
}

function grouped(relation: Relation, transform: JsonObject): Relation | null {
  const parts = isArray(transform['aggregate'])
    ? transform['aggregate'].map((p) => measure(relation, p))
    : [null];
  const keys = (isArray(transform['groupby']) ? transform['groupby'] : []).map((g) =>
    typeof g === 'string' ? columnOf(g) : null,
  );
  const columns = new Map<string, RelationColumn>();
  const select: string[] = [];
  for (const key of keys) {
    const column = key === null ? undefined : relation.columns.get(key);
    if (key === null || !column) return null;
    select.push(`${column.sql} AS ${quoteIdentifier(key)}`);
    columns.set(key, { ...column, sql: quoteIdentifier(key) });
  }
  for (const part of parts) {
    if (!part) return null;
    select.push(`${part.sql} AS ${quoteIdentifier(part.as)}`);
    columns.set(part.as, { sql: quoteIdentifier(part.as), type: part.type, origin: null });
  }
  // In DuckDB names do not tell case apart; in Vega they do.
  if (new Set([...columns.keys()].map((n) => n.toLowerCase())).size !== columns.size) return null;
  const by = keys.length > 0 ? `\nGROUP BY ALL` : '';
  const from = `(\nSELECT ${select.join(', ')}\nFROM ${relation.from}${whereClause(relation)}${by}\n) AS grouped`;
  return { from, columns, where: [], origins: relation.origins };
}

export const whereClause = (relation: Relation): string =>
  relation.where.length === 0 ? '' : `\nWHERE ${relation.where.join('\n  AND ')}`;

function transformed(relation: Relation, transform: JsonValue): Relation | null {
  if (!isObject(transform)) return null;
  if (transform['filter'] !== undefined) return filtered(relation, transform['filter']);
  const { calculate, as } = transform;
  if (typeof calculate === 'string' && typeof as === 'string') return calculated(relation, calculate, as);
  return transform['aggregate'] === undefined ? null : grouped(relation, transform);
}

/** Takes as many of the transforms, from the first on, as SQL can do; the rest is for Vega. */
export function applyTransforms(
  relation: Relation,
  transforms: readonly JsonValue[],
): { readonly relation: Relation; readonly rest: readonly JsonValue[] } {
  let current = relation;
  for (const [i, transform] of transforms.entries()) {
    const next = transformed(current, transform);
    if (!next) return { relation: current, rest: transforms.slice(i) };
    current = next;
  }
  return { relation: current, rest: [] };
}
