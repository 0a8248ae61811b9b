import { createSignal, type Accessor } from 'solid-js';
import type { Box } from './drawnMarks.ts';

/** A shorter way is a click. */
const leastDrag = 5;

/** The rectangle between two corners. */
export const boxBetween = (a: readonly [number, number], b: readonly [number, number]): Box => ({
  x: Math.min(a[0], b[0]),
  y: Math.min(a[1], b[1]),
  width: Math.abs(a[0] - b[0]),
  height: Math.abs(a[1] - b[1]),
});

/** The smallest rectangle around two. */
export const boxAround = (a: Box, b: Box): Box =>
  boxBetween(
    [Math.min(a.x, b.x), Math.min(a.y, b.y)],
    [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)],
  );

export interface Brush {
  /** The rectangle that is being drawn, in the stage's pixels. */
  readonly dragged: Accessor<Box | null>;
  onPointerDown(event: PointerEvent): void;
  /** Whether the click that comes now ends a drag. */
  endsDrag(): boolean;
}

/**
 * Draws a rectangle by mouse or pen; a finger scrolls.
 * @param stage the element whose corner coordinates count from
 */
export function createBrush(stage: () => HTMLElement | undefined, onEnd: (box: Box) => void): Brush {
  const [dragged, setDragged] = createSignal<Box | null>(null);
  let ended = false;
  const onPointerDown = (down: PointerEvent): void => {
    ended = false;
    const element = stage();
    if (!element || down.button !== 0 || down.pointerType === 'touch') return;
    const at = (event: PointerEvent): readonly [number, number] => {
      const corner = element.getBoundingClientRect();
      return [event.clientX - corner.left, event.clientY - corner.top];
    };
    const start = at(down);
    const listening = new AbortController();
    const { signal } = listening;
    const onMove = (event: PointerEvent): void => {
      const box = boxBetween(start, at(event));
      if (dragged() === null && Math.max(box.width, box.height) < leastDrag) return;
      // The text of the picture is not marked by the way.
      event.preventDefault();
      document.getSelection()?.removeAllRanges();
      setDragged(box);
    };
    const stop = (): void => {
      listening.abort();
      setDragged(null);
    };
    const onUp = (): void => {
      const box = dragged();
      ended = box !== null;
      stop();
      if (box) onEnd(box);
    };
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', onUp, { signal });
    window.addEventListener('pointercancel', stop, { signal });
    document.addEventListener('selectstart', (event) => event.preventDefault(), { signal });
  };
  return { dragged, onPointerDown, endsDrag: () => ended };
}
