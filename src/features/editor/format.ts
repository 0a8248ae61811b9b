import { EditorView } from '@codemirror/view';
import { t } from '../../i18n/i18n.ts';
import { gapChanges } from './gapChanges.ts';

/** The text laid out by sql-formatter; null when it can't read it. */
async function layOut(text: string): Promise<string | null> {
  const { duckdb, formatDialect } = await import('sql-formatter');
  try {
    return formatDialect(text, {
      dialect: duckdb,
      tabWidth: 2,
      keywordCase: 'upper',
      expressionWidth: 60,
      linesBetweenQueries: 1,
      paramTypes: { named: ['$'], numbered: ['$'] },
    });
  } catch {
    return null;
  }
}

/**
 * Lays out the selection, or all of the text, as one undoable step. Only blanks and the case of keywords may change: if anything else
 * would, or the text can't be read, it stays as it is and the answer is false. Said to screen readers either way.
 */
export async function format(view: EditorView): Promise<boolean> {
  const { from, to, empty } = view.state.selection.main;
  const [start, end] = empty ? [0, view.state.doc.length] : [from, to];
  const before = view.state.doc;
  const text = before.sliceString(start, end);
  const laidOut = await layOut(text);
  const changes = laidOut === null || !view.state.doc.eq(before) ? null : gapChanges(text, laidOut);
  view.dispatch({
    ...(changes
      ? { changes: changes.map((c) => ({ from: c.from + start, to: c.to + start, insert: c.insert })) }
      : {}),
    effects: EditorView.announce.of(t(changes ? 'editor.formatted' : 'editor.not_formatted')),
    userEvent: 'input.format',
  });
  return changes !== null;
}
