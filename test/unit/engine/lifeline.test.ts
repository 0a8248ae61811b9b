import { describe, expect, it } from 'vitest';
import { createLifeline } from '../../../src/engine/lifeline.ts';

const never = new Promise<number>(() => undefined);
const died = new Error('died');

describe('what is awaited while something lives', () => {
  it('settles as it would by itself', async () => {
    const { guard } = createLifeline();
    expect(await guard(Promise.resolve(1))).toBe(1);
    await expect(guard(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  it('rejects when the life ends, at once where it has ended', async () => {
    const { guard, end } = createLifeline();
    const waiting = [guard(never), guard(never)];
    end(died);
    end(new Error('again'));
    for (const work of [...waiting, guard(never)]) await expect(work).rejects.toBe(died);
  });

  it('leaves no rejection that nobody has taken', async () => {
    const { guard, end } = createLifeline();
    let refuse = (reason: Error): void => void reason;
    const work = guard(new Promise((_, reject) => (refuse = reject)));
    end(died);
    // The runner fails on unhandled rejections.
    refuse(new Error('late'));
    await expect(work).rejects.toBe(died);
  });
});
