import type { JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Rows } from '../../engine/rows.ts';

export interface CatalogPanelProps {
  readonly catalog: Catalog;
  query(sql: string): Promise<Result<Rows>>;
  /** Puts a name in at the editor's cursor. */
  onInsert(text: string): void;
  /** Opens a new tab with this query and runs it. */
  onQuery(sql: string, title: string): void;
}

export function CatalogPanel(props: CatalogPanelProps): JSX.Element {
  return <div>{props.catalog.tables.length}</div>;
}
