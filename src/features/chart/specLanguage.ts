import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { allowedAt, type JsonPath, type SchemaDocument } from './specSchema.ts';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

const unquoted = (text: string): string => text.replace(/^"|"$/g, '');

const nameOf = (state: EditorState, property: Node): string => {
  const name = property.getChild('PropertyName');
  return name ? unquoted(state.sliceDoc(name.from, name.to)) : '';
};

const isValue = (node: Node): boolean => /^(?:Object|Array|String|Number|True|False|Null)$/.test(node.name);

/** The path of a node in the document: property names and places in lists. */
export function pathOf(state: EditorState, node: Node): JsonPath {
  const path: (string | number)[] = [];
  for (let at: Node | null = node; at; at = at.parent) {
    if (at.name === 'Property') path.unshift(nameOf(state, at));
    else if (at.parent?.name === 'Array' && isValue(at)) {
      let place = 0;
      for (let before = at.prevSibling; before; before = before.prevSibling) if (isValue(before)) place++;
      path.unshift(place);
    }
  }
  return path;
}

const objectAround = (node: Node | null): Node | null => {
  let at = node;
  while (at && at.name !== 'Object') at = at.parent;
  return at;
};

function nameCompletions(context: CompletionContext, schema: SchemaDocument, object: Node): Completion[] {
  const taken = new Set(object.getChildren('Property').map((p) => nameOf(context.state, p)));
  return [...allowedAt(schema, pathOf(context.state, object)).properties]
    .filter(([name]) => !taken.has(name))
    .map(([name, info]) => ({
      label: `"${name}"`,
      apply: `"${name}": `,
      type: 'property',
      ...(info ? { info } : {}),
    }));
}

function valueCompletions(
  state: EditorState,
  schema: SchemaDocument,
  property: Node,
  columns: readonly string[],
): Completion[] {
  const path = pathOf(state, property);
  const values =
    path.at(-1) === 'field' ? columns.map((c) => JSON.stringify(c)) : allowedAt(schema, path).values;
  return values.map((label) => ({ label, type: 'enum' }));
}

/** Completes names and values of a Vega-Lite specification by its schema, and columns where a field is named. */
export function completeSpec(
  context: CompletionContext,
  schema: SchemaDocument | null,
  columns: readonly string[],
): CompletionResult | null {
  if (!schema) return null;
  const { state, pos } = context;
  const node = syntaxTree(state).resolveInner(pos, -1);
  const token = context.matchBefore(/"[^"\n]*|\w+/);
  if (!token && !context.explicit) return null;
  const from = token?.from ?? pos;
  const before = state.sliceDoc(0, from).trimEnd();
  const close = state.sliceDoc(pos, pos + 1) === '"' && token ? pos + 1 : pos;
  let holder: Node | null = node;
  while (holder && holder.name !== 'Property' && holder.name !== 'Object') holder = holder.parent;
  if (before.endsWith(':') && holder?.name === 'Property') {
    return { from, to: close, options: valueCompletions(state, schema, holder, columns), filter: true };
  }
  const object = objectAround(node);
  if (!object || !/[{,]$/.test(before)) return null;
  return { from, to: close, options: nameCompletions(context, schema, object), filter: true };
}

/** Names that the schema does not know, each where it stands. */
export function unknownNames(
  view: EditorView,
  schema: SchemaDocument,
  say: (name: string) => string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { state } = view;
  syntaxTree(state).iterate({
    enter: ({ node }) => {
      if (node.name !== 'Object') return;
      const path = pathOf(state, node);
      // Rows of inline data and what other programs keep are nobody's business.
      if (path.some((p) => p === 'values' || p === 'datasets' || p === 'usermeta')) return;
      const { properties, open } = allowedAt(schema, path);
      if (open || properties.size === 0) return;
      for (const property of node.getChildren('Property')) {
        const name = property.getChild('PropertyName');
        const text = nameOf(state, property);
        if (name && text !== '$schema' && !properties.has(text)) {
          found.push({ from: name.from, to: name.to, severity: 'warning', message: say(text) });
        }
      }
    },
  });
  return found;
}
