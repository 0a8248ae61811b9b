import {
  autocompletion,
  closeBrackets,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, linter, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { createEffect, For, onCleanup, onMount, Show, untrack, type JSX } from 'solid-js';
import schemaUrl from 'vega-lite/vega-lite-schema.json?url';
import type { AppError } from '../../domain/appError.ts';
import { fetchFile } from '../../engine/pageFiles.ts';
import { t } from '../../i18n/i18n.ts';
import { isObject } from '../../sql/pushdownSpec.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import { completeSpec, unknownNames } from './specLanguage.ts';
import type { SchemaDocument } from './specSchema.ts';

export interface SpecEditorProps {
  readonly spec: ChartSpec;
  readonly columns: readonly string[];
  readonly error: AppError | null;
  readonly warnings: readonly string[];
  onSpec(spec: ChartSpec): void;
}

let schema: Promise<SchemaDocument | null> | null = null;

/** The schema from our own origin, once; without it there is no completion, and all else works. */
const loadSchema = (): Promise<SchemaDocument | null> =>
  (schema ??= fetchFile(schemaUrl)
    .then((r) => (r.ok ? (r.json() as Promise<SchemaDocument>) : null))
    .catch(() => null));

const text = (spec: ChartSpec): string => JSON.stringify(spec, null, 2);

/** How long typing rests before the chart follows. */
const pause = 250;

/** The specification as text, in step with the chart: what is typed is drawn, what shelves change is shown. */
export function SpecEditor(props: SpecEditorProps): JSX.Element {
  let host: HTMLDivElement | undefined;
  let view: EditorView | null = null;
  let given = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known: SchemaDocument | null = null;
  const label = new Compartment();

  const take = (state: EditorState): void => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(state.doc.toString());
    } catch {
      // The linter shows where; the chart stays as it is.
      return;
    }
    if (!isObject(parsed) || JSON.stringify(parsed) === given) return;
    given = JSON.stringify(parsed);
    props.onSpec(parsed);
  };

  const problems = (v: EditorView): Diagnostic[] => {
    const wrong = v.state.doc.length === 0 ? [] : jsonParseLinter()(v);
    if (wrong.length > 0 || !known) return wrong;
    return unknownNames(v, known, (name) => t('chart.unknown_name', { name }));
  };

  const complete = (context: CompletionContext): CompletionResult | null =>
    completeSpec(
      context,
      known,
      untrack(() => props.columns),
    );

  const attributes = () =>
    EditorView.contentAttributes.of({
      'aria-label': t('chart.spec_label'),
      tabindex: '0',
      spellcheck: 'false',
      autocorrect: 'off',
    });

  onMount(() => {
    if (!host) return;
    given = JSON.stringify(props.spec);
    const made = new EditorView({
      parent: host,
      state: EditorState.create({
        doc: text(props.spec),
        extensions: [
          lineNumbers(),
          foldGutter(),
          lintGutter(),
          history(),
          json(),
          bracketMatching(),
          closeBrackets(),
          syntaxHighlighting(classHighlighter),
          linter(problems, { delay: pause }),
          autocompletion({ override: [complete] }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
          label.of(attributes()),
          EditorView.lineWrapping,
          EditorView.updateListener.of((update) => {
            if (
              !update.docChanged ||
              update.transactions.some((tr) => tr.annotation(Transaction.remote) === true)
            )
              return;
            clearTimeout(timer);
            timer = setTimeout(() => take(update.state), pause);
          }),
        ],
      }),
    });
    view = made;
    void loadSchema().then((loaded) => {
      known = loaded;
      host?.setAttribute('data-schema', loaded ? 'ready' : 'missing');
    });
  });
  onCleanup(() => {
    clearTimeout(timer);
    view?.destroy();
  });

  createEffect(() => {
    const next = JSON.stringify(props.spec);
    if (!view || next === given) return;
    given = next;
    clearTimeout(timer);
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text(props.spec) },
      annotations: Transaction.remote.of(true),
    });
  });
  createEffect(() => {
    view?.dispatch({ effects: label.reconfigure(attributes()) });
  });

  return (
    <div class="chart-spec">
      <div class="chart-spec-host" data-testid="spec-editor" ref={(el) => (host = el)} />
      <Show when={props.error}>
        {(error) => (
          <p class="notice" data-tone="bad" role="alert">
            {error().message}
          </p>
        )}
      </Show>
      <For each={props.warnings}>
        {(warning) => (
          <p class="notice" data-tone="warn">
            {t('chart.warning', { text: warning })}
          </p>
        )}
      </For>
    </div>
  );
}
