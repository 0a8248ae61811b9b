import { messageOf, type AppError } from '../domain/appError.ts';
import { BootFailure } from './bootFailure.ts';
import { fetchFile } from './pageFiles.ts';

/** A file of the dataset, where it is, and what it must be. */
export interface DataFile {
  readonly name: string;
  readonly url: string;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
}

const hex = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether the bytes are those that the page was built with; true where the browser cannot tell (an address without https). */
async function isGenuine(bytes: ArrayBuffer, { sha256 }: DataFile): Promise<boolean> {
  if (!isSecureContext) return true;
  return hex(await crypto.subtle.digest('SHA-256', bytes)) === sha256;
}

/** The bytes of a file of the dataset. Rejects with a {@link BootFailure} where it is missing or not the one that the page was built with. */
export async function verifiedFile(file: DataFile, fresh: boolean): Promise<Uint8Array> {
  const failure = (kind: AppError['kind'], message: string): BootFailure =>
    new BootFailure({ kind, message, params: { name: file.name } });
  const missing = (thrown: unknown): never => {
    throw failure('data_missing', messageOf(thrown));
  };
  const response = await fetchFile(file.url, fresh).catch(missing);
  if (!response.ok) throw failure('data_missing', `${String(response.status)} ${file.url}`);
  const bytes = await response.arrayBuffer().catch(missing);
  const genuine = await isGenuine(bytes, file).catch((thrown: unknown) => {
    throw failure('data_damaged', messageOf(thrown));
  });
  if (!genuine) throw failure('data_damaged', `${file.url} is not the file that the page was built with`);
  return new Uint8Array(bytes);
}
