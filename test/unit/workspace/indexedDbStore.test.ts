import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore } from '../../../src/workspace/indexedDbStore.ts';
import type { FullStore } from '../../../src/workspace/store.ts';
import { headOf, type Work } from '../../../src/workspace/work.ts';
import { Browser, errorOf, raw, run, valueOf, work } from './support.ts';

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});
afterEach(() => {
  browser.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const titles = async (store: {
  listWorks: Awaited<ReturnType<Browser['window']>>['listWorks'];
}): Promise<string[]> => valueOf(await store.listWorks()).map((w) => w.title);

/** All works whole, the latest first. */
const worksOf = async (store: FullStore): Promise<Work[]> => {
  const ids = valueOf(await store.listWorks()).map((w) => w.id);
  return valueOf(await store.readWorks(ids));
};

const later = '2026-02-01T00:00:00.000Z';
const latest = '2026-03-01T00:00:00.000Z';

describe('saved works', () => {
  test('W1 what was put is listed, the latest first, also in a page opened anew', async () => {
    const store = await browser.window();
    const chart = work({
      id: 'w2',
      title: '图表',
      spec: { mark: 'bar' },
      params: { a: '1' },
      tags: ['x'],
      updatedAt: later,
    });
    valueOf(await store.putWork(work()));
    valueOf(await store.putWork(chart));
    const again = await browser.window();
    expect(await worksOf(again)).toMatchObject([chart, work()]);
  });

  test('W1 saves are durable', async () => {
    const store = await browser.window();
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
    valueOf(await store.putWork(work()));
    expect(spy).toHaveBeenCalledWith(['works', 'heads'], 'readwrite', { durability: 'strict' });
  });

  test('W1 a proxy of a reactive store is written as plain data', async () => {
    const store = await browser.window();
    const spec = new Proxy({ mark: 'bar' }, {});
    valueOf(await store.putWork(work({ spec })));
    expect(await worksOf(store)).toMatchObject([{ spec: { mark: 'bar' } }]);
  });

  test('W2 both versions are kept; the older one becomes a copy', async () => {
    const conflicts: string[] = [];
    const a = await browser.window();
    const b = await browser.window(new Map(), { onConflict: (title) => conflicts.push(title) });
    valueOf(await a.putWork(work()));
    const [opened] = await worksOf(b);
    valueOf(await a.putWork(work({ sql: 'select 2 -- a', updatedAt: later })));
    valueOf(await b.putWork({ ...(opened ?? work()), sql: 'select 3 -- b', updatedAt: latest }));
    expect(await worksOf(a)).toMatchObject([
      { id: 'w1', title: 'First', sql: 'select 3 -- b' },
      { title: 'First (copy)', sql: 'select 2 -- a' },
    ]);
    expect(conflicts).toEqual(['First (copy)']);
  });

  test('W2 the one that is put may be the older one', async () => {
    const a = await browser.window();
    const b = await browser.window(new Map(), { copyTitle: (title) => `${title}（副本）` });
    valueOf(await a.putWork(work({ sql: 'select 2', updatedAt: latest })));
    valueOf(await b.putWork(work({ sql: 'select 3', updatedAt: later })));
    valueOf(await b.putWork(work({ sql: 'select 3', updatedAt: later })));
    expect(await worksOf(a)).toMatchObject([
      { id: 'w1', title: 'First', sql: 'select 2' },
      { title: 'First（副本）', sql: 'select 3' },
    ]);
  });

  test('W3 a version opened from the list is gone on with, whoever wrote it', async () => {
    const a = await browser.window();
    const b = await browser.window();
    valueOf(await a.putWork(work()));
    const [opened] = await worksOf(b);
    valueOf(await b.putWork({ ...(opened ?? work()), sql: 'select 2', updatedAt: later }));
    const [back] = await worksOf(a);
    valueOf(await a.putWork({ ...(back ?? work()), sql: 'select 3', updatedAt: latest }));
    expect(await titles(a)).toEqual(['First']);
  });

  test('W3 saving again and again, also after a reload, makes no copies', async () => {
    const session = new Map<string, string>();
    let store = await browser.window(session);
    for (let i = 0; i < 3; i++) valueOf(await store.putWork(work({ sql: `select ${String(i)}` })));
    store.close();
    await browser.settle();
    store = await browser.window(session);
    valueOf(await store.putWork(work({ sql: 'select 9' })));
    expect(await titles(store)).toEqual(['First']);
  });

  test('W3 two windows that save the same make no copy', async () => {
    const [a, b] = [await browser.window(), await browser.window()];
    valueOf(await a.putWork(work()));
    valueOf(await b.putWork(work({ updatedAt: later })));
    expect(await titles(a)).toEqual(['First']);
  });

  test('W4 trash and back', async () => {
    const store = await browser.window();
    valueOf(await store.putWork(work()));
    valueOf(await store.putWork(work({ id: 'w2', title: 'Second' })));
    valueOf(await store.removeWork('w1'));
    expect(await titles(store)).toEqual(['Second']);
    expect(valueOf(await store.listTrash())).toMatchObject([{ work: headOf(work()) }]);
    valueOf(await store.restoreWork('w1'));
    expect(valueOf(await store.listTrash())).toEqual([]);
    expect((await titles(store)).sort()).toEqual(['First', 'Second']);
    valueOf(await store.removeWork('w1'));
    valueOf(await store.removeWork('w2'));
    valueOf(await store.putWork(work({ title: 'Again' })));
    expect(await titles(store)).toEqual(['Again']);
    valueOf(await store.emptyTrash());
    expect(valueOf(await store.listTrash())).toEqual([]);
    expect(await titles(store)).toEqual(['Again']);
    valueOf(await store.removeWork('no such id'));
  });

  test('W5 merge: new ones are added, equal ones left, different ones kept both', async () => {
    const store = await browser.window();
    for (const w of [work(), work({ id: 'w2', title: 'Second' })]) valueOf(await store.putWork(w));
    const given = [
      work(),
      work({ id: 'w2', title: 'Second, changed', updatedAt: later }),
      work({ id: 'w3', title: 'Third' }),
    ];
    valueOf(await store.importWorks(given, 'merge'));
    const expected = ['First', 'Second (copy)', 'Second, changed', 'Third'];
    expect((await titles(store)).sort()).toEqual(expected);
    valueOf(await store.importWorks(given, 'merge'));
    expect((await titles(store)).sort()).toEqual(expected);
  });

  test('W5 replace: what was there goes to the trash', async () => {
    const store = await browser.window();
    for (const w of [work(), work({ id: 'w2', title: 'Second' })]) valueOf(await store.putWork(w));
    valueOf(await store.importWorks([work({ title: 'First, changed' })], 'replace'));
    expect(await titles(store)).toEqual(['First, changed']);
    expect(
      valueOf(await store.listTrash())
        .map((t) => t.work.title)
        .sort(),
    ).toEqual(['First', 'Second']);
  });

  test('W5 all or none', async () => {
    const store = await browser.window();
    valueOf(await store.putWork(work()));
    const put = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
    ) {
      if (++calls === 3) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value);
    });
    const many = ['a', 'b', 'c', 'd'].map((id) => work({ id, title: id }));
    expect(errorOf(await store.importWorks(many, 'replace')).kind).toBe('storage_full');
    vi.restoreAllMocks();
    expect(await titles(store)).toEqual(['First']);
    expect(valueOf(await store.listTrash())).toEqual([]);
  });
});

