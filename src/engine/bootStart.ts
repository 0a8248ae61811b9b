/*
 * The first step of the boot, apart from the others so that the page's first script is small: the worker compiles the engine and the data
 * is on its way before the rest of the page has been read.
 */
import type * as DuckDb from '@duckdb/duckdb-wasm';
import { messageOf } from '../domain/appError.ts';
import { BootFailure } from './bootFailure.ts';
import { provideExtension, startEngineWorker } from './pageFiles.ts';
import { verifiedFile, type DataFile } from './verifiedData.ts';
import { watchWorker } from './workerLife.ts';

/** Where the parts of the engine are. All of one's own origin. */
export interface BootAssets {
  /** The script that comes before DuckDB's own. */
  readonly workerUrl: string;
  /** The scripts that it loads, in order; DuckDB's own is the last. */
  readonly scriptUrls: readonly string[];
  readonly wasmUrl: string;
  /** Folder that holds `v1.4.3/wasm_eh/<name>.duckdb_extension.wasm`. */
  readonly extensionsUrl: string;
  readonly tables: readonly DataFile[];
  /** The views whose rows are kept in a file, too. */
  readonly storedViews: readonly DataFile[];
  /** The views with the statements that make them, in order. */
  readonly views: readonly { readonly name: string; readonly sql: string }[];
}

/** Parquet first: the data needs it. */
export const extensions = ['parquet', 'json', 'icu'] as const;
export type Extension = (typeof extensions)[number];

/** What is under way. None of the promises counts as unhandled when it fails; `boot` looks at each in its turn. */
export interface BootStart {
  readonly assets: BootAssets;
  readonly worker: Promise<Worker>;
  /** Rejects when the engine can't be had. */
  readonly engine: Promise<void>;
  /** Resolves when the worker stops with an error, with what it said. */
  readonly failed: Promise<string>;
  /** Resolves when the worker has ended without a word. */
  readonly gone: Promise<void>;
  readonly duckdb: Promise<typeof DuckDb>;
  /** Makes an extension ready to be loaded; rejects with a {@link BootFailure}. Asked for when it is first named. */
  extension(name: Extension): Promise<void>;
  /** The bytes of a file of the dataset; rejects with a {@link BootFailure}. Asked for when it is first named. */
  data(file: DataFile): Promise<Uint8Array>;
}

const handled = <T>(work: Promise<T>): Promise<T> => {
  work.catch(() => undefined);
  return work;
};

async function extensionThere(
  assets: BootAssets,
  worker: Promise<Worker>,
  name: Extension,
  fresh: boolean,
): Promise<void> {
  const url = `${assets.extensionsUrl}/v1.4.3/wasm_eh/${name}.duckdb_extension.wasm`;
  try {
    await provideExtension(worker, url, fresh);
  } catch (thrown) {
    throw new BootFailure({ kind: 'extension_missing', message: messageOf(thrown), params: { name } });
  }
}

/** The same answer for every call with the same argument. */
function once<A, R>(ask: (argument: A) => R): (argument: A) => R {
  const answers = new Map<A, R>();
  return (argument) => {
    const known = answers.get(argument);
    if (known !== undefined) return known;
    const answer = ask(argument);
    answers.set(argument, answer);
    return answer;
  };
}

/**
 * Starts the worker and asks for what the first answer needs: the engine, the Parquet extension and the stored views. All else has to
 * wait: it would take the line and the processor from them. Returns at once.
 * @param fresh whether to ask the server anew rather than take what the browser has: after a failure
 */
export function startBoot(assets: BootAssets, fresh = false): BootStart {
  let onGone = (): void => undefined;
  const gone = new Promise<void>((resolve) => (onGone = resolve));
  const { lock, port } = watchWorker(() => onGone());
  const started = startEngineWorker({ ...assets, fresh, lock }, port);
  const worker = handled(started.worker);
  const failed = new Promise<string>((resolve) => {
    worker
      .then((to) => to.addEventListener('error', (event) => resolve(event.message)))
      .catch(() => undefined);
  });
  const extension = once((name: Extension) => handled(extensionThere(assets, worker, name, fresh)));
  const data = once((file: DataFile) => handled(verifiedFile(file, fresh)));
  void extension('parquet');
  assets.storedViews.forEach(data);
  return {
    assets,
    worker,
    engine: handled(started.engine),
    failed,
    gone,
    duckdb: handled(import('@duckdb/duckdb-wasm')),
    extension,
    data,
  };
}
