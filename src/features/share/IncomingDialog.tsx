import type { JSX } from 'solid-js';
import type { Incoming } from '../../share/incoming.ts';
import type { DatasetStamp } from '../../workspace/work.ts';

export interface IncomingDialogProps {
  /** What a link or file brought: shown before anything of it runs. Null when nothing came. */
  readonly incoming: Incoming | null;
  readonly dataset: DatasetStamp;
  onAccept(incoming: Incoming): void;
  onDismiss(): void;
}

export function IncomingDialog(props: IncomingDialogProps): JSX.Element {
  return <div>{props.incoming?.work.title}</div>;
}
