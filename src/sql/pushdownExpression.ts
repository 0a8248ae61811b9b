/**
 * A subset of Vega's expression language as SQL: enough for the filters and calculations that people write, and nothing that would give
 * another answer. JavaScript counts null as 0 in arithmetic and comparisons, so the SQL does too. What is not in the subset is not
 * translated, and then Vega computes it itself.
 */
import type { ColumnType } from '../domain/columnType.ts';
import { isNumeric, isTemporal } from '../domain/columnType.ts';
import { quoteText } from './identifiers.ts';
import { parseExpression, Untranslatable, type Node } from './pushdownParser.ts';

export type Kind = 'number' | 'text' | 'boolean' | 'time' | 'other' | 'null';

/** A translated expression: SQL, the kind of its values, and whether it can be null. */
export interface SqlValue {
  readonly sql: string;
  readonly kind: Kind;
  readonly nullable: boolean;
}

/** What `datum.name` stands for; null where there is no such column. */
export type Lookup = (column: string) => SqlValue | null;

export function kindOf(type: ColumnType): Kind {
  if (isNumeric(type)) return 'number';
  if (isTemporal(type)) return 'time';
  if (type.kind === 'boolean') return 'boolean';
  return type.kind === 'text' || type.kind === 'uuid' ? 'text' : 'other';
}

const refuse = (why: string): never => {
  throw new Untranslatable(why);
};

const value = (sql: string, kind: Kind, nullable = false): SqlValue => ({ sql, kind, nullable });

/** As a number in JavaScript's sense: null is 0. */
export function asNumber(v: SqlValue): string {
  if (v.kind !== 'number') return refuse(`${v.kind} as number`);
  return v.nullable ? `coalesce(CAST(${v.sql} AS DOUBLE), 0)` : v.sql;
}

function asBoolean(v: SqlValue): string {
  if (v.kind === 'boolean') return v.nullable ? `coalesce(${v.sql}, false)` : v.sql;
  if (v.kind === 'number') return `(${asNumber(v)} <> 0)`;
  if (v.kind === 'text') return `(coalesce(${v.sql}, '') <> '')`;
  return refuse(`${v.kind} as condition`);
}

function equality(negated: boolean, a: SqlValue, b: SqlValue): SqlValue {
  const not = negated ? 'NOT ' : '';
  if (a.kind === 'null' || b.kind === 'null') {
    const other = a.kind === 'null' ? b : a;
    return value(`(${other.sql} IS ${not}NULL)`, 'boolean');
  }
  if (a.kind !== b.kind || a.kind === 'other') return refuse(`${a.kind} = ${b.kind}`);
  return value(`(${a.sql} IS ${negated ? '' : 'NOT '}DISTINCT FROM ${b.sql})`, 'boolean');
}

/** Order in JavaScript's sense: null is 0 among numbers, and no text is before or after null. */
export function comparison(operator: string, a: SqlValue, b: SqlValue): SqlValue {
  if (a.kind === 'text' && b.kind === 'text')
    return value(`coalesce(${a.sql} ${operator} ${b.sql}, false)`, 'boolean');
  return value(`coalesce(${asNumber(a)} ${operator} ${asNumber(b)}, false)`, 'boolean');
}

const arithmetic: Readonly<Record<string, (a: string, b: string) => SqlValue>> = {
  '+': (a, b) => value(`(${a} + ${b})`, 'number'),
  '-': (a, b) => value(`(${a} - ${b})`, 'number'),
  '*': (a, b) => value(`(${a} * ${b})`, 'number'),
  '/': (a, b) => value(`(CAST(${a} AS DOUBLE) / nullif(${b}, 0))`, 'number', !/^[\d.]*[1-9][\d.]*$/.test(b)),
  '%': (a, b) => value(`(CAST(${a} AS DOUBLE) % nullif(${b}, 0))`, 'number', true),
};

function binary(operator: string, a: SqlValue, b: SqlValue): SqlValue {
  switch (operator) {
    case '==':
    case '===':
      return equality(false, a, b);
    case '!=':
    case '!==':
      return equality(true, a, b);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(operator, a, b);
    case '&&':
      if (a.kind !== 'boolean' || b.kind !== 'boolean') return refuse('&& of values');
      return value(`(${asBoolean(a)} AND ${asBoolean(b)})`, 'boolean');
    case '||':
      if (a.kind !== 'boolean' || b.kind !== 'boolean') return refuse('|| of values');
      return value(`(${asBoolean(a)} OR ${asBoolean(b)})`, 'boolean');
    default: {
      if (operator === '+' && a.kind === 'text' && b.kind === 'text') {
        const part = (v: SqlValue): string => (v.nullable ? `coalesce(${v.sql}, 'null')` : v.sql);
        return value(`(${part(a)} || ${part(b)})`, 'text');
      }
      return arithmetic[operator]?.(asNumber(a), asNumber(b)) ?? refuse(operator);
    }
  }
}

