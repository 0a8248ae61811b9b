import type { RecordBatch } from 'apache-arrow';
import type { Column, Value } from '../domain/columnType.ts';
import { reader, type Reader } from './arrowValues.ts';

/** Some consecutive rows of a result, decoded cell by cell when asked. */
export interface RowBatch {
  readonly length: number;
  readonly byteLength: number;
  value(row: number, column: number): Value;
}

/** Wraps an Arrow record batch; readers are made for the columns that are looked at. */
export function rowBatch(batch: RecordBatch, columns: readonly Column[]): RowBatch {
  const readers = new Array<Reader | undefined>(columns.length);
  const readerOf = (column: number): Reader => {
    let read = readers[column];
    if (!read) {
      const type = columns[column]?.type;
      const data = batch.data.children[column];
      read = type && data ? reader(type, data) : () => null;
      readers[column] = read;
    }
    return read;
  };
  return {
    length: batch.numRows,
    // Of an empty batch, nested children may be missing.
    byteLength:
      batch.numRows === 0 ? 0 : batch.data.children.reduce((sum, child) => sum + child.byteLength, 0),
    value: (row, column) => readerOf(column)(row),
  };
}
