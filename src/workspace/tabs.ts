import { sameContent } from './conflict.ts';
import type { TabsRecord } from './records.ts';
import type { OpenTabs, Work } from './work.ts';

const isEmpty = (work: Work): boolean =>
  work.sql.trim() === '' && work.note.trim() === '' && work.spec === null;

/**
 * The tabs of windows that are gone, as those of one window: the latest window's whole, and from the others what is neither empty nor
 * there already nor among the saved works as it stands.
 */
export function mergeTabs(records: readonly TabsRecord[], saved: readonly Work[]): OpenTabs | null {
  const [latest, ...others] = [...records].sort((a, b) => (a.at < b.at ? 1 : -1));
  if (!latest) return null;
  const works: Work[] = [...latest.works];
  for (const work of others.flatMap((record) => record.works)) {
    const known = [...works, ...saved].some((other) => sameContent(other, work));
    if (known || isEmpty(work)) continue;
    // Two windows had the same work open, with different changes: the older one becomes a work of its own.
    const taken = works.some((other) => other.id === work.id);
    works.push(taken ? { ...work, id: crypto.randomUUID() } : work);
  }
  return { works, active: latest.active };
}
