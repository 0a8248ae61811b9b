import { forEachDiagnostic, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import type { AppError } from '../../domain/appError.ts';
import { errorMark } from './errorMark.ts';

/** An error of a run, with the statement's place in the text; `text` is the statement as it ran. */
export interface PlacedError {
  readonly error: AppError;
  readonly from: number;
  readonly to: number;
  readonly text?: string;
}

/** Where the statement stands now: edits made while it ran may have moved it. Null when it is gone. */
function statementStart(doc: string, placed: PlacedError): number | null {
  if (placed.text === undefined || doc.startsWith(placed.text, placed.from)) return placed.from;
  const found = doc.indexOf(placed.text);
  return found < 0 ? null : found;
}

const replaceWith =
  (insert: string) =>
  (view: EditorView, from: number, to: number): void => {
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      userEvent: 'input.fix',
    });
    view.focus();
  };

function diagnosticFor(doc: string, placed: PlacedError): Diagnostic | null {
  const start = statementStart(doc, placed);
  if (start === null) return null;
  const mark = errorMark(placed.text ?? doc.slice(placed.from, placed.to), placed.error);
  if (!mark) return null;
  return {
    from: start + mark.from,
    to: start + mark.to,
    severity: 'error',
    message: placed.error.message,
    actions: mark.fixes.map(({ candidate, insert }) => ({ name: candidate, apply: replaceWith(insert) })),
  };
}

/** Underlines where the latest run failed; null takes the mark away. Edits after that move the mark along. */
export function showError(view: EditorView, placed: PlacedError | null): void {
  const diagnostic = placed ? diagnosticFor(view.state.doc.toString(), placed) : null;
  view.dispatch(setDiagnostics(view.state, diagnostic ? [diagnostic] : []));
}

/** The mark that is shown, where it is now. */
function shown(view: EditorView): { diagnostic: Diagnostic; from: number; to: number } | null {
  let first: { diagnostic: Diagnostic; from: number; to: number } | null = null;
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    first ??= { diagnostic, from, to };
  });
  return first;
}

/** Does what the fix of that name in the shown mark does; false when there is none. */
export function applyFix(view: EditorView, candidate: string): boolean {
  const mark = shown(view);
  const action = mark?.diagnostic.actions?.find((a) => a.name === candidate);
  if (!mark || !action) return false;
  action.apply(view, mark.from, mark.to);
  return true;
}

export function goToError(view: EditorView): void {
  const mark = shown(view);
  if (mark) view.dispatch({ selection: { anchor: mark.from }, scrollIntoView: true });
  view.focus();
}

export const errorKeys = (): Extension => keymap.of(lintKeymap);
