import type { Result } from '../domain/appError.ts';
import type { HistoryEntry, OpenTabs, Work, WorkHead } from './work.ts';

/** Where saved work lives. Every call answers with a value; a refused or full storage is an error, never an exception. */
export interface WorkspaceStore {
  /** `memory` where the browser refuses storage: everything works, nothing outlives the page. */
  readonly mode: 'stored' | 'memory';
  /** Saved works, the latest first, as a list shows them. */
  listWorks(): Promise<Result<WorkHead[]>>;
  /** Works whole, in the order of the ids; one that is gone or can't be read is left out. */
  readWorks(ids: readonly string[]): Promise<Result<Work[]>>;
  putWork(work: Work): Promise<Result<null>>;
  removeWork(id: string): Promise<Result<null>>;
  readTabs(): Promise<Result<OpenTabs | null>>;
  putTabs(tabs: OpenTabs): Promise<Result<null>>;
  listHistory(limit: number): Promise<Result<HistoryEntry[]>>;
  addHistory(entry: HistoryEntry): Promise<Result<null>>;
  clearHistory(): Promise<Result<null>>;
  /** Told when another browser tab changed something. */
  subscribe(listener: () => void): () => void;
}

/** Runs that are kept; older ones go. */
export const historyLimit = 1000;

/** A work that was removed and can be brought back. */
export interface TrashedWork {
  readonly work: WorkHead;
  readonly trashedAt: string;
}

/** A stored record that could not be read. It is left as it is, and is never written over. */
export interface SkippedRecord {
  readonly where: 'works' | 'tabs' | 'history';
  readonly reason: string;
}

/** What a store offers beyond the daily use. */
export interface FullStore extends WorkspaceStore {
  /** Removed works, the latest first. */
  listTrash(): Promise<Result<TrashedWork[]>>;
  restoreWork(id: string): Promise<Result<null>>;
  /** Removes for good what is in the trash. */
  emptyTrash(): Promise<Result<null>>;
  /** Puts many works in one step, all or none; with `replace`, every other work goes to the trash. */
  importWorks(works: readonly Work[], mode: 'merge' | 'replace'): Promise<Result<null>>;
  /** Records met so far that could not be read. */
  skipped(): readonly SkippedRecord[];
  close(): void;
}
