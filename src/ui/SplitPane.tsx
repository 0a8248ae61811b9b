import { children, createSignal, createUniqueId, Show, type JSX } from 'solid-js';
import './splitPane.css';

export interface SplitPaneProps {
  /** How the parts lie: side by side, or one above the other. */
  readonly direction: 'row' | 'column';
  /** Share of the first part, 0 … 1. */
  readonly initial: number;
  /** The least share of either part. */
  readonly min?: number;
  readonly label: string;
  readonly first: JSX.Element;
  /** Without a second part the first takes all the room. */
  readonly second: JSX.Element | null;
}

const step = 0.05;

/**
 * Two parts with a handle between them (the window-splitter pattern of the ARIA practices), movable by pointer and arrow keys. Our own, since
 * the library for it writes style attributes, which the content security policy refuses.
 */
export function SplitPane(props: SplitPaneProps): JSX.Element {
  let box: HTMLDivElement | undefined;
  const firstId = createUniqueId();
  // Read once: every look at the property would make the part anew.
  const second = children(() => props.second);
  const hasSecond = (): boolean => second.toArray().length > 0;
  const [moved, setMoved] = createSignal<number | null>(null);
  const min = (): number => props.min ?? 0.15;
  const share = (): number => moved() ?? props.initial;
  const move = (next: number): void => {
    setMoved(Math.min(1 - min(), Math.max(min(), next)));
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!box || !(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const area = box.getBoundingClientRect();
    move(
      props.direction === 'row'
        ? (event.clientX - area.left) / area.width
        : (event.clientY - area.top) / area.height,
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const less = props.direction === 'row' ? 'ArrowLeft' : 'ArrowUp';
    const more = props.direction === 'row' ? 'ArrowRight' : 'ArrowDown';
    const next: Record<string, number> = { [less]: share() - step, [more]: share() + step, Home: 0, End: 1 };
    const to = next[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div ref={box} class={`split split-${props.direction}`}>
      <div id={firstId} class="split-part" style={{ 'flex-grow': hasSecond() ? share() : 1 }}>
        {props.first}
      </div>
      <Show when={hasSecond()}>
        <div
          class="split-handle"
          role="separator"
          tabindex="0"
          aria-label={props.label}
          aria-controls={firstId}
          aria-orientation={props.direction === 'row' ? 'vertical' : 'horizontal'}
          aria-valuenow={Math.round(share() * 100)}
          aria-valuemin={Math.round(min() * 100)}
          aria-valuemax={Math.round((1 - min()) * 100)}
          onPointerDown={(event) => {
            event.preventDefault();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={onPointerMove}
          onDblClick={() => setMoved(null)}
          onKeyDown={onKeyDown}
        />
        <div class="split-part" style={{ 'flex-grow': 1 - share() }}>
          {second()}
        </div>
      </Show>
    </div>
  );
}
