import { typeName, type ColumnType, type Tagged, type Value } from '../columnType.ts';
import { textOf } from './text.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function compositeLiteral(type: ColumnType, value: Value): string {
  switch (type.kind) {
    case 'list':
    case 'array':
      return `[${(value as readonly Value[]).map((v) => sqlLiteral(type.element, v)).join(', ')}]::${typeName(type)}`;
    case 'struct':
      return `{${type.fields
        .map((f, i) => `${quote(f.name)}: ${sqlLiteral(f.type, (value as readonly Value[])[i] ?? null)}`)
        .join(', ')}}`;
    case 'map':
      return `MAP {${(value as readonly (readonly [Value, Value])[])
        .map(([k, v]) => `${sqlLiteral(type.key, k)}: ${sqlLiteral(type.value, v)}`)
        .join(', ')}}`;
    case 'union': {
      const { tag, value: inner } = value as Tagged;
      const member = type.members[tag];
      return member ? `union_value("${member.name.replaceAll('"', '""')}" := ${sqlLiteral(member.type, inner)})` : 'NULL';
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
      return type.bits <= 32 ? String(value as number) : `${String(value as bigint)}::${typeName(type)}`;
    case 'text':
    case 'unknown':
      return quote(value as string);
    case 'blob':
      return `'${[...(value as Uint8Array)].map((b) => `\\x${b.toString(16).toUpperCase().padStart(2, '0')}`).join('')}'::BLOB`;
    default:
      return compositeLiteral(type, value);
  }
}
