import type { OwnFile } from './ownFile.ts';

/** Parquet files of the same columns and types, at least two of them: parts of one table, most likely. The largest such group. */
export function sameColumns(list: readonly OwnFile[]): readonly OwnFile[] {
  const groups = new Map<string, OwnFile[]>();
  for (const file of list) {
    if (file.format !== 'parquet' || file.state !== 'ready') continue;
    // Of a file that was fetched in part, only its own view knows what is there.
    if (file.options.columns) continue;
    const key = JSON.stringify(file.columns.map((c) => [c.name, c.type]));
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const largest = [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  return largest.length > 1 ? largest : [];
}
