import type { JSX } from 'solid-js';
import type { Question } from './questions.ts';

export interface GalleryPanelProps {
  onOpen(question: Question): void;
  /** The id of the question that is open, if one is. */
  readonly current: string | null;
}

export function GalleryPanel(props: GalleryPanelProps): JSX.Element {
  return <div>{props.current}</div>;
}