describe('records that cannot be read', () => {
  test('R2 R4 are skipped, reported, and kept', async () => {
    const store = await browser.window();
    valueOf(await store.putWork(work()));
    const broken = [
      { id: 'b1' },
      { id: 'b2', v: 1, work: 'text' },
      { id: 'b3', v: 99, work: work({ id: 'b3' }) },
    ];
    for (const record of broken) await raw('works', 'readwrite', (s) => s.put(record));
    await raw('tabs', 'readwrite', (s) => s.put({ window: 'gone', v: 1 }));
    await raw('history', 'readwrite', (s) => s.put({ v: 1, entry: null }));
    expect(await titles(store)).toEqual(['First']);
    expect(valueOf(await store.listHistory(10))).toEqual([]);
    expect(valueOf(await store.readTabs())).toBeNull();
    expect(
      store
        .skipped()
        .map((s) => s.where)
        .sort(),
    ).toEqual(['history', 'tabs', 'works', 'works', 'works']);
    valueOf(await store.removeWork('b1'));
    valueOf(await store.emptyTrash());
    valueOf(await store.importWorks([], 'replace'));
    expect(await raw('works', 'readonly', (s) => s.get('b3'))).toEqual(broken[2]);
    expect(await raw('works', 'readonly', (s) => s.get('b1'))).toEqual(broken[0]);
  });

  test('R3 R5 a database of version 1 is opened: its works are listed, and get their heads', async () => {
    const fixture = JSON.parse(
      readFileSync(new URL('../../fixtures/workspace/v1.json', import.meta.url), 'utf8'),
    ) as Record<'works' | 'tabs' | 'history', { id: string }>;
    const trashed = { ...fixture.works, trashedAt: '2026-01-03', id: 't' };
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('yardstick-workspace', 1);
      opening.onupgradeneeded = () => {
        const db = opening.result;
        const works = db.createObjectStore('works', { keyPath: 'id' });
        works.put(fixture.works);
        works.put({ ...trashed, work: { ...work(), id: 't', title: 'Trashed' } });
        works.put({ id: 'broken', v: 1 });
        db.createObjectStore('tabs', { keyPath: 'window' });
        db.createObjectStore('history', { keyPath: 'n', autoIncrement: true });
      };
      opening.onerror = () => reject(opening.error ?? new Error('open'));
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await browser.window();
    expect(await titles(store)).toEqual(['Time savings by industry']);
    expect(valueOf(await store.listTrash()).map((t) => t.work.title)).toEqual(['Trashed']);
    expect(store.skipped().map((s) => s.where)).toEqual(['works']);
    expect(await worksOf(store)).toMatchObject([{ sql: 'select * from metrics where unit = $unit' }]);
    const heads = (await raw('heads', 'readonly', (s) => s.getAllKeys())) as string[];
    expect(heads).toEqual([fixture.works.id, 't']);
  });

  test('R5 heads that are missing, broken or left over are set right, and never make a work invisible', async () => {
    const store = await browser.window();
    for (const id of ['a', 'b', 'c']) valueOf(await store.putWork(work({ id, title: id })));
    await raw('heads', 'readwrite', (s) => s.delete('a'));
    await raw('heads', 'readwrite', (s) => s.put({ id: 'b', v: 1, head: 7 }));
    await raw('works', 'readwrite', (s) => s.delete('c'));
    for (let i = 0; i < 2; i++) expect((await titles(store)).sort()).toEqual(['a', 'b']);
    const heads = (await raw('heads', 'readonly', (s) => s.getAll())) as { id: string; head: object }[];
    expect(heads.map((h) => h.id)).toEqual(['a', 'b']);
    expect(heads[1]?.head).toMatchObject({ title: 'b' });
    expect(valueOf(await store.readWorks(['b', 'c', 'a'])).map((w) => w.id)).toEqual(['b', 'a']);
  });

  test('R2 a work under the id of an unreadable record does not take its place', async () => {
    const store = await browser.window();
    const record = { id: 'w1', v: 99, precious: true };
    await raw('works', 'readwrite', (s) => s.put(record));
    valueOf(await store.putWork(work()));
    expect(await titles(store)).toEqual(['First']);
    const all = (await raw('works', 'readonly', (s) => s.getAll())) as { precious?: boolean }[];
    expect(all.filter((r) => r.precious === true)).toHaveLength(1);
  });
});

