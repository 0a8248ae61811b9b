import type { JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Rows } from '../../engine/rows.ts';

/** What the rest of the page can ask of the editor: the command registry calls these. */
export interface EditorHandle {
  focus(): void;
  /** Puts text in at the cursor, as one undoable step. */
  insert(text: string): void;
  /** The selection, as offsets into the text; an empty one is the cursor. */
  selection(): { readonly from: number; readonly to: number };
  format(): Promise<void>;
  openSearch(): void;
}

export interface SqlEditorProps {
  /** Names the open work: another key starts another document with its own undo history. */
  readonly documentKey: string;
  readonly value: string;
  onChange(value: string): void;
  /** Ctrl/Cmd+Enter: the statement at the cursor or the selection; with Shift all. */
  onRun(scope: { kind: 'cursor'; from: number; to: number } | { kind: 'all' }): void;
  readonly catalog: Catalog;
  /** The error of the latest run and where its statement starts in the text; null when there is none. */
  readonly error: { readonly error: AppError; readonly from: number; readonly to: number } | null;
  /** Asks the engine a small question (values of a column for completion). */
  query(sql: string): Promise<Result<Rows>>;
  onReady?(handle: EditorHandle): void;
}

export function SqlEditor(props: SqlEditorProps): JSX.Element {
  return <div data-testid="editor">{props.value}</div>;
}
