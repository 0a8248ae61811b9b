import type { JSX } from 'solid-js';
import type { Work } from '../../workspace/work.ts';

export interface SavedPanelProps {
  readonly works: readonly Work[];
  readonly current: string;
  onOpen(work: Work): void;
  onRemove(id: string): void;
  onRename(work: Work, title: string): void;
  /** A `*.yardstick.json` file was picked or dropped. */
  onFile(file: File): void;
}

export function SavedPanel(props: SavedPanelProps): JSX.Element {
  return <div data-testid="saved">{props.works.length}</div>;
}
