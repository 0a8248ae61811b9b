import {
  createEffect,
  createSignal,
  createUniqueId,
  on,
  onCleanup,
  onMount,
  untrack,
  type JSX,
} from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Rows } from '../../engine/rows.ts';
import { t } from '../../i18n/i18n.ts';
import type { RunScope } from './core.ts';
import './editor.css';
import { createSqlView, type SqlView } from './editorView.ts';
import { editorWords } from './editorWords.ts';
import type { Extras } from './extras.ts';

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
  onReady?(handle: EditorHandle): void;
  /** A description of a table or of one of its columns, in the present language. */
  describe?(table: string, column?: string): string | null;
}

/** After the page is painted and idle enough to take more. */
const afterPaint = (then: () => void): void => {
  requestAnimationFrame(() => setTimeout(then, 0));
};

export function SqlEditor(props: SqlEditorProps): JSX.Element {
  const helpId = createUniqueId();
  const [extras, setExtras] = createSignal<Extras | null>(null);
  let host: HTMLDivElement | undefined;
  let loading: Promise<Extras> | undefined;

  const load = async (): Promise<Extras> => {
    const { createExtras } = await import('./extras.ts');
    return createExtras({
      catalog: () => props.catalog,
      query: (sql) => props.query(sql),
      describe: (table, column) => props.describe?.(table, column) ?? null,
    });
  };
  const loaded = (sql: SqlView): Promise<Extras> => {
    loading ??= load().then((made) => {
      sql.setExtras(made.extension);
      setExtras(made);
      return made;
    });
    return loading;
  };

  const handleOf = (sql: SqlView): EditorHandle => ({
    focus: () => {
      sql.view.focus();
    },
    insert: (text) => {
      sql.view.dispatch(sql.view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input' });
      sql.view.focus();
    },
    selection: () => {
      const { from, to } = sql.view.state.selection.main;
      return { from, to };
    },
    format: async () => (await loaded(sql)).format(sql.view),
    openSearch: () => void loaded(sql).then((made) => made.openSearch(sql.view)),
    applyFix: (candidate) => extras()?.applyFix(sql.view, candidate) ?? false,
    goToError: () => extras()?.goToError(sql.view),
  });

  onMount(() => {
    if (!host) return;
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
      untrack(() => editorWords(helpId)),
    );
    onCleanup(() => {
      sql.destroy();
    });
    createEffect(() => {
      const [key, value] = [props.documentKey, props.value];
      // What the editor itself reported comes back as a property: nothing to do.
      if (last?.key !== key || last.value !== value) untrack(() => sql.show(key, value));
      last = { key, value };
    });
    createEffect(on(() => editorWords(helpId), sql.setWords, { defer: true }));
    createEffect(() => extras()?.showError(sql.view, props.error));
    afterPaint(() => void loaded(sql));
    untrack(() => props.onReady?.(handleOf(sql)));
  });

  return (
    <div class="editor" data-testid="editor">
      <p id={helpId} class="visually-hidden">
        {t('editor.help')}
      </p>
      <div class="editor-host" ref={host} />
    </div>
  );
}
