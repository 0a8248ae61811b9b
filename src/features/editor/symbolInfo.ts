import type { Catalog, CatalogFunction } from '../../engine/catalog.ts';
import { completionContext } from '../../sql/completionContext.ts';
import { findColumn, type Scope, type ScopeRelation } from '../../sql/scope.ts';
import { nameOf, tokenize } from '../../sql/tokens.ts';
import { findTable, scopeOf, type Option } from './completionOptions.ts';
import { snippetText } from './snippets.ts';

/** What a name in the text stands for. */
export type SymbolInfo =
  | {
      readonly kind: 'relation';
      readonly name: string;
      readonly origin: 'table' | 'cte' | 'subquery' | 'function' | 'file';
      readonly schema: string | null;
      readonly columns: readonly { readonly name: string; readonly type: string | null }[];
    }
  | {
      readonly kind: 'column';
      readonly name: string;
      readonly type: string | null;
      readonly table: string | null;
    }
  | { readonly kind: 'function'; readonly fn: CatalogFunction }
  | { readonly kind: 'snippet'; readonly text: string };

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function tableInfo(catalog: Catalog, parts: readonly string[]): SymbolInfo | null {
  const table = findTable(catalog, parts);
  return (
    table && {
      kind: 'relation',
      name: table.name,
      origin: 'table',
      schema: table.schema,
      columns: table.columns,
    }
  );
}

const relationInfo = (r: ScopeRelation): SymbolInfo => ({
  kind: 'relation',
  name: r.name,
  origin: r.kind,
  schema: null,
  columns: r.columns,
});

function columnInfo(scope: Scope, reference: readonly string[]): SymbolInfo | null {
  const column = findColumn(scope.relations, reference);
  return (
    column && {
      kind: 'column',
      name: column.name,
      type: column.type,
      table: column.source?.table.at(-1) ?? null,
    }
  );
}

function functionInfo(catalog: Catalog, name: string): SymbolInfo | null {
  const fn = catalog.functions.find((f) => same(f.name, name));
  return fn ? { kind: 'function', fn } : null;
}

function lookUp(
  catalog: Catalog,
  scope: Scope,
  parts: readonly string[],
  place: 'relation' | 'call' | 'other',
): SymbolInfo | null {
  const name = parts.at(-1) ?? '';
  const plain = parts.length === 1;
  const named = plain ? scope.relations.find((r) => same(r.name, name)) : undefined;
  const cte = plain ? scope.ctes.find((c) => same(c.name, name)) : undefined;
  if (place === 'call') return functionInfo(catalog, name);
  if (place === 'relation') return cte ? relationInfo(cte) : tableInfo(catalog, parts);
  return (
    columnInfo(scope, parts) ??
    (named ? relationInfo(named) : tableInfo(catalog, parts)) ??
    (plain ? functionInfo(catalog, name) : null)
  );
}

/** What stands at an offset of a script, and its place; null for keywords, literals and names that nothing is known of. */
export function symbolAt(
  sql: string,
  offset: number,
  catalog: Catalog,
): { readonly info: SymbolInfo; readonly from: number; readonly to: number } | null {
  const tokens = tokenize(sql);
  const at = tokens.findIndex(
    (t) => (t.kind === 'word' || t.kind === 'quoted') && t.from <= offset && offset < t.to,
  );
  const token = tokens[at];
  const name = token && nameOf(sql, token);
  if (!token || name === null || name === undefined) return null;
  const context = completionContext(sql, token.kind === 'quoted' && token.closed ? token.to - 1 : token.to);
  if (!context) return null;
  const next = tokens[at + 1];
  const call =
    next !== undefined && next.from === token.to && sql[next.from] === '(' && context.expected !== 'relation';
  const place = call ? 'call' : context.expected === 'relation' ? 'relation' : 'other';
  const info = lookUp(catalog, scopeOf(context, catalog), [...context.qualifier, name], place);
  return info && { info, from: token.from, to: token.to };
}

/** What an option of a completion list stands for. */
export function symbolOf(option: Option, catalog: Catalog): SymbolInfo | null {
  if (option.template !== undefined) return { kind: 'snippet', text: snippetText(option.template) };
  if (option.fn) return { kind: 'function', fn: option.fn };
  if (option.kind === 'table') return tableInfo(catalog, [option.detail ?? '', option.label]);
  if (option.kind !== 'column') return null;
  return { kind: 'column', name: option.label, type: option.detail ?? null, table: option.table ?? null };
}
