import { isNested, type ColumnType, type Tagged, type Value } from '../../domain/columnType.ts';
import type { JsonValue } from '../../domain/values/json.ts';
import { textOf } from '../../domain/values/text.ts';

/** A value as a tree: leaves have text (null for NULL), branches children and a short word on them. */
export interface TreeNode {
  readonly label: string;
  readonly text: string | null;
  readonly children?: readonly TreeNode[];
}

const branch = (label: string, kind: string, children: readonly TreeNode[]): TreeNode => ({
  label,
  text: `${kind} · ${String(children.length)}`,
  children,
});

function jsonTree(value: JsonValue, label: string): TreeNode {
  if (Array.isArray(value)) {
    return branch(
      label,
      'list',
      (value as readonly JsonValue[]).map((v, i) => jsonTree(v, String(i + 1))),
    );
  }
  if (value !== null && typeof value === 'object') {
    return branch(
      label,
      'object',
      Object.entries(value as Record<string, JsonValue>).map(([k, v]) => jsonTree(v, k)),
    );
  }
  return { label, text: value === null ? null : typeof value === 'string' ? value : JSON.stringify(value) };
}

function parsedJson(text: string, label: string): TreeNode {
  try {
    return jsonTree(JSON.parse(text) as JsonValue, label);
  } catch {
    return { label, text };
  }
}

/** The tree of a value; list elements are counted from 1, as SQL does. */
export function treeOf(type: ColumnType, value: Value, label: string): TreeNode {
  if (value === null) return { label, text: null };
  if (type.kind === 'json') return parsedJson(value as string, label);
  if (!isNested(type)) return { label, text: textOf(type, value) };
  switch (type.kind) {
    case 'list':
    case 'array':
      return branch(
        label,
        'list',
        (value as readonly Value[]).map((v, i) => treeOf(type.element, v, String(i + 1))),
      );
    case 'struct':
      return branch(
        label,
        'struct',
        type.fields.map((f, i) =>
          treeOf(f.type, (value as readonly Value[])[i] ?? null, f.name || String(i + 1)),
        ),
      );
    case 'map':
      return branch(
        label,
        'map',
        (value as readonly (readonly [Value, Value])[]).map(([k, v]) =>
          treeOf(type.value, v, textOf(type.key, k)),
        ),
      );
    case 'union': {
      const { tag, value: inner } = value as Tagged;
      const member = type.members[tag];
      return member
        ? branch(label, 'union', [treeOf(member.type, inner, member.name)])
        : { label, text: null };
    }
    default:
      return { label, text: textOf(type, value) };
  }
}
