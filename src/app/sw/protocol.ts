/** One file of the built page, as the build lists it. */
export interface OfflineFile {
  /** Address from the page's own; '' is the page. */
  readonly path: string;
  /** Tells contents of one address apart; '' where the file's name does so already. */
  readonly version: string;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What the service worker has of the files, in bytes. */
export interface OfflineProgress {
  readonly done: number;
  readonly total: number;
}

/** What the service worker answers about itself. */
export interface OfflineStatus extends OfflineProgress {
  /** Each file of the version that is served is there. */
  readonly complete: boolean;
  /** Each file of the worker's own version is there. */
  readonly stored: boolean;
  /** The worker's own version is the one that is served; else it waits to be accepted. */
  readonly serving: boolean;
  /** The page that asked is of the version that is served. */
  readonly sameVersion: boolean;
}

/** From the page to a service worker; each comes with a port for the answer, an {@link OfflineStatus}. */
export type OfflineRequest =
  /** Look what is there. */
  | { readonly type: 'status'; readonly entry: string }
  /** Fetch what is missing. */
  | { readonly type: 'repair'; readonly entry: string }
  /** Serve the newer version from now on, when all of it is there. */
  | { readonly type: 'apply'; readonly entry: string }
  /** Another worker's version was accepted: serve that. */
  | { readonly type: 'reread'; readonly entry: string }
  /** Drop what only former versions needed, when no other page is open. */
  | { readonly type: 'tidy'; readonly entry: string };

/** From a service worker to every page while it stores files. */
export interface OfflineMessage extends OfflineProgress {
  readonly type: 'progress';
}

/** The cache in which shares of the system wait for the page. */
export type SharedCache = 'yardstick-shared';

/** A share that waits: `shared/<id>` beside the page holds this, `shared/<id>/<n>` the n-th file. */
export interface SharedNote {
  /** Title, text and address, as far as they came. */
  readonly texts: readonly string[];
  readonly files: readonly { readonly name: string; readonly type: string }[];
}
