import type { VersionChanges } from './datasetDescription.ts';

/** How another version of the dataset relates to the one here, by the log of changes. */
export type VersionDifference =
  /** The entries that came after theirs, up to the one here, the latest first. */
  | { readonly kind: 'older'; readonly changes: readonly VersionChanges[] }
  /** Theirs is later than anything that the log here knows. */
  | { readonly kind: 'newer' }
  /** The log here has no such version. */
  | { readonly kind: 'unknown' };

const numbersOf = (version: string): readonly number[] | null =>
  /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : null;

/** Negative when `a` is the earlier of two versions `major.minor.patch`; null where one of them is none. */
function compareVersions(a: string, b: string): number | null {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (!left || !right) return null;
  return left.map((part, i) => part - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/**
 * What changed between their version and the one here.
 * @param log the latest version first
 */
export function versionDifference(
  log: readonly VersionChanges[],
  theirs: string,
  here: string,
): VersionDifference {
  const order = compareVersions(theirs, here);
  if (order !== null && order > 0) return { kind: 'newer' };
  const from = log.findIndex((entry) => entry.version === here);
  const to = log.findIndex((entry) => entry.version === theirs);
  return from >= 0 && to > from ? { kind: 'older', changes: log.slice(from, to) } : { kind: 'unknown' };
}
