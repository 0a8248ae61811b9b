import type { Catalog, CatalogFunction, CatalogTable } from '../../engine/catalog.ts';
import type { CompletionContextAt } from '../../sql/completionContext.ts';
import { identifierText } from '../../sql/identifierText.ts';
import { quoteText } from '../../sql/identifiers.ts';
import { keywords, types } from '../../sql/keywords.ts';
import { snippetsFor } from './snippets.ts';
import { scopeAt, type ResolveTable, type Scope, type ScopeRelation } from '../../sql/scope.ts';

/** One thing to write at the cursor. */
export interface Option {
  readonly kind:
    | 'table'
    | 'cte'
    | 'relation'
    | 'schema'
    | 'column'
    | 'alias'
    | 'function'
    | 'keyword'
    | 'type'
    | 'value'
    | 'snippet';
  /** What is matched with what was typed, and shown. */
  readonly label: string;
  /** What is written; the label when absent. A function's brackets are put behind it. */
  readonly insert?: string;
  readonly detail?: string;
  /** The table of a column, for its description. */
  readonly table?: string;
  readonly fn?: CatalogFunction;
  /** Of a pattern: its text with places to fill in. */
  readonly template?: string;
  readonly boost: number;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Finds a table by the parts of its name; without a schema the shipped one wins, as on the search path. */
export function findTable(catalog: Catalog, parts: readonly string[]): CatalogTable | null {
  const name = parts.at(-1) ?? '';
  const schema = parts.at(-2);
  const found = catalog.tables.filter(
    (t) => sameName(t.name, name) && (schema === undefined || sameName(t.schema, schema)),
  );
  return found.find((t) => t.schema === 'yardstick') ?? found[0] ?? null;
}

export const resolverOf =
  (catalog: Catalog): ResolveTable =>
  (parts) =>
    findTable(catalog, parts)?.columns ?? null;

const boosts = {
  column: 50,
  alias: 45,
  relation: 20,
  function: 0,
  keyword: -10,
  table: 40,
  cte: 45,
  schema: 10,
  snippet: -40,
};

/** Columns of the relations in scope; one that several have is written with its qualifier. */
function columnOptions(relations: readonly ScopeRelation[]): Option[] {
  const seen = new Map<string, number>();
  for (const c of relations.flatMap((r) => r.columns))
    seen.set(c.name.toLowerCase(), (seen.get(c.name.toLowerCase()) ?? 0) + 1);
  return relations.flatMap((relation, depth) =>
    relation.columns.map((column): Option => {
      const shared = (seen.get(column.name.toLowerCase()) ?? 0) > 1 && relation.name !== '';
      const name = identifierText(column.name);
      return {
        kind: 'column',
        label: shared ? `${relation.name}.${column.name}` : column.name,
        insert: shared ? `${identifierText(relation.name)}.${name}` : name,
        detail: column.type ?? '',
        table: column.source?.table.at(-1) ?? relation.name,
        boost: boosts.column - Math.min(depth, 5),
      };
    }),
  );
}

const ownColumns = (relation: ScopeRelation): Option[] =>
  relation.columns.map((column) => ({
    kind: 'column',
    label: column.name,
    insert: identifierText(column.name),
    detail: column.type ?? '',
    table: column.source?.table.at(-1) ?? relation.name,
    boost: boosts.column,
  }));

const tableOption = (table: CatalogTable): Option => ({
  kind: 'table',
  label: table.name,
  insert: identifierText(table.name),
  detail: table.schema,
  table: table.name,
  boost: boosts.table + (table.schema === 'yardstick' ? 1 : 0),
});

function tableOptions(catalog: Catalog, scope: Scope): Option[] {
  const schemas = [...new Set(catalog.tables.map((t) => t.schema))];
  return [
    ...scope.ctes.map((c): Option => ({
      kind: 'cte',
      label: c.name,
      insert: identifierText(c.name),
      boost: boosts.cte,
    })),
    ...catalog.tables.map(tableOption),
    ...schemas.map((s): Option => ({
      kind: 'schema',
      label: s,
      insert: `${identifierText(s)}.`,
      boost: boosts.schema,
    })),
  ];
}

const functionOption = (fn: CatalogFunction): Option => ({
  kind: 'function',
  label: fn.name,
  detail: `(${fn.parameters.slice(0, 4).join(', ')}${fn.parameters.length > 4 ? ', …' : ''})`,
  fn,
  boost: boosts.function,
});

const isTableFunction = (fn: CatalogFunction): boolean => fn.kind === 'table' || fn.kind === 'table_macro';
/** Functions that are operators or the engine's own plumbing. */
const hidden = /^(?:__|pragma_|duckdb_|test_)/;

const functionCache = new WeakMap<Catalog, { readonly tables: Option[]; readonly values: Option[] }>();

function functionOptions(catalog: Catalog): { readonly tables: Option[]; readonly values: Option[] } {
  let made = functionCache.get(catalog);
  if (!made) {
    const shown = catalog.functions.filter((f) => !hidden.test(f.name) && f.kind !== 'pragma');
    made = {
      tables: shown.filter((f) => isTableFunction(f) || f.name === 'unnest').map(functionOption),
      values: shown
        .filter((f) => !isTableFunction(f) || f.name === 'range' || f.name === 'unnest')
        .map(functionOption),
    };
    functionCache.set(catalog, made);
  }
  return made;
}

/** Keywords in the case in which the word was begun, or else the statement is written. */
function keywordOptions(
  context: CompletionContextAt,
  words: readonly string[],
  kind: 'keyword' | 'type' = 'keyword',
): Option[] {
  const model = /[A-Za-z]/.exec(context.typed)?.[0] ?? /[A-Za-z]+/.exec(context.statement)?.[0] ?? 'A';
  const upper = model === model.toUpperCase();
  return words.map((w) => ({ kind, label: upper ? w.toUpperCase() : w, boost: boosts.keyword }));
}

const statementWords = [
  'select',
  'with',
  'from',
  'summarize',
  'describe',
  'explain',
  'explain analyze',
  'show tables',
  'create table',
  'create view',
  'insert into',
  'update',
  'delete from',
  'drop',
  'pivot',
  'unpivot',
  'values',
  'set',
];
/** What goes on after a complete expression, the two-word ones together. */
const continuing = [
  'group by',
  'group by all',
  'order by',
  'order by all',
  'left join',
  'is null',
  'is not null',
  'not in',
  'nulls last',
  'union all',
];
const usualKeywords = [...new Set([...keywords, ...continuing])];

/** Patterns come last: a single word is what is mostly wanted. */
const snippetOptions = (context: CompletionContextAt): Option[] =>
  snippetsFor(context.expected).map(({ label, template }) => ({
    kind: 'snippet',
    label,
    template,
    boost: boosts.snippet,
  }));

function qualifiedOptions(context: CompletionContextAt, catalog: Catalog, scope: Scope): Option[] {
  const qualifier = context.qualifier.at(-1) ?? '';
  const tables = catalog.tables.filter((t) => sameName(t.schema, qualifier)).map(tableOption);
  if (context.expected === 'relation') return tables;
  const relation = scope.relations.find((r) => sameName(r.name, qualifier));
  if (relation) return ownColumns(relation);
  const table = findTable(catalog, context.qualifier);
  if (!table) return tables;
  return ownColumns({
    name: table.name,
    kind: 'table',
    columns: table.columns.map((c) => ({ ...c, source: null })),
  });
}

function expressionOptions(context: CompletionContextAt, catalog: Catalog, scope: Scope): Option[] {
  const named = scope.relations.filter((r) => r.name !== '');
  return [
    ...columnOptions(scope.relations),
    ...scope.aliases.map((a): Option => ({
      kind: 'alias',
      label: a,
      insert: identifierText(a),
      boost: boosts.alias,
    })),
    ...named.map((r): Option => ({
      kind: 'relation',
      label: r.name,
      insert: identifierText(r.name),
      boost: boosts.relation,
    })),
    ...functionOptions(catalog).values,
    ...keywordOptions(context, [...keywords]),
    ...snippetOptions(context),
  ];
}

/** Everything that can be written at a place, values of columns apart. */
export function optionsAt(context: CompletionContextAt, catalog: Catalog): Option[] {
  const scope = scopeOf(context, catalog);
  if (context.qualifier.length > 0) return qualifiedOptions(context, catalog, scope);
  switch (context.expected) {
    case 'nothing':
      return [];
    case 'type':
      return keywordOptions(context, types, 'type');
    case 'statement':
      return [...keywordOptions(context, statementWords), ...snippetOptions(context)];
    case 'relation':
      return [
        ...tableOptions(catalog, scope),
        ...functionOptions(catalog).tables,
        ...keywordOptions(context, ['select', 'lateral', 'values']),
      ];
    case 'keyword':
    case 'alias':
      return keywordOptions(context, usualKeywords);
    case 'expression':
      return expressionOptions(context, catalog, scope);
  }
}

/** What can be named at the context's place. */
export const scopeOf = (context: CompletionContextAt, catalog: Catalog): Scope =>
  scopeAt(context.statement, context.from - context.start, resolverOf(catalog));

/** A column's values as options, written as literals; with the quote already there, its rest. */
export function valueOptions(
  values: readonly { readonly value: string; readonly rows: number }[],
  open: boolean,
): Option[] {
  return values.map(({ value, rows }, i) => ({
    kind: 'value',
    label: open ? value.replaceAll("'", "''") : quoteText(value),
    insert: open ? `${value.replaceAll("'", "''")}'` : quoteText(value),
    detail: String(rows),
    boost: 99 - Math.min(i, 90),
  }));
}
