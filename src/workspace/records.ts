import * as v from 'valibot';
import { datasetSchema, jsonObjectSchema, paramsSchema } from '../share/schema.ts';
import { checkedMigrations, upgrade, type Migration } from './migrations.ts';
import { headOf, type HistoryEntry, type OpenTabs, type Work, type WorkHead } from './work.ts';

/** The version that this page writes. A change of shape raises it and adds a migration and a fixture. */
export const recordVersion = 1;

const migrations: Readonly<Record<'works' | 'heads' | 'tabs' | 'history', readonly Migration[]>> = {
  works: checkedMigrations([], recordVersion),
  heads: checkedMigrations([], recordVersion),
  tabs: checkedMigrations([], recordVersion),
  history: checkedMigrations([], recordVersion),
};

const workEntries = {
  id: v.pipe(v.string(), v.minLength(1)),
  title: v.string(),
  note: v.string(),
  sql: v.string(),
  params: paramsSchema,
  spec: v.nullable(jsonObjectSchema),
  tags: v.array(v.string()),
  dataset: datasetSchema,
  createdAt: v.string(),
  updatedAt: v.string(),
};

export const workSchema = v.strictObject({ ...workEntries, rev: v.exactOptional(v.string()) });

const workRecordSchema = v.pipe(
  v.strictObject({
    v: v.literal(recordVersion),
    id: v.string(),
    rev: v.string(),
    /** The window that wrote it. */
    writer: v.string(),
    trashedAt: v.nullable(v.string()),
    work: v.strictObject(workEntries),
  }),
  v.check((record) => record.id === record.work.id, 'id differs from its key'),
);

const headRecordSchema = v.strictObject({
  v: v.literal(recordVersion),
  id: v.string(),
  /** Of the work's record that this is the head of. */
  rev: v.string(),
  trashedAt: v.nullable(v.string()),
  head: v.strictObject({
    id: v.string(),
    title: v.string(),
    tags: v.array(v.string()),
    hasChart: v.boolean(),
    createdAt: v.string(),
    updatedAt: v.string(),
    text: v.string(),
  }),
});

const tabsRecordSchema = v.strictObject({
  v: v.literal(recordVersion),
  window: v.string(),
  at: v.string(),
  works: v.array(workSchema),
  active: v.nullable(v.string()),
});

const historyRecordSchema = v.strictObject({
  v: v.literal(recordVersion),
  n: v.optional(v.number()),
  entry: v.strictObject({
    id: v.string(),
    at: v.string(),
    sql: v.string(),
    status: v.picklist(['done', 'failed', 'cancelled']),
    rows: v.nullable(v.number()),
    milliseconds: v.number(),
    message: v.nullable(v.string()),
  }),
});

export type WorkRecord = v.InferOutput<typeof workRecordSchema>;
export type HeadRecord = v.InferOutput<typeof headRecordSchema>;
export type TabsRecord = v.InferOutput<typeof tabsRecordSchema>;

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

function readAs<T>(
  schema: v.GenericSchema<unknown, T>,
  where: keyof typeof migrations,
  stored: unknown,
): Read<T> {
  const upgraded = upgrade(stored, migrations[where], recordVersion);
  if (!upgraded.ok) return upgraded;
  const parsed = v.safeParse(schema, upgraded.record);
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  return { ok: false, reason: `${v.getDotPath(issue) ?? where}: ${issue.message}` };
}

export const readWorkRecord = (stored: unknown): Read<WorkRecord> =>
  readAs(workRecordSchema, 'works', stored);
export const readHeadRecord = (stored: unknown): Read<HeadRecord> =>
  readAs(headRecordSchema, 'heads', stored);
export const readTabsRecord = (stored: unknown): Read<TabsRecord> => readAs(tabsRecordSchema, 'tabs', stored);
export const readHistoryRecord = (stored: unknown): Read<HistoryEntry> => {
  const read = readAs(historyRecordSchema, 'history', stored);
  return read.ok ? { ok: true, value: read.value.entry } : read;
};

/** Plain data of its own: what the page hands over may be a proxy of a reactive store, which IndexedDB can't clone. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The work in a record, as the page gets it. */
export const workOf = (record: WorkRecord): Work => ({ ...record.work, rev: record.rev });

/** A work without the store's own mark. */
export function withoutRev(work: Work): Work {
  const bare: { rev?: string } & Work = { ...work };
  delete bare.rev;
  return bare;
}

export const workRecord = (
  work: Work,
  rev: string,
  writer: string,
  trashedAt: string | null = null,
): WorkRecord =>
  plain({ v: recordVersion, id: work.id, rev, writer, trashedAt, work: withoutRev(work) }) as WorkRecord;

/** What a list needs of a record. */
export const headRecord = (record: WorkRecord): HeadRecord => ({
  ...{ v: recordVersion, id: record.id, rev: record.rev, trashedAt: record.trashedAt },
  head: plain(headOf(record.work)) as WorkHead & { tags: string[] },
});

export const tabsRecord = (tabs: OpenTabs, window: string, at: string): TabsRecord =>
  plain({ v: recordVersion, window, at, works: tabs.works, active: tabs.active }) as TabsRecord;

export const historyRecord = (entry: HistoryEntry): { v: number; entry: HistoryEntry } =>
  plain({ v: recordVersion, entry });
