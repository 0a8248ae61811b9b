import { uniqueNames } from '../domain/values/uniqueNames.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { wrapColumns } from '../sql/wrap.ts';

/** A column as DESCRIBE names it. */
export interface DescribedColumn {
  readonly name: string;
  readonly type: string;
}

const enumType = /ENUM\((?:'(?:[^']|'')*'(?:, )?)*\)/g;

function cast(sql: string, columns: readonly DescribedColumn[], target: (type: string) => string): string {
  const given = columns.map((c) => c.name);
  const names = uniqueNames(given);
  const targets = columns.map((c) => target(c.type));
  const same =
    targets.every((type, i) => type === columns[i]?.type) && names.every((name, i) => name === given[i]);
  if (same) return sql;
  const { from, reference } = wrapColumns(sql, given);
  const list = columns.map(({ type }, i) => {
    const to = targets[i] ?? type;
    const value = to === type ? reference(i) : `CAST(${reference(i)} AS ${to})`;
    return `${value} AS ${quoteIdentifier(names[i] ?? '')}`;
  });
  return `SELECT ${list.join(', ')} FROM ${from}`;
}

/** The query with every ENUM, also inside other types, cast to text, and repeated names told apart: a streamed Arrow batch comes without the dictionary. */
export const castForArrow = (sql: string, columns: readonly DescribedColumn[]): string =>
  cast(sql, columns, (type) => type.replaceAll(enumType, 'VARCHAR'));

/** How integers beyond 64 bits go into Parquet, which has none: as decimals, or as text where they are too long for that. */
export type WideIntegers = 'DECIMAL(38,0)' | 'VARCHAR';

/** The query with the types that Parquet would change or refuse cast to ones that keep the values. */
export const castForParquet = (
  sql: string,
  columns: readonly DescribedColumn[],
  wide: WideIntegers,
): string =>
  cast(sql, columns, (type) => {
    if (/^(?:BIGNUM|BIT|UNION\(.*)$/.test(type)) return 'VARCHAR';
    return type.replaceAll(enumType, 'VARCHAR').replaceAll(/\bU?HUGEINT\b/g, wide);
  });
