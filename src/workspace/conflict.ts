import { workOf, workRecord, type WorkRecord } from './records.ts';
import type { Work } from './work.ts';

export interface PutContext {
  /** The window that puts. */
  readonly writer: string;
  newId(): string;
  copyTitle(title: string): string;
}

const content = (work: Work): string =>
  JSON.stringify([work.title, work.note, work.sql, work.params, work.spec, work.tags]);

/** Whether two works say the same, whenever they were written. */
export const sameContent = (a: Work, b: Work): boolean => content(a) === content(b);

/**
 * What to write so that `work` is kept and nothing is lost. `stored` is what is there under its id. A version that another window wrote,
 * and that this work was not made from, is not overwritten: the newer of the two keeps the id, the older becomes a copy.
 */
export function planPut(stored: WorkRecord | null, work: Work, context: PutContext): readonly WorkRecord[] {
  const mine = workRecord(work, context.newId(), context.writer);
  const foreign =
    stored !== null &&
    stored.trashedAt === null &&
    stored.writer !== context.writer &&
    stored.rev !== work.rev;
  if (!foreign || sameContent(workOf(stored), work)) return [mine];
  const copyOf = (older: Work): WorkRecord => {
    const id = context.newId();
    return workRecord({ ...older, id, title: context.copyTitle(older.title) }, id, context.writer);
  };
  return work.updatedAt >= stored.work.updatedAt ? [mine, copyOf(workOf(stored))] : [copyOf(work)];
}
