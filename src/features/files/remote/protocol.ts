/** What the page and the enclosed document (remote.html) say to each other, over one port. Of types and one number only. */

/** The document comes from the server, the page perhaps from an older version that was kept: both must mean the same. */
export const protocolVersion = 1;

/** Bytes `from` to `to`, both included, as HTTP counts them. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** To the document. `open` asks for the head of an answer, `read` for its body. */
export type ToDocument =
  | {
      readonly ask: 'open';
      readonly id: number;
      readonly url: string;
      readonly range: ByteRange | null;
    }
  | { readonly ask: 'read'; readonly id: number; readonly limit: number }
  | { readonly ask: 'cancel'; readonly id: number };

/** Why nothing came, as far as a browser lets a page know. */
export type FetchFailure =
  /** No answer at all. */
  | 'unreachable'
  /** An answer that web pages may not read. */
  | 'refused'
  /** An answer that sends elsewhere, to a host that is not allowed. */
  | 'redirect'
  /** The page's own host does not let this document reach out. */
  | 'shut'
  /** It broke off in the middle. */
  | 'lost'
  /** More bytes than were wanted. */
  | 'beyond';

/** What is known of a file before its body is read. */
export interface RemoteHead {
  readonly status: number;
  /** As announced; null where the host does not say. */
  readonly bytes: number | null;
  /** The first bytes: at least four where there are so many. */
  readonly start: Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** From the document. */
export type FromDocument =
  | { readonly tell: 'ready'; readonly version: number }
  | { readonly tell: 'head'; readonly id: number; readonly head: RemoteHead }
  | { readonly tell: 'progress'; readonly id: number; readonly received: number }
  | { readonly tell: 'done'; readonly id: number; readonly body: Blob }
  | {
      readonly tell: 'failed';
      readonly id: number;
      readonly failure: FetchFailure;
      readonly received: number;
      readonly message: string;
    };
