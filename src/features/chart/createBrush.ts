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
}

/**
 * Draws a rectangle by mouse or pen; a finger scrolls.
 * @param stage the element whose corner coordinates count from
 * @param onEnd called for each press that ends: with the rectangle, or null where nothing was drawn, `click` where the pointer stayed.
 *   The browser's own click is no help: it does not come if what was pressed was drawn anew in between.
 */
export function createBrush(
  stage: () => HTMLElement | undefined,
  onEnd: (drawn: Box | 'click' | null) => void,
): Brush {
  const [dragged, setDragged] = createSignal<Box | null>(null);
  const onPointerDown = (down: PointerEvent): void => {
    const element = stage();
    if (!element || down.button !== 0) return;
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
    const end = (drawn: Box | 'click' | null): void => {
      listening.abort();
      setDragged(null);
      onEnd(drawn);
    };
    window.addEventListener('pointerup', () => end(dragged() ?? 'click'), { signal });
    window.addEventListener('pointercancel', () => end(null), { signal });
    if (down.pointerType === 'touch') return;
    window.addEventListener('pointermove', onMove, { signal });
    document.addEventListener('selectstart', (event) => event.preventDefault(), { signal });
  };
  return { dragged, onPointerDown };
}
