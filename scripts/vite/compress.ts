import { createHash } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesUnder, makeOnce } from '../lib/fingerprint.mjs';
import { cache } from '../lib/paths.mjs';

/** Packed copies, and the single file, whose content is packed. */
const packed = /(\.(br|gz)|yardstick\.html)$/;
/** Parquet and PNG are compressed in themselves. */
const worthIt = /\.(css|html|js|json|mjs|svg|txt|wasm|webmanifest)$/;

const large = 1024 * 1024;

const encoders: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
  '.br': (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        // The best level takes a minute for the engine and gains little.
        [constants.BROTLI_PARAM_QUALITY]: bytes.length > large ? 9 : 11,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
};

/** Puts a packed copy beside a file; the copy is kept between builds by the content's hash, since the engine takes seconds. */
async function pack(path: string, ending: string, bytes: Buffer): Promise<void> {
  const name = createHash('sha256').update(bytes).digest('hex');
  const kept = join(cache, 'packed', `${name}${ending}`);
  await makeOnce(kept, async () => (await encoders[ending]?.(bytes)) ?? bytes);
  await copyFile(kept, path + ending);
}

/** Puts .br and .gz copies beside every file over 1 kB that gains by it, for hosts that send them. */
export async function compressFolder(folder: string): Promise<void> {
  const files = (await filesUnder(folder)).filter((path) => worthIt.test(path) && !packed.test(path));
  const next = files[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const path of next) {
      const bytes = await readFile(path);
      if (bytes.length <= 1024) continue;
      for (const ending of Object.keys(encoders)) await pack(path, ending, bytes);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
}
