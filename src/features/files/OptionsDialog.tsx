import type { JSX } from 'solid-js';
import type { FileLibrary } from './fileLibrary.ts';
import type { FileProblem, OwnFile } from './ownFile.ts';

export interface OptionsDialogProps {
  readonly file: OwnFile | null;
  readonly problem: FileProblem | null;
  library(): Promise<FileLibrary>;
  onClose(): void;
}

export function OptionsDialog(props: OptionsDialogProps): JSX.Element {
  return <p>{props.file?.table}</p>;
}
