import type { JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';

export interface EvidencePanelProps {
  /** The result row that is looked at, or null when none is. */
  readonly row: { readonly columns: readonly Column[]; readonly values: readonly Value[] } | null;
  /** The statement that gave the row. */
  readonly sql: string;
  query(sql: string): Promise<Result<Rows>>;
}

export function EvidencePanel(props: EvidencePanelProps): JSX.Element {
  return <div data-testid="evidence">{props.sql}</div>;
}
