import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
import type { EngineConnection } from '../../engine/connection.ts';
import type { Engine } from '../../engine/engine.ts';
import type { FileFormat } from './formats.ts';
import { fileError } from './loadErrors.ts';
import type { LoadContext, Loaded } from './loadContext.ts';
import type { FileOptions } from './ownFile.ts';
import { recognise } from './recognise.ts';

/** A table's content, read and registered, with all that is needed to free it again. */
export interface LoadedFile extends Loaded {
  readonly format: FileFormat;
  readonly files: readonly File[];
  /** Names under which its parts are registered with the engine. */
  readonly registered: readonly string[];
}

export interface LoadRequest {
  readonly files: readonly File[];
  readonly table: string;
  readonly options: FileOptions;
  readonly connection: EngineConnection;
  /** Set while all rows are checked; calling it leaves the check out. */
  onCheck(skip: (() => void) | null): void;
}

const loaders: Record<FileFormat, () => Promise<(context: LoadContext) => Promise<Result<Loaded>>>> = {
  parquet: () => import('./loadParquet.ts').then((m) => m.loadParquet),
  csv: () => import('./loadCsv.ts').then((m) => m.loadCsv),
  json: () => import('./loadJson.ts').then((m) => m.loadJson),
  arrow: () => import('./loadArrow.ts').then((m) => m.loadArrow),
  xlsx: () => import('./loadXlsx.ts').then((m) => m.loadXlsx),
  duckdb: () => import('./loadDuckdb.ts').then((m) => m.loadDuckdb),
};

let loads = 0;
let arrowTables = 0;

/** Letters of any script stay; what a path or a pattern could mean something by does not. */
const pathName = (fileName: string): string => fileName.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-120);

/** Checks rows until they are done or the person has enough of it. */
async function checked(
  request: LoadRequest,
  query: LoadContext['query'],
  sql: string,
): ReturnType<LoadContext['check']> {
  let left = false;
  request.onCheck(() => {
    left = true;
    void request.connection.cancel();
  });
  const result = await query(sql);
  request.onCheck(null);
  return left && !result.ok && result.error.kind === 'cancelled' ? ok(null) : result;
}

/** The context of one load; `registered` collects what a failure takes back. */
export function contextOf(
  engine: Engine,
  request: LoadRequest,
  kind: LoadContext['kind'],
  registered: string[],
): LoadContext {
  const folder = `own/${String(++loads)}`;
  const query: LoadContext['query'] = (sql) => request.connection.all(sql);
  return {
    files: request.files,
    kind,
    table: request.table,
    options: request.options,
    query,
    register: async (name, content) => {
      const path = `${folder}/${pathName(name)}`;
      const done = await engine.register({ name: path, content });
      if (!done.ok) return done;
      registered.push(path);
      return ok(`files/${path}`);
    },
    insertArrow: async (stream) => {
      const table = `own_${String(++arrowTables)}`;
      const done = await engine.insertArrow(stream, table);
      return done.ok ? ok(`scratch.${table}`) : done;
    },
    check: (sql) => checked(request, query, sql),
  };
}

/** Looks at a file, reads it and checks its rows. When anything goes wrong, nothing of it stays behind. */
export async function loadFile(engine: Engine, request: LoadRequest): Promise<Result<LoadedFile>> {
  const [first] = request.files;
  if (!first) return fail({ kind: 'file_no_rows', message: 'no file', params: { name: request.table } });
  const recognised = await recognise(first, request.options.as);
  if (!recognised.ok) return recognised;
  const { format, kind } = recognised.value;
  const registered: string[] = [];
  const context = contextOf(engine, request, kind, registered);
  const load = await loaders[format]();
  const loaded = await load(context).catch((thrown: unknown) =>
    fail({ kind: 'file_corrupt', message: messageOf(thrown), params: { name: first.name }, cause: thrown }),
  );
  if (!loaded.ok) {
    for (const name of registered) await engine.unregister(name);
    return fail(fileError(loaded.error, first.name, format));
  }
  return ok({ ...loaded.value, format, files: request.files, registered });
}
