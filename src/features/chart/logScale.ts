import { isFieldDef } from '../../sql/pushdownEncoding.ts';
import { columnOf, isObject, objectAt, type JsonObject } from '../../sql/pushdownSpec.ts';
import type { ChartRow } from './chartData.ts';
import { leaves } from './layout.ts';

export interface Positive {
  readonly rows: ReadonlyMap<string, readonly ChartRow[]>;
  /** Rows left out. */
  readonly dropped: number;
}

const channels = ['x', 'y', 'x2', 'y2', 'size', 'color'];

/** Takes out what has no place on a log scale: one zero among the values would leave the whole axis without a scale. */
export function dropNonPositive(spec: JsonObject, rows: ReadonlyMap<string, readonly ChartRow[]>): Positive {
  const kept = new Map(rows);
  let dropped = 0;
  for (const { data, encoding } of leaves(spec)) {
    for (const channel of channels) {
      const def = encoding[channel];
      const first = encoding[channel.replace('2', '')];
      const log = isObject(first) && objectAt(first, 'scale')['type'] === 'log';
      const column = isFieldDef(def) && typeof def['field'] === 'string' ? columnOf(def['field']) : null;
      const list = data === null ? undefined : kept.get(data);
      if (!log || column === null || data === null || !list) continue;
      const next = list.filter((row) => !(typeof row[column] === 'number' && row[column] <= 0));
      dropped += list.length - next.length;
      kept.set(data, next);
    }
  }
  return { rows: kept, dropped };
}
