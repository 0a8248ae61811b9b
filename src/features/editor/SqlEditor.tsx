import {
  createEffect,
  createSignal,
  createUniqueId,
  getOwner,
  on,
  onCleanup,
  onMount,
  runWithOwner,
  Show,
  untrack,
  type Accessor,
  type JSX,
} from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Rows } from '../../engine/rows.ts';
import { t } from '../../i18n/i18n.ts';
import { painted } from '../../ui/painted.ts';
import type { EditorWords, RunScope } from './core.ts';
import './editor.css';
import type { SqlView } from './editorView.ts';
import { editorWords } from './editorWords.ts';
import type { Extras } from './extras.ts';
import type { FirstQuery } from './firstQuery.ts';
import { PlainEditor, type PlainField } from './PlainEditor.tsx';

/** What the rest of the page can ask of the editor: the command registry calls these. */
export interface EditorHandle {
  focus(): void;
  /** Puts text in at the cursor, as one undoable step. */
  insert(text: string): void;
  /** The selection, as offsets into the text; an empty one is the cursor. */
  selection(): { readonly from: number; readonly to: number };
  /** Lays out the selection or the whole text as one undoable step. False when it can't be read as SQL; the text stays as it is. */
  format(): Promise<boolean>;
  openSearch(): void;
  /** Puts a candidate of the shown error in the place of the name that is wrong; false when there is no such place any more. */
  applyFix(candidate: string): boolean;
  /** Puts the cursor at the shown error. */
  goToError(): void;
  /** Closes the list of completions, also one that is on its way. */
  closeList(): void;
}

export interface SqlEditorProps {
  /** Names the open work: another key starts another document with its own undo history. */
  readonly documentKey: string;
  readonly value: string;
  onChange(value: string): void;
  /** Ctrl/Cmd+Enter: the statement at the cursor or the selection; with Shift all. */
  onRun(scope: RunScope): void;
  readonly catalog: Catalog;
  /**
   * The error of the latest run and where its statement starts in the text; null when there is none. With `text`, the statement as it ran,
   * an edit in the meantime does not misplace the mark.
   */
  readonly error: {
    readonly error: AppError;
    readonly from: number;
    readonly to: number;
    readonly text?: string;
  } | null;
  /** Asks the engine a small question (values of a column for completion). */
  query(sql: string): Promise<Result<Rows>>;
  /**
   * Whether the first answer is there, and the page has time for the whole editor. Until then, or until somebody goes there, a plain field
   * takes what is typed: it is there with the first paint.
   */
  readonly answered: boolean;
  /** What was done in the field that the build wrote into the page. */
  readonly first?: FirstQuery | null;
  onReady?(handle: EditorHandle): void;
  /** A description of a table or of one of its columns, in the present language. */
  describe?(table: string, column?: string): string | null;
}

interface Loaded {
  readonly sql: SqlView;
  readonly extras: Promise<Extras>;
}

