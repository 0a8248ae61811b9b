import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
import { startWorker } from '../../engine/pageFiles.ts';
import { unreadable } from './recognise.ts';
import type { SheetReply, SheetRequest } from './workbookTables.ts';
import type { WorkerReply, WorkerRequest } from './workbookWorker.ts';
import workerUrl from './workbookWorker.ts?worker&url';

/** Bytes of a workbook that are read: it is unpacked in memory. */
export const packedLimit = 128 * 1024 * 1024;

/** Gives the sheets of one workbook, off the page's own thread where the browser lets it. */
export interface WorkbookReader {
  table(request: SheetRequest): Promise<Result<SheetReply>>;
  close(): void;
}

type Ask = (request: WorkerRequest) => Promise<WorkerReply>;

/** Asks a worker; rejects when it can't be started, as from a page that was opened from disk. */
function workerAsk(worker: Worker): Ask {
  return (request) =>
    new Promise((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<WorkerReply>) => {
        resolve(event.data);
      };
      worker.onerror = (event) => {
        reject(new Error(event.message));
      };
      worker.postMessage(request);
    });
}

async function inPage(bytes: Uint8Array): Promise<Ask> {
  const [{ WorkbookTables }, { WorkbookTooLarge }] = await Promise.all([
    import('./workbookTables.ts'),
    import('./workbook.ts'),
  ]);
  let tables: InstanceType<typeof WorkbookTables> | null = null;
  return async (request) => {
    try {
      tables ??= new WorkbookTables(bytes);
      return { ok: true, reply: request.kind === 'table' ? await tables.table(request.request) : null };
    } catch (thrown) {
      return { ok: false, tooLarge: thrown instanceof WorkbookTooLarge, message: messageOf(thrown) };
    }
  };
}

async function start(bytes: Uint8Array): Promise<{ ask: Ask; opened: WorkerReply; close: () => void }> {
  try {
    const worker = await startWorker(workerUrl);
    const ask = workerAsk(worker);
    const opened = await ask({ kind: 'open', bytes });
    return {
      ask,
      opened,
      close: () => {
        worker.terminate();
      },
    };
  } catch {
    const ask = await inPage(bytes);
    return { ask, opened: await ask({ kind: 'open', bytes }), close: () => undefined };
  }
}

async function open(file: File): Promise<Result<WorkbookReader>> {
  const params = { name: file.name, mb: packedLimit >> 20 };
  const told = (reply: WorkerReply & { ok: false }): ReturnType<typeof fail> =>
    fail({ kind: reply.tooLarge ? 'file_beyond' : 'file_corrupt', message: reply.message, params });
  if (file.size > packedLimit) return fail({ kind: 'file_beyond', message: file.name, params });
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    return fail(unreadable(file.name, thrown));
  }
  const { ask, opened, close } = await start(bytes);
  if (!opened.ok) {
    close();
    return told(opened);
  }
  return ok({
    close,
    table: async (request) => {
      const reply = await ask({ kind: 'table', request }).catch((thrown: unknown) => ({
        ...{ ok: false as const, tooLarge: false, message: messageOf(thrown) },
      }));
      if (!reply.ok) return told(reply);
      return reply.reply ? ok(reply.reply) : fail({ kind: 'internal', message: 'no sheet' });
    },
  });
}

/** The workbook opened last: its options dialog looks at it again and again. */
let latest: { readonly file: File; readonly reader: WorkbookReader } | null = null;

/** The workbook in a file; {@link closeWorkbook} frees it. */
export async function workbookOf(file: File): Promise<Result<WorkbookReader>> {
  if (latest?.file === file) return ok(latest.reader);
  closeWorkbook();
  const reader = await open(file);
  if (reader.ok) latest = { file, reader: reader.value };
  return reader;
}

/** Frees the memory of the workbook that is open. */
export function closeWorkbook(): void {
  latest?.reader.close();
  latest = null;
}
