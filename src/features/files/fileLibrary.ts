import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Rows } from '../../engine/rows.ts';
import { createOwnFileStore, type OwnFileStore } from '../../workspace/ownFileStore.ts';
import { isUnchanged, readAgain } from './diskFiles.ts';
import { handleOf, rememberHandle } from './fileHandles.ts';
import { promisedFormat } from './formats.ts';
import { GainsViews, mappedTables } from './gainsViews.ts';
import type { LoadContext } from './loadContext.ts';
import type { FileOptions, FileProblem, OwnFile } from './ownFile.ts';
import { OwnTables, type OwnTable } from './ownTables.ts';
import { FileProblems } from './problems.ts';
import { storedOptions, storedOwnFile } from './storedFiles.ts';
import type { GainsMapping } from './ownGains.ts';
import { safeName, tableName } from './tableName.ts';

/** What the library works with: the engine, and the signals that the window looks at. */
export interface LibraryHost {
  readonly engine: Engine;
  /** Runs a statement of the page's own. */
  run(sql: string): Promise<Result<Rows>>;
  /** Told when there are other tables than before. */
  changed(): void;
  list(): readonly OwnFile[];
  setList(list: readonly OwnFile[]): void;
  problems(): readonly FileProblem[];
  setProblems(problems: readonly FileProblem[]): void;
  gainsShown(): boolean;
  setGainsShown(shown: boolean): void;
  readonly store?: OwnFileStore;
}

const fileNameOf = (files: readonly File[]): string => files[0]?.name ?? '';
const bytesOf = (files: readonly File[]): number => files.reduce((sum, file) => sum + file.size, 0);

/** Reads, lists, changes and forgets the person's own files. One at a time: names stay unique and memory is asked for once. */
export class FileLibrary {
  readonly #tables: OwnTables;
  readonly #gains: GainsViews;
  readonly #problems: FileProblems;
  readonly #store: OwnFileStore;
  readonly #entries = new Map<string, OwnTable>();
  readonly #cancelled = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #skipCheck: (() => void) | null = null;
  #listed: Promise<void> | null = null;

  constructor(private readonly host: LibraryHost) {
    this.#tables = new OwnTables(host.engine);
    this.#gains = new GainsViews(this.#tables.connection);
    this.#problems = new FileProblems(host);
    this.#store = host.store ?? createOwnFileStore();
    this.#followRestarts();
  }

  /** Reads a file and gives it a name in SQL. */
  add(file: File, options: FileOptions = {}): Promise<Result<OwnFile>> {
    return this.#addAll([file], options);
  }

  /** Reads Parquet files of the same columns, which are in the list already, as one table instead. */
  async combine(ids: readonly string[]): Promise<Result<OwnFile>> {
    const entries = ids.flatMap((id) => this.#entries.get(id) ?? []);
    const combined = await this.#addAll(
      entries.flatMap((entry) => entry.files),
      {},
    );
    if (combined.ok) for (const id of ids) await this.#drop(id);
    return combined;
  }

  /** Tries a file that failed again, with other options; the problem goes when it succeeds. */
  async retry(problem: FileProblem, options: FileOptions): Promise<Result<OwnFile>> {
    const file = this.#problems.fileOf(problem.id);
    if (!file) return fail({ kind: 'internal', message: problem.id });
    this.dismiss(problem.id);
    return this.add(file, options);
  }

  dismiss(problemId: string): void {
    this.#problems.dismiss(problemId);
  }

  /** The file behind a problem or a table, for a preview. */
  fileOf(id: string): File | null {
    return this.#entries.get(id)?.files[0] ?? this.#problems.fileOf(id);
  }

  /** Stops the reading that is under way; nothing of it stays. */
  cancel(id: string): void {
    this.#cancelled.add(id);
    void this.#tables.connection.cancel();
  }

  /** Leaves out the check of all rows that is under way. */
  skipCheck(): void {
    this.#skipCheck?.();
  }

