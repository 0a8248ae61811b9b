import type { JSX } from 'solid-js';
import type { WorkspaceStore } from '../../workspace/store.ts';

export interface HistoryPanelProps {
  readonly store: WorkspaceStore;
  /** Grows when a run ends: the list is read again. */
  readonly version: number;
  onRestore(sql: string): void;
}

export function HistoryPanel(props: HistoryPanelProps): JSX.Element {
  return <div>{props.version}</div>;
}
