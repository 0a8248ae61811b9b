import { describe, expect, test } from 'vitest';
import type { SharedWork } from '../../../src/share/incoming.ts';
import { fileNameOf, maxFileBytes, readFile, readWorkFile, toFile } from '../../../src/share/file.ts';
import { mutate, randomOf, samples, wrongValues } from './samples.ts';

const sample = samples[0] as SharedWork;

const read = (text: string): ReturnType<typeof readFile> => readFile(text, text.length);
const kindOf = (text: string): string => {
  const result = read(text);
  return result.ok ? 'work' : result.error.kind;
};

interface Own {
  [key: string]: unknown;
  checksum?: string;
}
interface Content {
  [key: string]: unknown;
  usermeta: { yardstick: Own };
}

/** The file after a change, with or without the checksum that no longer fits. */
function edited(change: (content: Content) => void, keepChecksum = false): string {
  const content = JSON.parse(toFile(sample)) as Content;
  change(content);
  if (!keepChecksum) delete content.usermeta.yardstick.checksum;
  return JSON.stringify(content);
}

describe('file', () => {
  test('F1 a work comes back equal', () => {
    for (const work of samples)
      expect(read(toFile(work))).toEqual({ ok: true, value: { from: 'file', work } });
  });

  test('F2 with a chart it is Vega-Lite by itself, without rows', () => {
    const content = JSON.parse(toFile(sample)) as Content;
    expect(content).toMatchObject({
      $schema: expect.stringMatching(/vega-lite\/v6/),
      data: { values: [] },
      ...sample.spec,
    });
    const own = JSON.parse(toFile(samples[2] as SharedWork)) as Content;
    expect(own).toMatchObject({
      $schema: expect.stringMatching(/vega-lite\/v5/),
      data: { name: 'result' },
      usermeta: { embedOptions: {} },
    });
  });

  test('F3 files of others', () => {
    for (const text of [
      '',
      'id,name\n1,2',
      '[]',
      '{}',
      'null',
      '"yard"',
      '{"usermeta":{"other":1}}',
      '{"mark":"bar"}',
      'PAR1',
    ]) {
      expect(kindOf(text), text).toBe('file_foreign');
    }
  });

  test('F3 cut off anywhere', () => {
    const text = toFile(sample).trimEnd();
    for (let length = 0; length < text.length; length++) {
      const kind = kindOf(text.slice(0, length));
      expect(kind, String(length)).toBe(
        length < text.indexOf('"yardstick"') + 11 ? 'file_foreign' : 'file_damaged',
      );
    }
  });

  test('F3 keys of the wrong type, missing, one too many', () => {
    const keys = Object.keys((JSON.parse(toFile(sample)) as Content).usermeta.yardstick).filter(
      (k) => k !== 'checksum',
    );
    expect(keys).toContain('sql');
    for (const key of keys) {
      expect(kindOf(edited((c) => (c.usermeta.yardstick[key] = undefined))), key).toBe('file_damaged');
      for (const wrong of [null, [1], { a: 1 }]) {
        expect(
          kindOf(edited((c) => (c.usermeta.yardstick[key] = wrong))),
          `${key} ${JSON.stringify(wrong)}`,
        ).toBe('file_damaged');
      }
    }
    expect(kindOf(edited((c) => (c.usermeta.yardstick['extra'] = 1)))).toBe('file_damaged');
    expect(kindOf(edited((c) => (c.usermeta.yardstick['added'] = ['mark'])))).toBe('file_damaged');
  });

  test('F4 another version', () => {
    for (const version of [0, 2, 1.5]) {
      expect(kindOf(edited((c) => (c.usermeta.yardstick['version'] = version)))).toBe('file_version');
    }
  });

  test('F5 a large file is not read', async () => {
    expect(readFile('{}', maxFileBytes + 1)).toMatchObject({ ok: false, error: { kind: 'file_too_large' } });
    let loaded = false;
    const large = {
      size: maxFileBytes + 1,
      text: () => {
        loaded = true;
        return Promise.resolve('');
      },
    } as Blob;
    expect(await readWorkFile(large)).toMatchObject({ ok: false, error: { kind: 'file_too_large' } });
    expect(loaded).toBe(false);
    expect(await readWorkFile(new Blob([toFile(sample)]))).toMatchObject({ ok: true });
    const gone = {
      size: 1,
      text: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    } as unknown as Blob;
    expect(await readWorkFile(gone)).toMatchObject({ ok: false, error: { kind: 'file_damaged' } });
  });

  test('F6 an edit is noticed; without the checksum it is taken; layout does not matter', () => {
    const change = (c: Content): void => {
      c['mark'] = 'line';
    };
    expect(kindOf(edited(change, true))).toBe('file_damaged');
    expect(read(edited(change))).toMatchObject({ ok: true, value: { work: { spec: { mark: 'line' } } } });
    const content = JSON.parse(toFile(sample)) as Content;
    const reordered = Object.fromEntries(Object.entries(content).reverse());
    expect(read(JSON.stringify(reordered, null, 8))).toMatchObject({ ok: true, value: { work: sample } });
  });

  test('F7 hostile values anywhere', () => {
    for (const wrong of wrongValues) {
      for (const key of ['title', 'params', 'dataset', 'added']) {
        const text = edited((c) => (c.usermeta.yardstick[key] = '@')).replace('"@"', () => wrong);
        const start = performance.now();
        kindOf(text);
        expect(performance.now() - start).toBeLessThan(1000);
      }
      kindOf(wrong);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }
    expect(kindOf(edited((c) => (c['deep'] = '@')).replace('"@"', '{"__proto__":{"polluted":true}}'))).toBe(
      'file_damaged',
    );
  });

  test('F7 2,000 mutated files: an error or the same work', () => {
    const random = randomOf(3);
    const files = samples.map(toFile);
    let errors = 0;
    for (let i = 0; i < 2000; i++) {
      const at = i % files.length;
      const mutant = mutate(files[at] ?? '', random);
      const start = performance.now();
      const result = read(mutant);
      expect(performance.now() - start).toBeLessThan(1000);
      if (result.ok) expect(result.value.work, mutant).toEqual(samples[at]);
      else errors++;
    }
    expect(errors).toBeGreaterThan(1500);
  });

  test('file names', () => {
    expect(fileNameOf('Time savings: by/industry?')).toBe('Time-savings-by-industry.yardstick.json');
    expect(fileNameOf('按行业 的节省')).toBe('按行业-的节省.yardstick.json');
    expect(fileNameOf('..\\..\\etc', '.html')).toBe('-..-etc.html');
    expect(fileNameOf('\u202e  ')).toBe('yardstick.yardstick.json');
  });
});
