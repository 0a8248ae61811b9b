import { ViewPlugin, type EditorView, type PluginValue, type ViewUpdate } from '@codemirror/view';

/** Half of a blink, as CodeMirror's own. */
const half = 600;

/**
 * Lets the drawn caret blink by a timer. The library does it by a style animation, for which the browser prepares a frame at every tick of
 * the screen as long as the editor has the focus: a result would then wait for the next tick to be painted, and the battery pays, too.
 */
class CaretBlink implements PluginValue {
  #timer: ReturnType<typeof setInterval> | undefined;
  #shown = true;

  constructor(private readonly view: EditorView) {
    this.#restart();
  }

  update({ selectionSet, docChanged, focusChanged }: ViewUpdate): void {
    if (selectionSet || docChanged || focusChanged) this.#restart();
  }

  destroy(): void {
    clearInterval(this.#timer);
  }

  /** Shown while one types or moves, blinking after that. */
  #restart(): void {
    clearInterval(this.#timer);
    this.#show(true);
    if (!this.view.hasFocus || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#timer = setInterval(() => this.#show(!this.#shown), half);
  }

  #show(shown: boolean): void {
    if (shown === this.#shown) return;
    this.#shown = shown;
    const layer = this.view.scrollDOM.querySelector<HTMLElement>('.cm-cursorLayer');
    if (layer) layer.style.visibility = shown ? '' : 'hidden';
  }
}

export const caretBlink = ViewPlugin.define((view) => new CaretBlink(view));
