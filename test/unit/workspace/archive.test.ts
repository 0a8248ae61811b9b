import { describe, expect, test } from 'vitest';
import { previewImport, readArchive, toArchive } from '../../../src/workspace/archive.ts';
import { mutate, randomOf } from '../share/samples.ts';
import { errorOf, valueOf, work } from './support.ts';

const works = [
  work({ rev: 'r1' }),
  work({ id: 'w2', title: '第二', spec: { mark: 'bar' }, params: { a: '1' }, tags: ['x'] }),
];
const text = toArchive(works, '2026-01-01T00:00:00.000Z');
const read = (content: string): ReturnType<typeof readArchive> => readArchive(new Blob([content]));

describe('workspace file', () => {
  test('comes back equal, without the marks of this browser’s storage', async () => {
    expect(valueOf(await read(text))).toEqual([work(), works[1]]);
    expect(valueOf(await read(toArchive([], '')))).toEqual([]);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  test('other files are none of these', async () => {
    for (const other of ['', '{}', '{"usermeta":{"yardstick":{}}}', 'a,b\n1,2'])
      expect(valueOf(await read(other))).toBeNull();
  });

  test('another version, a cut, an altered one, a hostile one', async () => {
    expect(errorOf(await read(text.replace('"v":1', '"v":2'))).kind).toBe('file_version');
    expect(errorOf(await read(text.slice(0, -20))).kind).toBe('file_damaged');
    expect(errorOf(await read(text.replace('select 1', 'select 2'))).kind).toBe('file_damaged');
    expect(errorOf(await read(text.replace('"works":', '"__proto__":{"a":1},"works":'))).kind).toBe(
      'file_damaged',
    );
    const large = { size: 1e9, slice: () => new Blob([text]), text: () => Promise.reject(new Error('read')) };
    expect(errorOf(await readArchive(large as unknown as Blob)).kind).toBe('file_too_large');
  });

  test('1,000 accidents: an error, not ours, or the same works', async () => {
    const random = randomOf(4);
    for (let i = 0; i < 1000; i++) {
      const result = await read(mutate(text, random));
      if (result.ok && result.value) expect(result.value).toEqual([work(), works[1]]);
    }
  });

  test('the preview counts what an import would do', () => {
    const here = [work(), work({ id: 'w2' }), work({ id: 'mine' })];
    const incoming = [
      work({ updatedAt: '2030-01-01' }),
      work({ id: 'w2', sql: 'select 2' }),
      work({ id: 'new' }),
    ];
    expect(previewImport(here, here, incoming)).toEqual({ added: 1, changed: 1, same: 1, missing: 1 });
  });
});