/** The whole editor in the place of the plain field, loaded when it is first wanted. Must be called inside a component. */
function createUpgrade(
  props: SqlEditorProps,
  words: () => EditorWords,
): {
  readonly loaded: Accessor<Loaded | null>;
  readonly extras: Accessor<Extras | null>;
  load(host: HTMLElement, field: PlainField): Promise<Loaded>;
} {
  const [loaded, setLoaded] = createSignal<Loaded | null>(null);
  const [extras, setExtras] = createSignal<Extras | null>(null);
  let loading: Promise<Loaded> | null = null;
  const owner = getOwner();

  const loadExtras = async (sql: SqlView): Promise<Extras> => {
    const { createExtras } = await import('./extras.ts');
    const made = createExtras({
      catalog: () => props.catalog,
      query: (text) => props.query(text),
      describe: (table, column) => props.describe?.(table, column) ?? null,
    });
    sql.setExtras(made.extension);
    setExtras(made);
    return made;
  };
  const replace = async (host: HTMLElement, field: PlainField): Promise<Loaded> => {
    const { createSqlView } = await import('./editorView.ts');
    await field.composed();
    let last: { key: string; value: string } | null = null;
    const sql = createSqlView(
      host,
      {
        onRun: (scope) => {
          props.onRun(scope);
        },
        onChange: (value) => {
          last = { key: props.documentKey, value };
          props.onChange(value);
        },
      },
      untrack(words),
    );
    untrack(() => {
      // What was typed into the plain field is one step that can be undone.
      sql.show(props.documentKey, field.opened());
      sql.show(props.documentKey, props.value);
    });
    field.handOver(sql.view);
    runWithOwner(owner, () => {
      onCleanup(() => {
        sql.destroy();
      });
      createEffect(() => {
        const [key, value] = [props.documentKey, props.value];
        // What the editor itself reported comes back as a property: nothing to do.
        if (last?.key !== key || last.value !== value) untrack(() => sql.show(key, value));
        last = { key, value };
      });
      createEffect(on(words, sql.setWords, { defer: true }));
      createEffect(() => extras()?.showError(sql.view, props.error));
    });
    const late = painted().then(() => loadExtras(sql));
    // Said elsewhere; the editor goes on without.
    late.catch(() => undefined);
    const made = { sql, extras: late };
    setLoaded(made);
    return made;
  };
  return {
    loaded,
    extras,
    load: (host, field) => {
      // A part that could not be loaded is said elsewhere; the plain field goes on.
      loading ??= replace(host, field).catch((thrown: unknown) => {
        loading = null;
        throw thrown;
      });
      return loading;
    },
  };
}

export function SqlEditor(props: SqlEditorProps): JSX.Element {
  const helpId = createUniqueId();
  const words = (): EditorWords => editorWords(helpId);
  const { loaded, extras, load } = createUpgrade(props, words);
  let host: HTMLDivElement | undefined;
  let field: PlainField | undefined;
  const whole = (): Promise<Loaded> =>
    host && field ? load(host, field) : Promise.reject(new Error('no editor'));
  const want = (): void => void whole().catch(() => undefined);

  const handle: EditorHandle = {
    focus: () => {
      const code = loaded();
      if (code) code.sql.view.focus();
      else field?.focus();
    },
    insert: (text) => {
      const view = loaded()?.sql.view;
      if (!view) {
        field?.insert(text);
        return;
      }
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input' });
      view.focus();
    },
    selection: () => {
      const code = loaded();
      if (!code) return field?.selection() ?? { from: 0, to: 0 };
      const { from, to } = code.sql.view.state.selection.main;
      return { from, to };
    },
    format: async () => {
      const { sql, extras: late } = await whole();
      return (await late).format(sql.view);
    },
    openSearch: () =>
      void whole()
        .then(async ({ sql, extras: late }) => (await late).openSearch(sql.view))
        .catch(() => undefined),
    applyFix: (candidate) => {
      const view = loaded()?.sql.view;
      return view ? (extras()?.applyFix(view, candidate) ?? false) : false;
    },
    goToError: () => {
      const view = loaded()?.sql.view;
      if (view) extras()?.goToError(view);
    },
    closeList: () => {
      const view = loaded()?.sql.view;
      if (view) extras()?.closeList(view);
    },
  };

  createEffect(() => {
    if (props.answered) want();
  });
  onMount(() => untrack(() => props.onReady?.(handle)));

  return (
    <div class="editor" data-testid="editor">
      <p id={helpId} class="visually-hidden">
        {t('editor.help')}
      </p>
      <div class="editor-host">
        <div class="editor-code" ref={host} />
        <Show when={!loaded()}>
          <PlainEditor
            documentKey={props.documentKey}
            value={props.value}
            words={words()}
            first={props.first}
            onChange={(value) => props.onChange(value)}
            onRun={(scope) => props.onRun(scope)}
            onFocus={want}
            ref={(made) => {
              field = made;
            }}
          />
        </Show>
      </div>
    </div>
  );
}
