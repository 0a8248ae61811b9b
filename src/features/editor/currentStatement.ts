import { StateField, type EditorState, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { splitStatements, type Statement } from '../../sql/statements.ts';

const line = Decoration.line({ class: 'cm-current-statement' });
const part = Decoration.mark({ class: 'cm-current-part' });

interface Statements {
  readonly all: readonly Statement[];
  readonly marks: DecorationSet;
}

const holder = (all: readonly Statement[], head: number): Statement | undefined =>
  all.findLast((s) => s.from <= head) ?? all[0];

/** A bar beside the statement's lines; where it shares a line with another one, the text itself is marked too. */
function marksFor(state: EditorState, all: readonly Statement[]): DecorationSet {
  const current = holder(all, state.selection.main.head);
  if (!current) return Decoration.none;
  const first = state.doc.lineAt(current.from);
  const last = state.doc.lineAt(current.to);
  const marks: Range<Decoration>[] = [];
  for (let n = first.number; n <= last.number; n++) marks.push(line.range(state.doc.line(n).from));
  const shares = all.some((s) => s !== current && s.to >= first.from && s.from <= last.to);
  if (shares) marks.push(part.range(current.from, current.to));
  return Decoration.set(marks, true);
}

const statements = StateField.define<Statements>({
  create: (state) => {
    const all = splitStatements(state.doc.toString());
    return { all, marks: marksFor(state, all) };
  },
  update: (value, tr) => {
    if (!tr.docChanged && !tr.selection) return value;
    const all = tr.docChanged ? splitStatements(tr.newDoc.toString()) : value.all;
    const same =
      !tr.docChanged &&
      holder(all, tr.newSelection.main.head) === holder(all, tr.startState.selection.main.head);
    return same ? value : { all, marks: marksFor(tr.state, all) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.marks),
});

/** Marks the statement that a run at the cursor would run. */
export const currentStatement: Extension = statements;
