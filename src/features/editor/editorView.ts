import { EditorState, Transaction, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { adoptStyles } from './adoptedStyles.ts';
import {
  coreExtensions,
  extrasSlot,
  wordsExtension,
  wordsSlot,
  type CoreOptions,
  type EditorWords,
} from './core.ts';
import { textChange } from './textChange.ts';

/** How many documents keep their undo history while others are shown. */
const keptDocuments = 40;

/** The text field itself: one view that shows one document at a time, each with its own undo history. */
export interface SqlView {
  readonly view: EditorView;
  /** Shows a document; a text that differs from what the document holds becomes one undoable step. */
  show(key: string, value: string): void;
  setWords(words: EditorWords): void;
  /** Puts what was loaded late into this and every other document. */
  setExtras(extras: Extension): void;
  destroy(): void;
}

interface StateMemory {
  keep(key: string, state: EditorState): void;
  get(key: string): EditorState | undefined;
}

/** The states of documents that are not shown, the least recent ones dropped. */
function createStateMemory(): StateMemory {
  const states = new Map<string, EditorState>();
  return {
    keep: (key, state) => {
      states.delete(key);
      states.set(key, state);
      const oldest = states.keys().next();
      if (states.size > keptDocuments && !oldest.done) states.delete(oldest.value);
    },
    get: (key) => states.get(key),
  };
}

/** Makes the text field inside `parent`. `onChange` tells what people and commands change, not what {@link SqlView.show} sets. */
export function createSqlView(parent: HTMLElement, options: CoreOptions, words: EditorWords): SqlView {
  adoptStyles(parent.ownerDocument);
  let extras: Extension = [];
  let currentWords = wordsExtension(words);
  let shownKey: string | null = null;
  let silent = false;
  const core = coreExtensions({
    ...options,
    onChange: (value) => {
      if (!silent) options.onChange(value);
    },
  });
  const fresh = (doc: string): EditorState =>
    EditorState.create({ doc, extensions: [wordsSlot.of(currentWords), core, extrasSlot.of(extras)] });
  const view = new EditorView({ parent, state: fresh('') });
  const states = createStateMemory();

  const configure = (): void => {
    if (extrasSlot.get(view.state) !== extras) view.dispatch({ effects: extrasSlot.reconfigure(extras) });
    if (wordsSlot.get(view.state) !== currentWords)
      view.dispatch({ effects: wordsSlot.reconfigure(currentWords) });
  };
  const open = (key: string, value: string): void => {
    if (shownKey !== null) states.keep(shownKey, view.state);
    view.setState(states.get(key) ?? fresh(value));
    shownKey = key;
    configure();
  };
  const replace = (value: string): void => {
    const changes = textChange(view.state.doc.toString(), value.replace(/\r\n?/g, '\n'));
    if (!changes) return;
    silent = true;
    view.dispatch({ changes, annotations: Transaction.userEvent.of('input.replace.outside') });
    silent = false;
  };

  return {
    view,
    show: (key, value) => {
      if (key !== shownKey) open(key, value);
      replace(value);
      // Line ends are kept as \n: offsets must count in the same text on both sides.
      if (value.includes('\r')) options.onChange(view.state.doc.toString());
    },
    setWords: (next) => {
      currentWords = wordsExtension(next);
      configure();
    },
    setExtras: (next) => {
      extras = next;
      configure();
    },
    destroy: () => {
      view.destroy();
    },
  };
}
