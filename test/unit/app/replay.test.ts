import { createRoot } from 'solid-js';
import { describe, expect, test, vi } from 'vitest';
import { createReplay, type Replay } from '../../../src/app/replay.ts';
import { createRunner } from '../../../src/app/run.ts';
import { fail, ok, type Result } from '../../../src/domain/appError.ts';
import type { EngineConnection } from '../../../src/engine/connection.ts';
import type { Engine, EngineState } from '../../../src/engine/engine.ts';
import type { Rows } from '../../../src/engine/rows.ts';
import { runnable } from '../../../src/sql/runnable.ts';

const up: EngineState = { stage: 'ready', progress: 1, error: null, slow: false };
const booting: EngineState = { stage: 'page', progress: 0, error: null, slow: false };
const down: EngineState = { ...up, error: { kind: 'engine_crashed', message: 'gone' } };
const none: Rows = { columns: [], values: [] };

/** An engine that changes its state when told to, and a connection whose statements end when told to. */
function stage(): {
  replay: Replay;
  connection: EngineConnection;
  asked: string[];
  go(state: EngineState): void;
  answer(result: Result<Rows>): Promise<void>;
} {
  const listeners = new Set<(state: EngineState) => void>();
  const asked: string[] = [];
  const waiting: ((result: Result<Rows>) => void)[] = [];
  const engine = {
    subscribe: (listener: (state: EngineState) => void) => {
      listeners.add(listener);
      listener(booting);
      return () => listeners.delete(listener);
    },
  } as unknown as Engine;
  const connection = {
    all: (sql: string) => {
      asked.push(sql);
      return new Promise<Result<Rows>>((resolve) => waiting.push(resolve));
    },
  } as unknown as EngineConnection;
  const replay = createRoot(() =>
    createReplay({ engine, filesBack: () => Promise.resolve(), onRecovered: () => undefined }),
  );
  return {
    ...{ replay, connection, asked },
    go: (state) => {
      for (const listener of listeners) listener(state);
    },
    answer: async (result) => {
      await vi.waitFor(() => {
        expect(waiting.length).toBeGreaterThan(0);
      });
      waiting.shift()?.(result);
    },
  };
}

/** Whether a promise has settled by now. */
async function over(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  await new Promise((resolve) => setTimeout(resolve));
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe('after a restart of the engine', () => {
  test('statements run again in their order, and queries wait from the first moment to the last of them', async () => {
    const { replay, connection, asked, go, answer } = stage();
    go(up);
    replay.note(connection, 'create table a as select 1 as n');
    replay.note(connection, 'select * from a');
    replay.note(connection, 'insert into a values (2)');
    expect(await over(replay.settled())).toBe(true);
    go(down);
    expect(await over(replay.settled())).toBe(true);
    go(booting);
    const waits = replay.settled();
    expect(await over(waits)).toBe(false);
    go(up);
    await answer(ok(none));
    expect(replay.recovery()).toMatchObject({ under: true, of: 2 });
    expect(await over(waits)).toBe(false);
    await answer(ok(none));
    await waits;
    expect(asked).toEqual(['create table a as select 1 as n', 'insert into a values (2)']);
    expect(replay.recovery()).toEqual({ under: false, made: 2, of: 2, failed: null, changed: null });
  });

  test('nobody waits where nothing was made, nor for an engine that does not come back', async () => {
    const { replay, connection, go } = stage();
    go(up);
    go(down);
    go(booting);
    expect(await over(replay.settled())).toBe(true);
    go(up);
    replay.note(connection, 'create table a as select 1 as n');
    go(down);
    go(booting);
    const waits = replay.settled();
    go(down);
    await waits;
  });

  test('it is said which statements give other values now, and which did not run', async () => {
    const { replay, connection, go, answer } = stage();
    go(up);
    const chance = 'create table c as select random() as r, now() as t';
    replay.note(connection, chance);
    replay.note(connection, 'insert into c select 1, current_timestamp');
    replay.note(connection, 'create table d as select 1');
    go(down);
    go(booting);
    go(up);
    await answer(ok(none));
    await answer(ok(none));
    await answer(fail({ kind: 'sql', message: 'no' }));
    await replay.settled();
    expect(replay.recovery()).toMatchObject({
      made: 2,
      failed: { sql: 'create table d as select 1', message: 'no' },
      changed: { n: 2, names: ['random', 'now', 'current_timestamp'], sql: chance },
    });
  });
});

test('a run that waits for the engine can be taken back', async () => {
  const run = vi.fn();
  const connection = { run, cancel: () => Promise.resolve() } as unknown as EngineConnection;
  const ends: string[] = [];
  const runner = createRunner({
    connection,
    now: () => 0,
    settled: () => new Promise(() => undefined),
    painted: () => Promise.resolve(),
    onStatement: () => undefined,
    onFinished: ({ status }) => void ends.push(status),
  });
  void runner.run([runnable({ text: 'select 1', from: 0, to: 8 }, {}, [])]);
  expect(runner.state.status).toBe('running');
  await runner.cancel();
  expect(runner.state.status).toBe('cancelled');
  expect(ends).toEqual(['cancelled']);
  expect(run).not.toHaveBeenCalled();
});
