import Resizable from '@corvu/resizable';
import { Show, type JSX } from 'solid-js';
import './splitPane.css';

export interface SplitPaneProps {
  /** How the parts lie: side by side, or one above the other. */
  readonly direction: 'row' | 'column';
  /** Share of the first part, 0 … 1. */
  readonly initial: number;
  readonly min?: number;
  readonly label: string;
  readonly first: JSX.Element;
  /** Without a second part the first takes all the room. */
  readonly second: JSX.Element | null;
}

/** Two parts with a handle between them, movable by pointer and arrow keys. */
export function SplitPane(props: SplitPaneProps): JSX.Element {
  return (
    <Resizable
      orientation={props.direction === 'row' ? 'horizontal' : 'vertical'}
      class={`split split-${props.direction}`}
    >
      <Resizable.Panel initialSize={props.initial} minSize={props.min ?? 0.15} class="split-part">
        {props.first}
      </Resizable.Panel>
      <Show when={props.second}>
        <Resizable.Handle
          class="split-handle"
          aria-label={props.label}
          // The separator lies across the direction of the parts; the library leaves it out.
          aria-orientation={props.direction === 'row' ? 'vertical' : 'horizontal'}
        />
        <Resizable.Panel initialSize={1 - props.initial} minSize={props.min ?? 0.15} class="split-part">
          {props.second}
        </Resizable.Panel>
      </Show>
    </Resizable>
  );
}
