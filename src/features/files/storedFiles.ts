import * as v from 'valibot';
import type { StoredFile } from '../../workspace/ownFileStore.ts';
import { fileFormats } from './formats.ts';
import type { FileOptions, OwnFile } from './ownFile.ts';

const sourceSchema = v.nullable(
  v.union([v.object({ column: v.string() }), v.object({ constant: v.string() })]),
);

const gainsSchema = v.object({
  label: sourceSchema,
  industry: sourceSchema,
  measure: sourceSchema,
  dimension: sourceSchema,
  baseline: sourceSchema,
  result: sourceSchema,
  change: sourceSchema,
  unit: sourceSchema,
  direction: sourceSchema,
  better: sourceSchema,
});

const optionsSchema = v.object({
  as: v.optional(v.picklist(fileFormats)),
  skipBad: v.optional(v.boolean()),
  csv: v.optional(
    v.object({
      encoding: v.optional(v.string()),
      delimiter: v.optional(v.string()),
      quote: v.optional(v.string()),
      header: v.optional(v.boolean()),
      skipLines: v.optional(v.number()),
      nullText: v.optional(v.string()),
      decimalComma: v.optional(v.boolean()),
      allText: v.optional(v.boolean()),
      types: v.optional(v.record(v.string(), v.string())),
      skipBad: v.optional(v.boolean()),
      padShort: v.optional(v.boolean()),
    }),
  ),
  sheet: v.optional(
    v.object({
      sheet: v.optional(v.string()),
      range: v.optional(v.string()),
      headerRow: v.optional(v.number()),
    }),
  ),
  gains: v.optional(gainsSchema),
  origin: v.optional(
    v.object({
      url: v.string(),
      retrievedAt: v.string(),
      etag: v.optional(v.string()),
      lastModified: v.optional(v.string()),
    }),
  ),
});

/** Options as they were stored; what can't be read is worked out anew. */
export function readFileOptions(stored: unknown): FileOptions {
  const read = v.safeParse(optionsSchema, stored);
  return read.success ? (JSON.parse(JSON.stringify(read.output)) as FileOptions) : {};
}

/** Options as they are stored: of an address, what follows the `?` is not kept, since it may hold a key. */
export function storedOptions(options: FileOptions): FileOptions {
  const { origin } = options;
  return origin ? { ...options, origin: { ...origin, url: origin.url.replace(/\?.*$/, '') } } : options;
}

/** A kept file as the list shows it before it is read. */
export const storedOwnFile = (stored: StoredFile): OwnFile => ({
  id: stored.id,
  table: stored.table,
  fileName: stored.parts[0]?.fileName ?? stored.table,
  bytes: stored.parts.reduce((sum, part) => sum + part.bytes, 0),
  format: fileFormats.find((f) => f === stored.format) ?? 'csv',
  state: 'stored',
  rows: null,
  columns: [],
  tables: [],
  options: readFileOptions(stored.options),
  notices: [],
  kept: stored.kept,
  parts: stored.parts.length,
});
