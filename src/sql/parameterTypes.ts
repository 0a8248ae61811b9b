import { kindOf, parametersOf, type Parameter, type ParameterType } from './parameters.ts';
import { findColumn, scopeAt, type ResolveTable } from './scope.ts';
import { splitStatements } from './statements.ts';
import { nameOf, tokenize, tokenText, type Token } from './tokens.ts';

const comparisons = new Set(['=', '==', '<>', '!=', '<', '<=', '>', '>=', 'like', 'ilike']);

const textOf = (sql: string, token: Token | undefined): string =>
  token ? tokenText(sql, token).toLowerCase() : '';

const isName = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'quoted';

/** The dotted name whose last part is the token at `i`; with `step` 1 the one that begins there. */
function referenceAt(sql: string, tokens: readonly Token[], i: number, step: -1 | 1): string[] {
  const parts: string[] = [];
  for (let k = i; isName(tokens[k]); k += 2 * step) {
    const token = tokens[k];
    parts.push(token ? (nameOf(sql, token) ?? '') : '');
    if (textOf(sql, tokens[k + step]) !== '.') break;
  }
  return step === -1 ? parts.reverse() : parts;
}

/** Where the column stands that the parameter at `i` is compared with, before or behind it; null when it is not compared. */
function comparedAt(sql: string, tokens: readonly Token[], i: number): readonly [number, -1 | 1] | null {
  const text = (k: number): string => textOf(sql, tokens[k]);
  const beforeNot = (k: number): number => (text(k) === 'not' ? k - 1 : k);
  if (comparisons.has(text(i - 1))) return [beforeNot(i - 2), -1];
  if (text(i - 1) === 'between') return [beforeNot(i - 2), -1];
  // `c BETWEEN x AND $p`
  if (text(i - 1) === 'and' && text(i - 3) === 'between') return [beforeNot(i - 4), -1];
  let k = i - 1;
  while (
    text(k) === ',' ||
    tokens[k]?.kind === 'parameter' ||
    tokens[k]?.kind === 'number' ||
    tokens[k]?.kind === 'text'
  )
    k--;
  if (text(k) === '(' && text(k - 1) === 'in') return [beforeNot(k - 2), -1];
  return comparisons.has(text(i + 1)) ? [i + 2, 1] : null;
}

/** The kind of a column's type as the engine names it: `DECIMAL(5,1)`, `TIMESTAMP WITH TIME ZONE`, `ENUM(…)`. */
function kindOfColumn(type: string): ParameterType {
  if (/\]$/.test(type)) return 'auto';
  if (/^timestamp/i.test(type)) return 'timestamp';
  if (/^enum/i.test(type)) return 'text';
  return kindOf(type.replace(/\(.*$/, ''));
}

function typesIn(sql: string, resolve: ResolveTable): (readonly [name: string, type: ParameterType])[] {
  const tokens = tokenize(sql).filter((t) => t.kind !== 'comment');
  return tokens.flatMap((token, i) => {
    const place = token.kind === 'parameter' ? comparedAt(sql, tokens, i) : null;
    const reference = place ? referenceAt(sql, tokens, ...place) : [];
    if (reference.length === 0) return [];
    const column = findColumn(scopeAt(sql, token.from, resolve).relations, reference);
    const type = column?.type ? kindOfColumn(column.type) : 'auto';
    return type === 'auto' ? [] : [[sql.slice(token.from + 1, token.to).toLowerCase(), type] as const];
  });
}

/**
 * The parameters of a script; one whose type nothing beside it tells gets that of the column that it is compared with: `year >= $from`,
 * `$x = industry_id`, `c IN ($a, $b)`, `c BETWEEN $low AND $high`.
 */
export function inferredParameters(sql: string, resolve: ResolveTable): Parameter[] {
  const known = parametersOf(sql);
  if (known.every((p) => p.type !== 'auto')) return known;
  const inferred = new Map<string, ParameterType>();
  for (const { text } of splitStatements(sql)) {
    if (!text.includes('$')) continue;
    for (const [name, type] of typesIn(text, resolve)) if (!inferred.has(name)) inferred.set(name, type);
  }
  return known.map((p) =>
    p.type === 'auto' ? { ...p, type: inferred.get(p.name.toLowerCase()) ?? 'auto' } : p,
  );
}