  /** Lists what was kept at earlier visits, once. */
  listKept(): Promise<void> {
    this.#listed ??= this.#store.list().then((kept) => {
      if (!kept.ok || kept.value.length === 0) return;
      this.host.setList([...kept.value.map(storedOwnFile), ...this.host.list()]);
    });
    return this.#listed;
  }

  /** Reads a kept file. From a click: the browser may ask for permission. */
  async load(id: string): Promise<Result<OwnFile>> {
    const own = this.#find(id);
    if (!own) return fail({ kind: 'internal', message: id });
    const opened = await this.#store.open(id);
    if (!opened.ok) return this.#problems.report(undefined, own.options, opened.error, own.fileName);
    const files = opened.value.map(({ file, handle }) => (handle ? rememberHandle(file, handle) : file));
    return this.#enqueue(() => this.#read({ ...own, state: 'loading' }, files, own.options));
  }

  /**
   * Reads the file again, as it is on disk now; `file` stands for it where the browser gave no handle, and `options` where they are others
   * than before.
   */
  async refresh(id: string, file?: File, options?: FileOptions): Promise<Result<OwnFile>> {
    const entry = this.#entries.get(id);
    const own = this.#find(id);
    if (!entry || !own) return fail({ kind: 'internal', message: id });
    const files = file ? ok([file]) : await readAgain(entry.files);
    return files.ok ? this.#replace(own, files.value, options ?? own.options) : files;
  }

  /** Reads the file anew with other options. On an error everything stays as it was. */
  setOptions(id: string, options: FileOptions): Promise<Result<OwnFile>> {
    const entry = this.#entries.get(id);
    const own = this.#find(id);
    if (!entry || !own) return Promise.resolve(fail({ kind: 'internal', message: id }));
    return this.#replace(own, entry.files, options);
  }

  /** Gives the table another name; what is typed is made safe. */
  rename(id: string, text: string): Promise<Result<null>> {
    return this.#enqueue(() => this.#rename(id, text));
  }

  async remove(table: string): Promise<void> {
    const own = this.host.list().find((f) => f.table === table);
    if (own) await this.#drop(own.id);
  }

  /** Keeps a file for the next visit, or no longer. */
  async keep(id: string, wanted: boolean): Promise<Result<null>> {
    const own = this.#find(id);
    const entry = this.#entries.get(id);
    if (!own) return fail({ kind: 'internal', message: id });
    if (!wanted) {
      const forgotten = await this.#store.forget(id);
      if (forgotten.ok) this.#patch(id, { kept: 'no' });
      return forgotten;
    }
    if (!entry) return ok(null);
    const parts = entry.files.map((file) => ({ file, handle: handleOf(file) }));
    const kept = await this.#store.keep({ ...own, options: storedOptions(own.options) }, parts);
    if (!kept.ok) return kept;
    this.#patch(id, { kept: kept.value });
    return ok(null);
  }

  /** Says which columns of a table hold gains of one's own; null for none any more. */
  async mapGains(id: string, gains: GainsMapping | null): Promise<Result<null>> {
    const own = this.#find(id);
    if (!own) return fail({ kind: 'internal', message: id });
    const options: FileOptions = { ...own.options, ...(gains ? { gains } : {}) };
    if (!gains) delete (options as { gains?: GainsMapping }).gains;
    this.#patch(id, { options });
    const applied = await this.#enqueue(() => this.#applyGains());
    if (!applied.ok) this.#patch(id, { options: own.options });
    else if (own.kept !== 'no')
      await this.#store.update(id, { table: own.table, options: storedOptions(options) });
    return applied;
  }

  /** Puts one's own gains among the published ones in every question, or takes them out again. */
  async showGains(shown: boolean): Promise<Result<null>> {
    this.host.setGainsShown(shown);
    return this.#enqueue(() => this.#applyGains());
  }

  /** The first rows of gains as they would be. */
  previewGains(select: string, columns: string): Promise<Result<Rows>> {
    return this.#enqueue(() => this.#gains.preview(select, columns));
  }

  async #applyGains(): Promise<Result<null>> {
    const tables = mappedTables(this.host.list());
    if (tables.length === 0) this.host.setGainsShown(false);
    const applied = await this.#gains.apply(tables, this.host.gainsShown());
    this.host.changed();
    return applied;
  }

  /** A small query about one's own tables. */
  query(sql: string): Promise<Result<Rows>> {
    return this.host.run(sql);
  }

  /** Runs something that registers files for a moment only, such as a preview. */
  passing<T>(work: (context: LoadContext) => Promise<T>): Promise<T> {
    return this.#enqueue(() => this.#tables.passing(work));
  }

  /** Finds out which files were changed, moved or deleted since they were read. */
  async checkDisk(): Promise<void> {
    for (const [id, entry] of this.#entries) {
      if (this.#find(id)?.state !== 'ready') continue;
      const states = await Promise.all(entry.files.map(isUnchanged));
      if (states.includes(false)) this.#patch(id, { state: 'changed' });
    }
  }

  #addAll(files: readonly File[], options: FileOptions): Promise<Result<OwnFile>> {
    return this.#enqueue(async () => {
      const own: OwnFile = {
        id: crypto.randomUUID(),
        table: tableName(fileNameOf(files), await this.#taken()),
        fileName: fileNameOf(files),
        bytes: bytesOf(files),
        format: promisedFormat(fileNameOf(files)) ?? 'csv',
        state: 'loading',
        rows: null,
        columns: [],
        tables: [],
        options,
        notices: [],
        kept: 'no',
        parts: files.length,
      };
      this.host.setList([...this.host.list(), own]);
      return this.#read(own, files, options);
    });
  }

  /** Reads files for an entry of the list that has none yet: a new one, or a kept one. */
  async #read(own: OwnFile, files: readonly File[], options: FileOptions): Promise<Result<OwnFile>> {
    this.#patch(own.id, { state: 'loading' });
    const loaded = await this.#load(own, files, options);
    if (loaded.ok) return loaded;
    if (own.kept === 'no') this.host.setList(this.host.list().filter((f) => f.id !== own.id));
    else this.#patch(own.id, { state: 'stored' });
    if (this.#cancelled.delete(own.id) || loaded.error.kind === 'cancelled')
      return fail({ ...loaded.error, kind: 'cancelled' });
    return this.#problems.report(files[0], options, loaded.error, own.fileName);
  }

  #replace(own: OwnFile, files: readonly File[], options: FileOptions): Promise<Result<OwnFile>> {
    return this.#enqueue(async () => {
      const former = this.#entries.get(own.id);
      const attached = former?.loaded.relation === null ? former : null;
      // An attached database must go before the same name can be attached again.
      if (attached) await this.#tables.hide(own.table, attached);
      this.#patch(own.id, { state: 'loading' });
      const loaded = await this.#load(own, files, options);
      if (loaded.ok && former) await this.#tables.release(former);
      if (loaded.ok && own.kept !== 'no') await this.keep(own.id, true);
      if (loaded.ok) return loaded;
      this.#cancelled.delete(own.id);
      this.#patch(own.id, { state: own.state });
      if (attached) await this.#tables.reveal(own, attached, false);
      return loaded;
    });
  }

  async #load(own: OwnFile, files: readonly File[], options: FileOptions): Promise<Result<OwnFile>> {
    const onCheck = (skip: (() => void) | null): void => {
      this.#skipCheck = skip;
      this.#patch(own.id, { checking: skip !== null });
    };
    const request = { files, table: own.table, options, onCheck };
    const table = await this.#tables.load(request, () => !this.#cancelled.has(own.id));
    if (!table.ok) return table;
    this.#entries.set(own.id, table.value);
    const { format, rows, columns, tables, notices, options: settled } = table.value.loaded;
    const read = { format, rows, columns, tables, notices, options: settled };
    this.#patch(own.id, { ...read, bytes: bytesOf(files), fileName: fileNameOf(files), state: 'ready' });
    await this.#applyGains();
    return ok(this.#find(own.id) ?? own);
  }

  async #drop(id: string): Promise<void> {
    const own = this.#find(id);
    const entry = this.#entries.get(id);
    if (!own) return;
    this.host.setList(this.host.list().filter((f) => f.id !== id));
    if (own.kept !== 'no') await this.#store.forget(id);
    if (own.state === 'loading') this.cancel(id);
    await this.#enqueue(async () => {
      if (!entry) return;
      this.#entries.delete(id);
      await this.#applyGains();
      await this.#tables.hide(own.table, entry);
      await this.#tables.release(entry);
    });
    this.host.changed();
  }

  async #rename(id: string, text: string): Promise<Result<null>> {
    const own = this.#find(id);
    const entry = this.#entries.get(id);
    const table = safeName(text);
    if (table === null) return fail({ kind: 'name_unusable', message: text });
    if (!own || table === own.table) return ok(null);
    if (new Set(await this.#taken()).has(table))
      return fail({ kind: 'name_taken', message: table, params: { name: table } });
    if (entry) {
      await this.#tables.hide(own.table, entry);
      const shown = await this.#tables.reveal({ ...own, table }, entry, false);
      if (!shown.ok) return shown;
      this.#entries.set(id, shown.value);
    }
    const prefix = (name: string): string =>
      name.startsWith(`${own.table}.`) ? table + name.slice(own.table.length) : name;
    this.#patch(id, { table, tables: own.tables.map(prefix) });
    if (own.kept !== 'no') await this.#store.update(id, { table, options: storedOptions(own.options) });
    return this.#applyGains();
  }

  #followRestarts(): void {
    let ready: boolean | null = null;
    this.host.engine.subscribe((state) => {
      const now = state.stage === 'ready' && state.error === null;
      if (now && ready === false) void this.#restoreAll();
      ready = now || ready === null ? now : false;
    });
  }

  /** Brings back what a restart of the engine lost; the registered files are back already. */
  async #restoreAll(): Promise<void> {
    await this.#enqueue(async () => {
      for (const [id, entry] of [...this.#entries]) {
        const own = this.#find(id);
        if (!own) continue;
        const back = await this.#tables.reveal(own, entry, true);
        if (back.ok) this.#entries.set(id, back.value);
        else this.#patch(id, { state: 'changed' });
      }
      this.#gains.forget();
      await this.#applyGains();
    });
  }

  async #taken(): Promise<string[]> {
    return [...(await this.#tables.taken()), ...this.host.list().map((f) => f.table)];
  }

  readonly #find = (id: string): OwnFile | undefined => this.host.list().find((f) => f.id === id);

  #patch(id: string, patch: Partial<OwnFile>): void {
    this.host.setList(this.host.list().map((f) => (f.id === id ? { ...f, ...patch } : f)));
  }

  /** Resolves when everything that waits for its turn has had it. */
  readonly settled = (): Promise<void> => this.#enqueue(() => Promise.resolve());

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work, work);
    this.#queue = next.catch(messageOf);
    return next;
  }
}
