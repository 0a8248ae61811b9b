import type { EditorView } from '@codemirror/view';
import { createEffect, onMount, untrack, type JSX } from 'solid-js';
import { isMac } from '../../ui/command.ts';
import type { EditorWords, RunScope } from './core.ts';
import type { FirstQuery } from './firstQuery.ts';
import './plainEditor.css';

/** What the editor asks of the plain field before it takes its place. */
export interface PlainField {
  focus(): void;
  /** Puts text in at the cursor. */
  insert(text: string): void;
  selection(): { readonly from: number; readonly to: number };
  /** The text of the open document before anything was typed into the field. */
  opened(): string;
  /** Resolves when no word is being put together by an input method. */
  composed(): Promise<void>;
  /** Gives cursor, focus and scroll position to the editor that takes the field's place. */
  handOver(view: EditorView): void;
}

export interface PlainEditorProps {
  readonly documentKey: string;
  readonly value: string;
  readonly words: EditorWords;
  /** What was done in the field that was there before this one. */
  readonly first?: FirstQuery | null | undefined;
  onChange(value: string): void;
  onRun(scope: RunScope): void;
  onFocus(): void;
  ref(field: PlainField): void;
}

/** A text field that stands in for the editor until that is loaded: looks like it, and takes text and the keys that run it. */
export function PlainEditor(props: PlainEditorProps): JSX.Element {
  let field!: HTMLTextAreaElement;
  let opened = { key: '', text: '' };
  /** What the field itself reported comes back as a property. */
  let reported: string | null = null;
  let composing = false;

  const changed = (): void => {
    reported = field.value;
    props.onChange(field.value);
  };
  createEffect(() => {
    const [key, text] = [props.documentKey, props.value];
    if (key !== opened.key || text !== reported) opened = { key, text };
    if (field.value === text) return;
    field.value = text;
    // A text that is set leaves the cursor at its end; the editor begins at the start.
    field.setSelectionRange(0, 0);
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || (isMac() && event.metaKey))) return;
    event.preventDefault();
    event.stopPropagation();
    const { selectionStart: from, selectionEnd: to } = field;
    props.onRun(event.shiftKey ? { kind: 'all' } : { kind: 'cursor', from, to });
  };

  onMount(() => {
    const { first } = props;
    if (!first) return;
    const { text, from, to } = first;
    if (text !== null) {
      field.value = text;
      changed();
    }
    field.setSelectionRange(from, to, first.backward ? 'backward' : 'forward');
    field.scrollTop = first.scrollTop;
    if (first.focused) field.focus();
    if (first.run) props.onRun(first.run === 'all' ? { kind: 'all' } : { kind: 'cursor', from, to });
  });

  // Now and not when it is mounted: the editor may want to take its place at once.
  untrack(() =>
    props.ref({
      focus: () => {
        field.focus();
      },
      insert: (text) => {
        field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
        changed();
        field.focus();
      },
      selection: () => ({ from: field.selectionStart, to: field.selectionEnd }),
      opened: () => opened.text,
      composed: () =>
        composing
          ? new Promise((resolve) => {
              field.addEventListener('compositionend', () => resolve(), { once: true });
            })
          : Promise.resolve(),
      handOver: (view) => {
        const { selectionStart, selectionEnd, selectionDirection, scrollTop } = field;
        const backward = selectionDirection === 'backward';
        const [anchor, head] = backward ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
        const { length } = view.state.doc;
        view.dispatch({ selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) } });
        view.scrollDOM.scrollTop = scrollTop;
        if (document.activeElement === field) view.focus();
      },
    }),
  );

  return (
    <textarea
      ref={field}
      class="editor-plain"
      aria-label={props.words.label}
      aria-describedby={props.words.describedBy}
      placeholder={props.words.placeholder}
      spellcheck={false}
      autocapitalize="off"
      autocomplete="off"
      onInput={changed}
      onFocus={() => props.onFocus()}
      onKeyDown={onKeyDown}
      on:compositionstart={() => {
        composing = true;
      }}
      on:compositionend={() => {
        composing = false;
      }}
    />
  );
}
