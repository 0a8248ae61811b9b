import { typeName, type Column, type ColumnType, type Tagged, type Value } from '../columnType.ts';
import { textOf } from './text.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Whether a struct without field names (a row) is inside: SQL has no name for such a type. */
function isUnnamed(type: ColumnType): boolean {
  switch (type.kind) {
    case 'list':
    case 'array':
      return isUnnamed(type.element);
    case 'struct':
      return type.fields.some((f) => f.name === '' || isUnnamed(f.type));
    case 'map':
      return isUnnamed(type.key) || isUnnamed(type.value);
    case 'union':
      return type.members.some((m) => isUnnamed(m.type));
    default:
      return false;
  }
}

const typed = (literal: string, type: ColumnType): string =>
  isUnnamed(type) ? literal : `${literal}::${typeName(type)}`;

function structLiteral(fields: readonly Column[], values: readonly Value[]): string {
  const literals = fields.map((f, i) => sqlLiteral(f.type, values[i] ?? null));
  if (fields[0]?.name === '') return `row(${literals.join(', ')})`;
  return `{${fields.map((f, i) => `${quote(f.name)}: ${literals[i] ?? 'NULL'}`).join(', ')}}`;
}

function compositeLiteral(type: ColumnType, value: Value): string {
  switch (type.kind) {
    case 'list':
    case 'array':
      return typed(
        `[${(value as readonly Value[]).map((v) => sqlLiteral(type.element, v)).join(', ')}]`,
        type,
      );
    case 'struct':
      return structLiteral(type.fields, value as readonly Value[]);
    case 'map': {
      const entries = value as readonly (readonly [Value, Value])[];
      return `MAP {${entries.map(([k, v]) => `${sqlLiteral(type.key, k)}: ${sqlLiteral(type.value, v)}`).join(', ')}}`;
    }
    case 'union': {
      const { tag, value: inner } = value as Tagged;
      const member = type.members[tag];
      if (!member) return 'NULL';
      const name = member.name.replaceAll('"', '""');
      return typed(`union_value("${name}" := ${sqlLiteral(member.type, inner)})`, type);
    }
    default:
      return `${quote(textOf(type, value))}::${typeName(type)}`;
  }
}

/** A value as an SQL expression that evaluates to the same value and type. */
export function sqlLiteral(type: ColumnType, value: Value): string {
  if (value === null) return 'NULL';
  switch (type.kind) {
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'integer':
      // Only what is an INTEGER by itself goes bare: a cast binds closer than a minus sign.
      return type.bits === 32 && type.signed && Math.abs(value as number) < 2 ** 31
        ? String(value as number)
        : `'${String(value as number | bigint)}'::${typeName(type)}`;
    case 'text':
    case 'unknown':
      return quote(value as string);
    case 'blob':
      return `'${[...(value as Uint8Array)].map((b) => `\\x${b.toString(16).toUpperCase().padStart(2, '0')}`).join('')}'::BLOB`;
    default:
      return compositeLiteral(type, value);
  }
}
