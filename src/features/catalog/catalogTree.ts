import type { CatalogColumn, CatalogTable } from '../../engine/catalog.ts';
import { identifierText } from '../../sql/identifierText.ts';
import {
  descriptionIn,
  titleIn,
  type ColumnDescription,
  type DatasetDescription,
  type TableDescription,
} from '../../domain/datasetDescription.ts';

export const shippedSchema = 'yardstick';

/** Own tables first: they are what the person is at work with. */
export const tableGroups = ['own', 'tables', 'views'] as const;
export type TableGroup = (typeof tableGroups)[number];

/** A table of the catalog with what is said of it. */
export interface TableNode {
  readonly key: string;
  readonly group: TableGroup;
  readonly table: CatalogTable;
  readonly description: TableDescription | undefined;
  /** Its lines of the tree; made once, so that a line keeps its element while others come and go. */
  readonly line: TableItem;
  readonly columns: readonly ColumnItem[];
}

export interface TableItem {
  readonly kind: 'table';
  readonly key: string;
  readonly node: TableNode;
}

export interface ColumnItem {
  readonly kind: 'column';
  readonly key: string;
  readonly node: TableNode;
  readonly column: CatalogColumn;
  readonly described: ColumnDescription | undefined;
}

/** One line of the tree. */
export type TreeItem = TableItem | ColumnItem;

function tableNode(table: CatalogTable, description: DatasetDescription): TableNode {
  const shipped = table.schema === shippedSchema;
  const view = shipped ? description.views.get(table.name) : undefined;
  const described = view ?? (shipped ? description.tables.get(table.name) : undefined);
  const key = `${table.schema}.${table.name}`;
  const node: TableNode = {
    key,
    group: shipped ? (view ? 'views' : 'tables') : 'own',
    table,
    description: described,
    get line() {
      return line;
    },
    get columns() {
      return columns;
    },
  };
  const line: TableItem = { kind: 'table', key, node };
  const columns = table.columns.map((column): ColumnItem => ({
    kind: 'column',
    key: `${key}.${column.name}`,
    node,
    column,
    described: described?.schema.fields.find((field) => field.name === column.name),
  }));
  return node;
}

/** All tables by group: own ones by name, shipped ones in the order in which the dataset describes them. */
export function tableNodes(tables: readonly CatalogTable[], description: DatasetDescription): TableNode[] {
  const order = [...description.tables.keys(), ...description.views.keys()];
  const rank = (node: TableNode): number => {
    const at = order.indexOf(node.table.name);
    return node.group === 'own' || at < 0 ? order.length : at;
  };
  const nodes = tables.map((table) => tableNode(table, description));
  return nodes.sort(
    (a, b) =>
      tableGroups.indexOf(a.group) - tableGroups.indexOf(b.group) ||
      rank(a) - rank(b) ||
      a.key.localeCompare(b.key),
  );
}

const textOf = (of: { readonly name: string }, described: Parameters<typeof titleIn>[0]): string =>
  [of.name, ...(['en', 'zh'] as const).flatMap((l) => [titleIn(described, l), descriptionIn(described, l)])]
    .join('\n')
    .toLocaleLowerCase();

/**
 * The lines of the tree from top to bottom. A search keeps the tables and columns that have every word, in name or description, and opens
 * a table for its columns.
 */
export function treeItems(
  nodes: readonly TableNode[],
  open: ReadonlySet<string>,
  search: string,
): TreeItem[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => words.every((word) => text.includes(word));
  return nodes.flatMap((node): TreeItem[] => {
    const found = node.columns.filter((item) => words.length > 0 && has(textOf(item.column, item.described)));
    const tableHit = has(textOf(node.table, node.description));
    if (words.length > 0 && !tableHit && found.length === 0) return [];
    const shown = found.length === 0 && open.has(node.key) ? node.columns : found;
    return [node.line, ...shown];
  });
}

/** What an item's name is in a query: a shipped table may stay bare, since its schema is on the search path. */
export function itemText(item: TreeItem, nodes: readonly TableNode[]): string {
  if (item.kind === 'column') return identifierText(item.column.name);
  const { schema, name } = item.node.table;
  const shared = nodes.some(
    (n) => n.table.name.toLowerCase() === name.toLowerCase() && n.key !== item.node.key,
  );
  const bare = !shared && (schema === shippedSchema || schema === 'main');
  return bare ? identifierText(name) : `${identifierText(schema)}.${identifierText(name)}`;
}

/** The table's name in full, as a saved query should have it. */
export const qualifiedName = ({ table }: TableNode): string =>
  `${identifierText(table.schema)}.${identifierText(table.name)}`;
