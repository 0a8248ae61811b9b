import { quoteIdentifier, quoteText } from './identifiers.ts';
import { tokenize, tokenText } from './tokens.ts';

/** How many rows pass for each step of the sequence: few steps, so that counting costs next to nothing. */
export const rowsPerStep = 8192;

/**
 * The query, letting a sequence step on once for every {@link rowsPerStep} rows that it gives: whoever reads the sequence meanwhile knows
 * how far it is. Rows, columns and their order stay. `names` are the query's columns, all different and none empty.
 */
export function countedRows(sql: string, names: readonly string[], sequence: string): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let number = 'row_number';
  while (taken.has(number)) number += '_';
  const column = quoteIdentifier(number);
  return [
    `SELECT * EXCLUDE (${column})`,
    `FROM (SELECT *, row_number() OVER () AS ${column} FROM (\n${sql}\n) AS q) AS numbered`,
    `WHERE CASE WHEN ${column} % ${String(rowsPerStep)} = 0 THEN nextval(${quoteText(sequence)}) > 0 ELSE true END`,
  ].join('\n');
}

/** Whether a query steps sequences of its own: a transaction can step those of one database only. */
export const stepsSequences = (sql: string): boolean =>
  tokenize(sql).some((token) => token.kind !== 'comment' && /nextval/i.test(tokenText(sql, token)));