const numeric =
  (template: (x: string) => string, nullable = false) =>
  (args: readonly SqlValue[]): SqlValue =>
    value(template(asNumber(args[0] ?? refuse('argument'))), 'number', nullable);

const textual =
  (template: (x: string) => string, kind: Kind) =>
  (args: readonly SqlValue[]): SqlValue => {
    const v = args[0] ?? refuse('argument');
    return v.kind === 'text' ? value(template(v.sql), kind, v.nullable) : refuse('not a text');
  };

const timePart =
  (part: string, shift = '') =>
  (args: readonly SqlValue[]): SqlValue => {
    const v = args[0] ?? refuse('argument');
    return v.kind === 'time'
      ? value(`(date_part('${part}', ${v.sql})${shift})`, 'number', true)
      : refuse('not a time');
  };

const extreme =
  (name: string) =>
  (args: readonly SqlValue[]): SqlValue =>
    value(`${name}(${args.map(asNumber).join(', ')})`, 'number');

/** A logarithm or root outside its domain is no number: null, and no mark. */
const guarded = (name: string, from: string) =>
  numeric((x) => `(CASE WHEN ${x} ${from} 0 THEN ${name}(${x}) END)`, true);

const functions: Readonly<Record<string, (args: readonly SqlValue[]) => SqlValue>> = {
  abs: numeric((x) => `abs(${x})`),
  ceil: numeric((x) => `ceil(${x})`),
  floor: numeric((x) => `floor(${x})`),
  round: numeric((x) => `floor(${x} + 0.5)`),
  exp: numeric((x) => `exp(${x})`),
  log: guarded('ln', '>'),
  sqrt: guarded('sqrt', '>='),
  pow: (args) =>
    value(
      `pow(${asNumber(args[0] ?? refuse('argument'))}, ${asNumber(args[1] ?? refuse('argument'))})`,
      'number',
    ),
  min: extreme('least'),
  max: extreme('greatest'),
  isValid: (args) => value(`(${(args[0] ?? refuse('argument')).sql} IS NOT NULL)`, 'boolean'),
  upper: textual((x) => `upper(${x})`, 'text'),
  lower: textual((x) => `lower(${x})`, 'text'),
  trim: textual((x) => `trim(${x})`, 'text'),
  year: timePart('year'),
  utcyear: timePart('year'),
  // JavaScript counts months from 0.
  month: timePart('month', ' - 1'),
  utcmonth: timePart('month', ' - 1'),
  date: timePart('day'),
  utcdate: timePart('day'),
  hours: timePart('hour'),
  utchours: timePart('hour'),
};

const literal = (v: string | number | boolean | null): SqlValue => {
  if (v === null) return value('NULL', 'null', true);
  if (typeof v === 'string') return value(quoteText(v), 'text');
  return typeof v === 'boolean' ? value(String(v), 'boolean') : value(String(v), 'number');
};

function choice(test: SqlValue, a: SqlValue, b: SqlValue): SqlValue {
  const kind = a.kind === 'null' ? b.kind : a.kind;
  if (b.kind !== 'null' && b.kind !== kind) return refuse('branches of two kinds');
  const nullable = a.nullable || b.nullable;
  return value(`(CASE WHEN ${asBoolean(test)} THEN ${a.sql} ELSE ${b.sql} END)`, kind, nullable);
}

function compile(node: Node, lookup: Lookup): SqlValue {
  const go = (n: Node): SqlValue => compile(n, lookup);
  switch (node.kind) {
    case 'literal':
      return literal(node.value);
    case 'datum':
      return lookup(node.column) ?? refuse(`no column ${node.column}`);
    case 'unary':
      if (node.operator === '!') return value(`(NOT ${asBoolean(go(node.of))})`, 'boolean');
      return value(`(${node.operator}${asNumber(go(node.of))})`, 'number');
    case 'binary':
      return binary(node.operator, go(node.left), go(node.right));
    case 'choice':
      return choice(go(node.test), go(node.yes), go(node.no));
    case 'call':
      return (
        (Object.hasOwn(functions, node.name) ? functions[node.name] : undefined)?.(node.args.map(go)) ??
        refuse(node.name)
      );
  }
}

/** An expression as SQL, or null where it is outside the subset. */
export function translateExpression(text: string, lookup: Lookup): SqlValue | null {
  try {
    return compile(parseExpression(text), lookup);
  } catch (thrown) {
    if (thrown instanceof Untranslatable) return null;
    throw thrown;
  }
}

/** A condition as SQL that is true or false, never null; null where it is outside the subset. */
export function translateCondition(text: string, lookup: Lookup): string | null {
  try {
    return asBoolean(compile(parseExpression(text), lookup));
  } catch (thrown) {
    if (thrown instanceof Untranslatable) return null;
    throw thrown;
  }
}
