/* The door to Arrow, imported when the first rows come: what draws the page does without it. */
import type { RecordBatch, Schema } from 'apache-arrow';
import type { Column } from '../domain/columnType.ts';
import { columnType, holdsEnum } from './arrowTypes.ts';
import { rowBatch, type RowBatch } from './rowBatch.ts';

export { sendQuery } from './arrowStream.ts';

export interface ArrowColumns {
  readonly columns: readonly Column[];
  /** Whether a column holds an ENUM anywhere: a streamed batch comes without its words. */
  readonly hasEnum: boolean;
}

/** The columns of what the engine sends. */
export const arrowColumns = ({ fields }: Schema): ArrowColumns => ({
  columns: fields.map((f) => ({ name: f.name, type: columnType(f) })),
  hasEnum: fields.some(holdsEnum),
});

/** Several batches read as one. */
export function mergedBatch(given: readonly RecordBatch[], columns: readonly Column[]): RowBatch {
  const batches = given.map((b) => rowBatch(b, columns));
  const [only] = batches;
  if (only && batches.length === 1) return only;
  return {
    length: batches.reduce((sum, b) => sum + b.length, 0),
    byteLength: batches.reduce((sum, b) => sum + b.byteLength, 0),
    value: (row, column) => {
      let at = row;
      for (const batch of batches) {
        if (at < batch.length) return batch.value(at, column);
        at -= batch.length;
      }
      return null;
    },
  };
}
