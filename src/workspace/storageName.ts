/**
 * The name of something that the browser keeps for this page. Every page opened from disk shares one origin: the single file goes by a
 * prefix of its own, and so does each file that was saved with work inside, so that none of them touches what another keeps.
 */
export function storageName(what: string): string {
  const own = typeof document === 'undefined' ? undefined : document.documentElement.dataset['storage'];
  return `${own ?? 'yardstick'}-${what}`;
}
