import { messageOf } from '../../domain/appError.ts';
import { WorkbookTooLarge } from './workbook.ts';
import { WorkbookTables, type SheetReply, type SheetRequest } from './workbookTables.ts';

/** What the page sends: the workbook first, then what it wants of it. */
export type WorkerRequest =
  | { readonly kind: 'open'; readonly bytes: Uint8Array }
  | { readonly kind: 'table'; readonly request: SheetRequest };

export type WorkerReply =
  | { readonly ok: true; readonly reply: SheetReply | null }
  | { readonly ok: false; readonly tooLarge: boolean; readonly message: string };

let tables: WorkbookTables | null = null;

async function answer(data: WorkerRequest): Promise<WorkerReply> {
  try {
    if (data.kind === 'table') return { ok: true, reply: (await tables?.table(data.request)) ?? null };
    tables = new WorkbookTables(data.bytes);
    return { ok: true, reply: null };
  } catch (thrown) {
    return { ok: false, tooLarge: thrown instanceof WorkbookTooLarge, message: messageOf(thrown) };
  }
}

self.onmessage = (event: MessageEvent<WorkerRequest>) => {
  void answer(event.data).then((reply) => {
    self.postMessage(reply);
  });
};
