import { fail, ok, type Result } from '../../../domain/appError.ts';
import { recordsOf } from '../../../engine/rows.ts';
import { quoteText } from '../../../sql/identifiers.ts';
import { describe, numberOf, type LoadContext } from '../loadContext.ts';
import { fetchLimit, fetchRange, type FetchHooks, type RemoteParquet } from './fetchFile.ts';
import type { RemoteGate } from './gate.ts';
import type { ByteRange } from './protocol.ts';
import { mergeRanges, sparseFile, withoutRanges, type Piece } from './sparseFile.ts';

/** A column of a file whose footer is known. */
export interface RemoteColumn {
  readonly name: string;
  /** The engine's name of its type. */
  readonly type: string;
  /** Compressed, in the file. */
  readonly bytes: number;
  /** Where its bytes stand. */
  readonly ranges: readonly ByteRange[];
}

/** What the footer tells. */
export interface RemoteTable {
  readonly parquet: RemoteParquet;
  readonly rows: number;
  readonly columns: readonly RemoteColumn[];
}

interface SchemaRow {
  readonly children: number | null;
}

/** For each leaf of a schema, written depth first with its root at the head, the number of the column at the top that it belongs to. */
export function topOfLeaves(schema: readonly SchemaRow[]): number[] {
  const tops: number[] = [];
  let top = -1;
  /** How many rows are still to come below the column at the top. */
  let open = 0;
  for (const { children } of schema.slice(1)) {
    if (open === 0) {
      top++;
      open = 1;
    }
    open += (children ?? 0) - 1;
    if ((children ?? 0) === 0) tops.push(top);
  }
  return tops;
}

interface ChunkRow {
  readonly leaf: number;
  readonly start: number;
  readonly bytes: number;
  readonly bloom: number | null;
  readonly bloom_bytes: number | null;
}

/** Writers count a chunk's bytes without its first header now and then. */
const margin = 128;

/**
 * Where the bytes of each chunk stand, in the way that the engine's reader finds them: from the dictionary where there is one. It reads
 * Bloom filters too, and would leave out rows by one that reads as zeros.
 */
const chunksSql = (path: string): string =>
  `SELECT column_id::INTEGER AS leaf,
     (CASE WHEN dictionary_page_offset >= 4 THEN dictionary_page_offset ELSE data_page_offset END)::DOUBLE AS start,
     total_compressed_size::DOUBLE AS bytes, bloom_filter_offset::DOUBLE AS bloom, bloom_filter_length::DOUBLE AS bloom_bytes
   FROM parquet_metadata(${quoteText(path)})`;

function rangesOf(chunk: ChunkRow, size: number): ByteRange[] {
  const to = Math.min(size - 1, chunk.start + chunk.bytes + margin - 1);
  const bloom =
    chunk.bloom !== null && chunk.bloom_bytes !== null
      ? [{ from: chunk.bloom, to: chunk.bloom + chunk.bloom_bytes - 1 }]
      : [];
  return [{ from: chunk.start, to }, ...bloom];
}

/** Reads the footer with the engine. Null where the file can't be read by columns: then it is to be fetched whole. */
export async function readFooter(
  context: LoadContext,
  parquet: RemoteParquet,
): Promise<Result<RemoteTable | null>> {
  const { size, pieces, address } = parquet;
  const path = await context.register('footer.parquet', sparseFile(address.fileName, size, pieces));
  if (!path.ok) return path;
  const file = quoteText(path.value);
  const columns = await describe(context, `read_parquet(${file})`);
  if (!columns.ok) return columns;
  const schema = await context.query(`SELECT num_children::INTEGER AS children FROM parquet_schema(${file})`);
  if (!schema.ok) return schema;
  const chunks = await context.query(chunksSql(path.value));
  if (!chunks.ok) return chunks;
  const counted = await context.query(`SELECT count(*) FROM read_parquet(${file})`);
  if (!counted.ok) return counted;
  const tops = topOfLeaves(recordsOf<SchemaRow>(schema.value));
  const rows = recordsOf<ChunkRow>(chunks.value);
  const unclear = rows.some((chunk) => chunk.bloom !== null && chunk.bloom_bytes === null);
  if (unclear || new Set(tops).size !== columns.value.length) return ok(null);
  const own = columns.value.map(() => ({ bytes: 0, ranges: [] as ByteRange[] }));
  for (const chunk of rows) {
    const column = own[tops[chunk.leaf] ?? -1];
    if (!column) return ok(null);
    column.bytes += chunk.bytes;
    column.ranges.push(...rangesOf(chunk, size));
  }
  return ok({
    parquet,
    rows: numberOf(counted.value) ?? 0,
    columns: columns.value.map((c, i) => ({ ...c, ...(own[i] ?? { bytes: 0, ranges: [] }) })),
  });
}

/** How many parts are asked for side by side. */
const lanes = 4;

/** Fetches the chosen columns of all rows. Elsewhere the file reads as zeros, where no query looks that reads these columns alone. */
export async function fetchColumns(
  gate: RemoteGate,
  { parquet }: RemoteTable,
  columns: readonly RemoteColumn[],
  hooks: FetchHooks,
): Promise<Result<File>> {
  const { address, size, pieces: known } = parquet;
  const { host, fileName: name } = address;
  const there = known.map(({ at, body }) => ({ from: at, to: at + body.size - 1 }));
  const wanted = mergeRanges(columns.flatMap((column) => column.ranges)).flatMap((range) =>
    withoutRanges(range, there),
  );
  const total = wanted.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  if (total > fetchLimit)
    return fail({
      kind: 'remote_beyond',
      message: String(total),
      params: { name, host, mb: fetchLimit >> 20 },
    });
  const pieces: Piece[] = [...known];
  const received = wanted.map(() => 0);
  const queue = wanted.entries();
  let failed: Result<File> | null = null;
  const lane = async (): Promise<void> => {
    for (const [i, range] of queue) {
      if (failed) return;
      const onProgress = (bytes: number): void => {
        received[i] = bytes;
        hooks.onProgress(
          received.reduce((sum, n) => sum + n, 0),
          total,
        );
      };
      const piece = await fetchRange(gate, parquet, range, { signal: hooks.signal, onProgress });
      if (!piece.ok) failed ??= piece;
      else if (piece.value === null)
        failed ??= fail({ kind: 'remote_changed', message: address.url, params: { host } });
      else {
        pieces.push(piece.value);
        onProgress(piece.value.body.size);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failed) return failed;
  pieces.sort((a, b) => a.at - b.at);
  return ok(sparseFile(name, size, pieces));
}
