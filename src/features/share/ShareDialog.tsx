import type { JSX } from 'solid-js';
import type { Work } from '../../workspace/work.ts';

export interface ShareDialogProps {
  readonly work: Work;
  readonly open: boolean;
  onClose(): void;
}

export function ShareDialog(props: ShareDialogProps): JSX.Element {
  return <div data-testid="share-link">{props.work.title}</div>;
}