describe('open tabs', () => {
  const tabs = (...ids: string[]): { works: ReturnType<typeof work>[]; active: string | null } => ({
    works: ids.map((id) => work({ id, title: id, sql: `select '${id}'` })),
    active: ids[0] ?? null,
  });

  test('T1 T3 each window has its own and gets them back after a reload', async () => {
    const [one, two] = [new Map<string, string>(), new Map<string, string>()];
    const a = await browser.window(one);
    expect(valueOf(await a.readTabs())).toBeNull();
    valueOf(await a.putTabs(tabs('a1', 'a2')));
    const b = await browser.window(two);
    expect(valueOf(await b.readTabs())).toBeNull();
    valueOf(await b.putTabs(tabs('b1')));
    a.close();
    await browser.settle();
    expect(valueOf(await (await browser.window(one)).readTabs())).toEqual(tabs('a1', 'a2'));
    b.close();
    await browser.settle();
    expect(valueOf(await (await browser.window(two)).readTabs())).toEqual(tabs('b1'));
  });

  test('T2 the first window after all were closed gets the last one’s tabs, and the rest that is not saved', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-01') });
    const [a, b] = [await browser.window(), await browser.window()];
    valueOf(await a.putWork(tabs('saved').works[0] ?? work()));
    valueOf(await a.putTabs(tabs('a1', 'saved', 'same')));
    vi.setSystemTime('2026-02-02');
    valueOf(
      await b.putTabs({
        works: [...tabs('b1', 'same').works, work({ id: 'empty', sql: ' ' })],
        active: 'b1',
      }),
    );
    a.close();
    b.close();
    await browser.settle();
    const c = await browser.window();
    const back = valueOf(await c.readTabs());
    expect(back?.works.map((w) => w.id)).toEqual(['b1', 'same', 'empty', 'a1']);
    expect(back?.active).toBe('b1');
    c.close();
    await browser.settle();
    expect(valueOf(await (await browser.window()).readTabs())).toEqual(back);
  });

  test('W3 T2 a saved work in tabs that were taken over is gone on with: no copy, also a visit later', async () => {
    const saved = tabs('a1').works[0] ?? work();
    const a = await browser.window();
    valueOf(await a.putWork(saved));
    valueOf(await a.putTabs(tabs('a1')));
    a.close();
    await browser.settle();
    for (const sql of ['select 2', 'select 3']) {
      const next = await browser.window();
      const [open] = valueOf(await next.readTabs())?.works ?? [];
      const changed = { ...(open ?? work()), sql };
      valueOf(await next.putTabs({ works: [changed], active: saved.id }));
      valueOf(await next.putWork(changed));
      expect(await worksOf(next)).toMatchObject([{ id: saved.id, sql }]);
      expect(await titles(next)).toHaveLength(1);
      next.close();
      await browser.settle();
    }
  });

  test('T4 a duplicated window starts on its own', async () => {
    const session = new Map<string, string>();
    const a = await browser.window(session);
    await browser.settle();
    valueOf(await a.putTabs(tabs('a1')));
    const twin = await browser.window(new Map(session));
    expect(valueOf(await twin.readTabs())).toBeNull();
    valueOf(await twin.putTabs(tabs('t1')));
    a.close();
    await browser.settle();
    expect(valueOf(await (await browser.window(session)).readTabs())).toEqual(tabs('a1'));
  });

  test('T1 T2 without locks', async () => {
    const { refusingLocks } = await import('./support.ts');
    for (const locks of [null, refusingLocks]) {
      browser = new Browser();
      const session = new Map<string, string>();
      const a = await browser.window(session, { environment: { locks } });
      valueOf(await a.putTabs(tabs('a1')));
      expect(valueOf(await (await browser.window(session, { environment: { locks } })).readTabs())).toEqual(
        tabs('a1'),
      );
      expect(valueOf(await (await browser.window(new Map(), { environment: { locks } })).readTabs())).toEqual(
        tabs('a1'),
      );
    }
  });
});

