import { tokenize, tokenText } from './tokens.ts';

const readers = new Set([
  ...['select', 'from', 'values', 'table', 'describe', 'desc', 'summarize', 'show'],
  ...['explain', 'pivot', 'unpivot', '(', 'with'],
]);

const writers = new Set(['insert', 'update', 'delete', 'merge']);

/** What leaves something behind although it stands in a query: a sequence one step further, a seed for `random`. */
const stepping = new Set(['nextval', 'setseed']);

/** The tokens of a statement in lower case, comments and literals left out. */
const wordsOf = (sql: string): string[] =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'comment' && kind !== 'text')
    .map((token) => tokenText(sql, token).toLowerCase());

const unquoted = (word: string): string => (word.startsWith('"') ? word.slice(1, -1) : word);

/** The functions that a statement calls. */
const callsOf = (words: readonly string[]): string[] =>
  words.filter((_, i) => words[i + 1] === '(').map(unquoted);

/** Whether a statement may leave something behind in the engine: tables, rows, settings. What merely reads does not. */
export function leavesTraces(sql: string): boolean {
  const words = wordsOf(sql);
  const first = words[0] ?? '';
  if (callsOf(words).some((name) => stepping.has(name))) return true;
  if (first === 'with') return words.some((word) => writers.has(word));
  return first !== '' && !readers.has(first);
}

/** Functions whose answer is another each time that a statement runs. */
export const changingFunctions: ReadonlySet<string> = new Set([
  ...['random', 'uuid', 'uuidv4', 'uuidv7', 'gen_random_uuid'],
  ...['now', 'today', 'transaction_timestamp', 'get_current_timestamp', 'get_current_time'],
  ...['current_date', 'current_time', 'current_timestamp', 'current_localtime', 'current_localtimestamp'],
  ...['localtime', 'localtimestamp', 'txid_current', 'current_transaction_id', 'current_query_id'],
  ...['current_connection_id', 'stats'],
]);

/** Of those, the ones that are written without parentheses, too. */
const bare = new Set(['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp']);

/**
 * What makes a statement give other values when it runs again over the same data: functions of chance and of the clock, and samples without
 * a seed. In lower case, each once.
 */
export function changesWithEachRun(sql: string): string[] {
  const words = wordsOf(sql);
  const found = [
    ...callsOf(words).filter((name) => changingFunctions.has(name)),
    ...words.filter((word) => bare.has(word)),
  ];
  const sampled =
    words.includes('tablesample') || words.some((w, i) => w === 'sample' && words[i - 1] === 'using');
  if (sampled && !words.includes('repeatable')) found.push('sample');
  return [...new Set(found)];
}
