import { reservedWords } from '../../sql/keywords.ts';

/** Names that mean something else to the engine. */
const kept = new Set([
  'main',
  'yardstick',
  'scratch',
  'system',
  'temp',
  'memory',
  'information_schema',
  'pg_catalog',
]);

/**
 * Any text as a name that SQL takes without quotes: letters, digits and underscores of any script, in lower case, not beginning with a
 * digit, none of SQL's own words. Null where no letter or digit is in it.
 */
export function safeName(text: string): string | null {
  const base = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  if (!/[\p{L}\p{N}]/u.test(base)) return null;
  const begun = /^\p{N}/u.test(base) ? `t_${base}` : base;
  return reservedWords.has(begun) || kept.has(begun) ? `${begun}_file` : begun;
}

/** A table's name from a file's name, unlike any of those taken (however they are capitalised). */
export function tableName(fileName: string, taken: Iterable<string>): string {
  const known = new Set([...taken].map((name) => name.toLowerCase()));
  const safe = safeName(fileName.replace(/(?:\.[A-Za-z]\w*)+$/, '')) ?? safeName(fileName) ?? 'file';
  for (let n = 1; ; n++) {
    const name = n === 1 ? safe : `${safe}_${String(n)}`;
    if (!known.has(name)) return name;
  }
}