describe('history', () => {
  test('H1 the latest first, as many as asked for', async () => {
    const store = await browser.window();
    expect(valueOf(await store.listHistory(5))).toEqual([]);
    for (let i = 1; i <= 5; i++) valueOf(await store.addHistory(run(i)));
    expect(valueOf(await store.listHistory(3)).map((h) => h.id)).toEqual(['h5', 'h4', 'h3']);
    expect(valueOf(await store.listHistory(100))).toHaveLength(5);
    expect(valueOf(await store.listHistory(0))).toEqual([]);
    valueOf(await store.clearHistory());
    expect(valueOf(await store.listHistory(5))).toEqual([]);
  });

  test('H1 the oldest beyond 1,000 go', async () => {
    const store = await browser.window();
    for (let i = 1; i <= 1003; i++) await store.addHistory(run(i));
    const all = valueOf(await store.listHistory(5000));
    expect(all).toHaveLength(1000);
    expect(all.at(-1)?.id).toBe('h4');
  });
});

describe('storage', () => {
  const refusals: Record<string, () => void> = {
    absent: () => {
      Reflect.deleteProperty(globalThis, 'indexedDB');
    },
    'a getter that throws': () => {
      Object.defineProperty(globalThis, 'indexedDB', {
        configurable: true,
        get: () => {
          throw new DOMException('insecure', 'SecurityError');
        },
      });
    },
    'open throws': () => {
      globalThis.indexedDB.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
    'open fails, as in private windows': () => {
      globalThis.indexedDB.open = () => {
        const request = new EventTarget() as IDBOpenDBRequest;
        Object.defineProperty(request, 'error', { value: new DOMException('private', 'InvalidStateError') });
        setTimeout(() => request.dispatchEvent(new Event('error')), 0);
        return request;
      };
    },
    'open says nothing': () => {
      globalThis.indexedDB.open = () => new EventTarget() as IDBOpenDBRequest;
    },
  };
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
  });

  for (const [name, refuse] of Object.entries(refusals)) {
    test(`S1 ${name}: memory, and work goes on`, async () => {
      refuse();
      const { store, error } = await openStore({
        environment: { ...browser.environment(new Map()), openPatience: 30 },
      });
      expect(error?.kind).toBe('storage_refused');
      expect(store.mode).toBe('memory');
      valueOf(await store.putWork(work()));
      expect(await worksOf(store)).toEqual([work()]);
    });
  }

  test('S1 S6 an older page lets a newer one upgrade, and then says that it cannot store', async () => {
    const store = await browser.window();
    valueOf(await store.putWork(work()));
    await new Promise<void>((resolve, reject) => {
      const newer = indexedDB.open('yardstick-workspace', 3);
      newer.onsuccess = () => {
        newer.result.close();
        resolve();
      };
      newer.onblocked = () => reject(new Error('blocked'));
    });
    expect(errorOf(await store.putWork(work())).kind).toBe('storage_refused');
    expect(errorOf(await store.listWorks()).kind).toBe('storage_refused');
  });

  test('S2 full: storage_full, the last saved state is kept, and saving works again afterwards', async () => {
    const store = await browser.window();
    valueOf(await store.putWork(work()));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(errorOf(await store.putWork(work({ sql: 'select 2' }))).kind).toBe('storage_full');
    vi.restoreAllMocks();
    expect(await worksOf(store)).toMatchObject([{ sql: 'select 1' }]);
    valueOf(await store.putWork(work({ sql: 'select 3' })));
    expect(await worksOf(store)).toMatchObject([{ sql: 'select 3' }]);
  });

  test('S2 full, noticed only when the transaction ends', async () => {
    const store = await browser.window();
    valueOf(await store.putWork(work()));
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
    ) {
      const { transaction } = this;
      const request = put.call(this, value);
      request.addEventListener('success', () => {
        Object.defineProperty(transaction, 'error', {
          value: new DOMException('full', 'QuotaExceededError'),
        });
        transaction.abort();
      });
      return request;
    });
    expect(errorOf(await store.putWork(work({ sql: 'select 2' }))).kind).toBe('storage_full');
    vi.restoreAllMocks();
    expect(await worksOf(store)).toMatchObject([{ sql: 'select 1' }]);
  });

  test('S3 every call answers when the database fails', async () => {
    const store = await browser.window();
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('gone', 'UnknownError');
    });
    const calls = [
      store.listWorks(),
      store.putWork(work()),
      store.removeWork('w1'),
      store.readTabs(),
      store.putTabs({ works: [], active: null }),
      store.listHistory(1),
      store.addHistory(run(1)),
      store.clearHistory(),
      store.listTrash(),
      store.restoreWork('w1'),
      store.emptyTrash(),
      store.importWorks([work()], 'replace'),
    ];
    for (const result of await Promise.all(calls)) expect(errorOf(result).kind).toBe('storage_refused');
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    vi.restoreAllMocks();
    expect((await store.putWork(work({ spec: circle as never }))).ok).toBe(false);
    expect((await store.putTabs({ works: [work({ spec: circle as never })], active: null })).ok).toBe(false);
  });

  test('S4 the other window hears of it, this one does not', async () => {
    const [a, b] = [await browser.window(), await browser.window()];
    let own = 0;
    a.subscribe(() => own++);
    const heard = new Promise<void>((resolve) => {
      b.subscribe(resolve);
    });
    valueOf(await a.putWork(work()));
    await heard;
    expect(await titles(b)).toEqual(['First']);
    expect(own).toBe(0);
    let times = 0;
    const stop = b.subscribe(() => times++);
    stop();
    valueOf(await a.addHistory(run(1)));
    await new Promise<void>((resolve) => b.subscribe(resolve));
    expect(times).toBe(0);
  });

  test('S5 asked at the first save, once; a refusal does no harm', async () => {
    const store = await browser.window();
    valueOf(await store.listWorks());
    expect(browser.persistAsked).toBe(0);
    valueOf(await store.putWork(work()));
    valueOf(await store.putWork(work()));
    await browser.settle();
    expect(browser.persistAsked).toBe(1);
    const refused = await browser.window(new Map(), {
      environment: { persist: () => Promise.reject(new Error('no')) },
    });
    valueOf(await refused.putWork(work()));
  });
});
