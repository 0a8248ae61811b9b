import { quoteText } from './identifiers.ts';
import { rewrite, type Rewritten } from './offsetMap.ts';
import { tokenize, tokenText, type Token } from './tokens.ts';

/** What a parameter's value is; `auto` is decided by the value itself. */
export type ParameterType = 'auto' | 'number' | 'text' | 'date' | 'timestamp' | 'boolean';

/** A `$name` of a script. */
export interface Parameter {
  readonly name: string;
  /** As a cast behind it says (`$from::DATE`, `CAST($n AS INT)`), or its place behind LIMIT. */
  readonly type: ParameterType;
}

const typeKinds: readonly (readonly [RegExp, ParameterType])[] = [
  [
    /^(?:tinyint|smallint|int|integer|int[1248]|bigint|hugeint|u\w*int\w*|decimal|numeric|double|float|float[48]|real)$/i,
    'number',
  ],
  [/^(?:varchar|text|string|char|bpchar|uuid|json)$/i, 'text'],
  [/^date$/i, 'date'],
  [/^(?:timestamp|timestamptz|datetime|timestamp_\w+)$/i, 'timestamp'],
  [/^(?:boolean|bool|logical)$/i, 'boolean'],
];

/** The kind of a type by its name, without brackets behind it. */
export const kindOf = (type: string): ParameterType =>
  typeKinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'auto';

/** The type that the tokens around a parameter give it. */
function typeAt(sql: string, tokens: readonly Token[], i: number): ParameterType {
  const text = (k: number): string => {
    const t = tokens[k];
    return t ? tokenText(sql, t).toLowerCase() : '';
  };
  if (text(i + 1) === '::') return kindOf(text(i + 2));
  if (text(i + 1) === 'as' && text(i - 1) === '(' && /^(?:try_)?cast$/.test(text(i - 2)))
    return kindOf(text(i + 2));
  return text(i - 1) === 'limit' || text(i - 1) === 'offset' ? 'number' : 'auto';
}

interface Occurrence {
  readonly name: string;
  readonly type: ParameterType;
  readonly from: number;
  readonly to: number;
}

/** Every `$name` outside quotes and comments; those of PREPARE belong to the prepared statement. */
function occurrencesIn(sql: string): Occurrence[] {
  const tokens = tokenize(sql).filter((t) => t.kind !== 'comment');
  const found: Occurrence[] = [];
  let begins = true;
  let prepares = false;
  for (const [i, token] of tokens.entries()) {
    if (begins) prepares = tokenText(sql, token).toLowerCase() === 'prepare';
    begins = token.kind === 'symbol' && sql[token.from] === ';';
    if (token.kind !== 'parameter' || prepares) continue;
    found.push({
      name: sql.slice(token.from + 1, token.to),
      type: typeAt(sql, tokens, i),
      from: token.from,
      to: token.to,
    });
  }
  return found;
}

const key = (name: string): string => name.toLowerCase();

/** The parameters of a script, each once, in the order in which they first come. Names are the same in either case, as to the engine. */
export function parametersOf(sql: string): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { name, type } of occurrencesIn(sql)) {
    const known = found.get(key(name));
    found.set(key(name), {
      name: known?.name ?? name,
      type: known && known.type !== 'auto' ? known.type : type,
    });
  }
  return [...found.values()];
}

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const date = /^\d{4}-\d{2}-\d{2}$/;
const timestamp = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?$/;
/** Digits that are a name rather than a number: a number has no leading zeros. */
const code = /^[+-]?0\d/;

const detect = (value: string): ParameterType => {
  if (number.test(value) && !code.test(value)) return 'number';
  if (date.test(value)) return 'date';
  if (timestamp.test(value)) return 'timestamp';
  return /^(?:true|false)$/i.test(value) ? 'boolean' : 'text';
};

/** Whether a value can be read as the type; an empty one stands for NULL and always can. */
export function fitsType(type: ParameterType, value: string): boolean {
  const trimmed = value.trim();
  if (trimmed === '' || type === 'auto' || type === 'text') return true;
  if (type === 'number') return number.test(trimmed);
  if (type === 'date') return date.test(trimmed);
  if (type === 'boolean') return /^(?:true|false)$/i.test(trimmed);
  return timestamp.test(trimmed) || date.test(trimmed);
}

/** A value as a literal that can't be read as anything else. What does not fit its type goes as text, for the engine to say so. */
export function parameterLiteral(type: ParameterType, value: string): string {
  const trimmed = value.trim();
  if (trimmed === '') return 'NULL';
  const kind = type === 'auto' ? detect(trimmed) : type;
  if (kind === 'text' || !fitsType(kind, trimmed))
    return quoteText(type === 'auto' || type === 'text' ? value : trimmed);
  // In brackets, or a minus before it would begin a comment.
  if (kind === 'number') return /^[+-]/.test(trimmed) ? `(${trimmed})` : trimmed;
  if (kind === 'boolean') return trimmed.toLowerCase();
  return `${kind === 'date' ? 'DATE' : 'TIMESTAMP'} ${quoteText(trimmed)}`;
}

/**
 * The statement with each parameter's value in its place, as a literal; a parameter without a value is NULL. Error positions of what is run
 * lead back by `toOriginal`. `parameters` are those of the script that the statement is in, as far as more is known of their types.
 */
export function bindParameters(
  sql: string,
  values: Readonly<Record<string, string>>,
  parameters: readonly Parameter[] = parametersOf(sql),
): Rewritten {
  const byKey = new Map(Object.entries(values).map(([name, value]) => [key(name), value]));
  const types = new Map(parameters.map((p) => [key(p.name), p.type]));
  const replacements = occurrencesIn(sql).map(({ name, from, to }) => {
    const literal = parameterLiteral(types.get(key(name)) ?? 'auto', byKey.get(key(name)) ?? '');
    // Right behind a quoted text the two would read as one.
    return { from, to, text: sql[from - 1] === "'" ? ` ${literal}` : literal };
  });
  return rewrite(sql, replacements);
}
