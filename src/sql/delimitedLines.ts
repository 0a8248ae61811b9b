import { quoteText } from './identifiers.ts';
import { wrapColumns } from './wrap.ts';

/** Types whose text never holds a separator, a quote or a line break. */
const plainType =
  /^(?:BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*|DATE|TIME.*|UUID)$/;

function field(reference: string, type: string, separator: string): string {
  const text = `CAST(${reference} AS VARCHAR)`;
  if (plainType.test(type)) return `coalesce(${text}, '')`;
  const breaking = [quoteText(separator), `'"'`, 'chr(10)', 'chr(13)'];
  return [
    `CASE WHEN ${reference} IS NULL THEN ''`,
    `WHEN ${text} = '' THEN '""'`,
    `WHEN ${breaking.map((piece) => `contains(${text}, ${piece})`).join(' OR ')}`,
    `THEN '"' || replace(${text}, '"', '""') || '"' ELSE ${text} END`,
  ].join(' ');
}

/**
 * The query's rows as lines of a delimited text, one column `line`, in the query's order: the same records as `delimitedRow` writes, line
 * end included.
 * @param columns the query's columns with the names of their types, as DESCRIBE gives them
 */
export function delimitedLines(
  sql: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  separator: string,
): string {
  const { from, reference } = wrapColumns(
    sql,
    columns.map(({ name }) => name),
  );
  const fields = columns.map(({ type }, i) => field(reference(i), type, separator));
  return `SELECT ${fields.join(` || ${quoteText(separator)} || `)} || chr(13) || chr(10) AS line FROM ${from}`;
}
