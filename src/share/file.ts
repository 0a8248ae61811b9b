import * as v from 'valibot';
import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import type { JsonValue } from '../domain/values/json.ts';
import { crc32 } from './checksum.ts';
import type { Incoming, SharedWork } from './incoming.ts';
import { datasetSchema, isJsonObject, paramsSchema, parseTameJson } from './schema.ts';

/**
 * A file `*.yardstick.json` is a Vega-Lite specification that any Vega-Lite tool opens, with no rows in it, and the work under
 * `usermeta.yardstick`. `added` names the top-level keys that were put in to make it so and are taken out again on reading.
 *
 * F1  What is written is read as an equal work.
 * F2  Where the work has a chart, the file is Vega-Lite by itself: `$schema`, `data` and the spec.
 * F3  JSON without `usermeta.yardstick`, or not JSON at all, gives file_foreign; ours but cut off or altered, file_damaged.
 * F4  Another version gives file_version.
 * F5  A file larger than {@link maxFileBytes} is not read: file_too_large.
 * F6  `checksum` covers everything else in the file whatever its layout; who edits a file by hand leaves it out.
 * F7  Nothing throws, no key reaches a prototype.
 */
export const maxFileBytes = 20_000_000;
export const fileExtension = '.yardstick.json';

const version = 1;
const vegaLite = 'https://vega.github.io/schema/vega-lite/v6.json';

const ownSchema = v.strictObject({
  version: v.literal(version),
  title: v.string(),
  note: v.string(),
  sql: v.string(),
  params: paramsSchema,
  dataset: datasetSchema,
  chart: v.boolean(),
  added: v.array(v.picklist(['$schema', 'data', 'usermeta'])),
  checksum: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/))),
});

type JsonObject = Readonly<Record<string, JsonValue>>;

/** JSON with sorted keys: the same text for the same content, whatever tool wrote it. */
function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

const checksumOf = (content: JsonObject): string =>
  crc32(new TextEncoder().encode(canonical(content)))
    .toString(16)
    .padStart(8, '0');

const without = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

const usermetaOf = (spec: JsonObject): JsonObject => (isJsonObject(spec['usermeta']) ? spec['usermeta'] : {});

/** Ours stands first: a file that is cut off is still known as ours. */
const withOwn = (content: JsonObject, own: JsonObject): JsonObject => ({
  usermeta: { yardstick: own, ...without(usermetaOf(content), ['yardstick']) },
  ...without(content, ['usermeta']),
});

/** A work as the text of a `*.yardstick.json` file. */
export function toFile(work: SharedWork): string {
  // Once through JSON: what the file can't hold (undefined) is not in its checksum either.
  const spec = work.spec ? (JSON.parse(JSON.stringify(work.spec)) as JsonObject) : {};
  const frame: JsonObject = work.spec ? { $schema: vegaLite, data: { values: [] } } : {};
  const own: JsonObject = {
    version,
    title: work.title,
    note: work.note,
    sql: work.sql,
    params: work.params,
    dataset: { version: work.dataset.version, hash: work.dataset.hash },
    chart: work.spec !== null,
    added: [...Object.keys(frame), 'usermeta'].filter((key) => !Object.hasOwn(spec, key)),
  };
  const content = { ...frame, ...spec };
  const checksum = checksumOf(withOwn(content, own));
  return `${JSON.stringify(withOwn(content, { ...own, checksum }), null, 2)}\n`;
}

/** The same as a file's content. */
export const toFileBlob = (work: SharedWork): Blob => new Blob([toFile(work)], { type: 'application/json' });

const damaged = (message: string): Result<never> => fail({ kind: 'file_damaged', message });

/** Reads the text of a file; `size` is the file’s size in bytes where it is known. */
export function readFile(text: string, size = text.length): Result<Incoming> {
  if (size > maxFileBytes) return tooLarge(size);
  const content = parseTameJson(text);
  if (!isJsonObject(content)) {
    return text.includes('"yardstick"')
      ? damaged('not JSON')
      : fail({ kind: 'file_foreign', message: 'not JSON' });
  }
  const own = usermetaOf(content)['yardstick'];
  if (!isJsonObject(own)) return fail({ kind: 'file_foreign', message: 'no usermeta.yardstick' });
  if (typeof own['version'] === 'number' && own['version'] !== version) {
    return fail({ kind: 'file_version', message: `version ${String(own['version'])}` });
  }
  const parsed = v.safeParse(ownSchema, own);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return damaged(`${v.getDotPath(issue) ?? 'usermeta.yardstick'}: ${issue.message}`);
  }
  const { checksum, chart, added, title, note, sql, params, dataset } = parsed.output;
  if (checksum !== undefined && checksum !== checksumOf(withOwn(content, without(own, ['checksum'])))) {
    return damaged('checksum differs');
  }
  const usermeta = without(usermetaOf(content), ['yardstick']);
  const spec = chart ? without({ ...content, usermeta }, added) : null;
  return ok({ from: 'file', work: { title, note, sql, params, spec, dataset } });
}

const tooLarge = (size: number): Result<never> =>
  fail({ kind: 'file_too_large', message: `${String(size)} bytes`, params: { size, limit: maxFileBytes } });

/** Reads a file that was picked or dropped; a too large one is never loaded. */
export async function readWorkFile(file: Blob): Promise<Result<Incoming>> {
  if (file.size > maxFileBytes) return tooLarge(file.size);
  try {
    return readFile(await file.text(), file.size);
  } catch (thrown) {
    return fail({ kind: 'file_damaged', message: messageOf(thrown), cause: thrown });
  }
}

/** A file name made from a work's title: no characters that a file system refuses, no leading dot. */
export function fileNameOf(title: string, extension: string = fileExtension): string {
  const stem = title
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .replace(/\s+/g, '-')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 80);
  return `${stem || 'yardstick'}${extension}`;
}
