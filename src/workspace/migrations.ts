/** Turns a record of version `from` into one of version `from + 1`. Pure; throws when the record is not what it claims. */
export interface Migration {
  readonly from: number;
  readonly up: (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export type Upgraded =
  | { readonly ok: true; readonly record: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: string };

/** Every version from the first to the one before `current`, in order. Throws at start, not when the first old record is met. */
export function checkedMigrations(list: readonly Migration[], current: number): readonly Migration[] {
  const found = list.map((m) => m.from).join(', ');
  const wanted = Array.from({ length: current - 1 }, (_, i) => i + 1).join(', ');
  if (found !== wanted)
    throw new Error(`migrations from ${found || 'none'}, wanted from ${wanted || 'none'}`);
  return list;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A stored record as one of version `current`; a reason when that can't be done. */
export function upgrade(stored: unknown, list: readonly Migration[], current: number): Upgraded {
  if (!isRecord(stored)) return { ok: false, reason: 'not a record' };
  const version = stored['v'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { ok: false, reason: 'no version' };
  if (version > current) return { ok: false, reason: `version ${String(version)} is newer than this page` };
  try {
    const record = list.slice(version - 1).reduce((r, m) => ({ ...m.up(r), v: m.from + 1 }), stored);
    return { ok: true, record };
  } catch (thrown) {
    return {
      ok: false,
      reason: `version ${String(version)}: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    };
  }
}
