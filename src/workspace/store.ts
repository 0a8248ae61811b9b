import type { Result } from '../domain/appError.ts';
import type { HistoryEntry, OpenTabs, Work } from './work.ts';

/** Where saved work lives. Every call answers with a value; a refused or full storage is an error, never an exception. */
export interface WorkspaceStore {
  /** `memory` where the browser refuses storage: everything works, nothing outlives the page. */
  readonly mode: 'stored' | 'memory';
  listWorks(): Promise<Result<Work[]>>;
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
