import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { caretBlink } from './caretBlink.ts';
import { currentStatement } from './currentStatement.ts';
import { typeOver } from './typeOver.ts';

export type RunScope =
  { readonly kind: 'cursor'; readonly from: number; readonly to: number } | { readonly kind: 'all' };

/** Texts that a screen reader or an empty editor gives, in the present language. */
export interface EditorWords {
  readonly label: string;
  readonly describedBy: string;
  readonly placeholder: string;
  /** CodeMirror's own words (search panel and the like), by their English original. */
  readonly phrases: Readonly<Record<string, string>>;
}

export interface CoreOptions {
  onRun(scope: RunScope): void;
  onChange(value: string): void;
}

const runAt =
  (options: CoreOptions) =>
  (view: EditorView): boolean => {
    const { from, to } = view.state.selection.main;
    options.onRun({ kind: 'cursor', from, to });
    return true;
  };

const runKeys = (options: CoreOptions): Extension => {
  const all = (): boolean => {
    options.onRun({ kind: 'all' });
    return true;
  };
  // Handled here, so that a key table of the page does not run the same a second time.
  const handled = { preventDefault: true, stopPropagation: true };
  return Prec.highest(
    keymap.of([
      { key: 'Mod-Enter', run: runAt(options), shift: all, ...handled },
      { key: 'Ctrl-Enter', run: runAt(options), shift: all, ...handled },
    ]),
  );
};

/** What is put in later or changes with the language. */
export const extrasSlot = new Compartment();
export const wordsSlot = new Compartment();

export const wordsExtension = (words: EditorWords): Extension => [
  EditorView.contentAttributes.of({ 'aria-label': words.label, 'aria-describedby': words.describedBy }),
  EditorState.phrases.of(words.phrases),
  placeholder(words.placeholder),
];

/** All that typing needs, and nothing that can come later. */
export function coreExtensions(options: CoreOptions): Extension {
  return [
    runKeys(options),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection({ cursorBlinkRate: 0 }),
    caretBlink,
    EditorState.allowMultipleSelections.of(true),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      tabindex: '0',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
    }),
    currentStatement,
    typeOver,
    keymap.of([...defaultKeymap.filter((b) => b.key !== 'Mod-Enter'), ...historyKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
}
