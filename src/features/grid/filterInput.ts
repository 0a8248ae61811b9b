import { isNested, isNumeric, typeName, type ColumnType, type Value } from '../../domain/columnType.ts';
import { sqlLiteral } from '../../domain/values/sqlLiteral.ts';
import { quoteText } from '../../sql/identifiers.ts';
import type { ColumnFilter, CompareOperator } from '../../sql/wrap.ts';

/** What a person can ask of a column's values. */
export const filterOperators = ['contains', '=', '<>', '<', '<=', '>', '>='] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** Operators that make sense for a type, the first being offered. */
export function operatorsFor(type: ColumnType): readonly FilterOperator[] {
  if (isNested(type) || type.kind === 'json' || type.kind === 'blob') return ['contains'];
  const ordered: readonly CompareOperator[] = ['=', '<>', '<', '<=', '>', '>='];
  if (isNumeric(type) || ['date', 'time', 'time_tz', 'timestamp', 'interval'].includes(type.kind))
    return [...ordered, 'contains'];
  if (type.kind === 'boolean') return ['=', '<>'];
  return ['contains', ...ordered];
}

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** The filter that somebody typed; null where the text is not a value of the column's type. */
export function filterFromInput(
  column: number,
  type: ColumnType,
  operator: FilterOperator,
  text: string,
): ColumnFilter | null {
  if (operator === 'contains') return text === '' ? null : { column, kind: 'contains', text };
  const typed = text.trim();
  if (isNumeric(type)) {
    const plain = typed.replaceAll(/[,\s_]/g, '');
    return number.test(plain) ? { column, kind: 'compare', operator, literal: plain } : null;
  }
  if (type.kind === 'boolean' && !/^(?:true|false)$/i.test(typed)) return null;
  if (type.kind === 'text') return { column, kind: 'compare', operator, literal: quoteText(text) };
  return typed === ''
    ? null
    : { column, kind: 'compare', operator, literal: `${quoteText(typed)}::${typeName(type)}` };
}

/** The filter for rows that hold the same value as a cell. */
export const filterForValue = (column: number, type: ColumnType, value: Value): ColumnFilter =>
  value === null
    ? { column, kind: 'null' }
    : { column, kind: 'compare', operator: '=', literal: sqlLiteral(type, value) };
