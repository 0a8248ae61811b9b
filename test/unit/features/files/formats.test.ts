import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isDataFile, ownFileKind } from '../../../../src/features/files/formats.ts';

interface Manifest {
  readonly file_handlers: readonly {
    readonly action: string;
    readonly accept: Readonly<Record<string, string[]>>;
  }[];
  readonly share_target: {
    readonly action: string;
    readonly params: { readonly files: readonly { readonly accept: readonly string[] }[] };
  };
}

describe('what a file is by its name', () => {
  test('works and workspaces, also numbered by the browser or sent as text', () => {
    for (const name of [
      'a.yardstick.json',
      'a.YARDSTICK.JSON',
      'a.yardstick (2).json',
      'a.yardstick.json.txt',
    ])
      expect(ownFileKind(name), name).toBe('work');
    for (const name of ['a.yardstick-workspace.json', 'a.yardstick-workspace (1).json'])
      expect(ownFileKind(name), name).toBe('workspace');
    for (const name of ['yardstick.json', 'a.json', 'a.yardstick.json.csv', 'a.yardstick-other.json'])
      expect(ownFileKind(name), name).toBe(null);
    expect(isDataFile('a.yardstick.json')).toBe(false);
    expect(isDataFile('a.yardstick-workspace.json')).toBe(false);
    expect(isDataFile('yardstick.json')).toBe(true);
    expect(isDataFile('photo.png')).toBe(false);
  });

  test('what the installed app says that it opens, it opens; its addresses stay under any path', async () => {
    const url = new URL('../../../../public/manifest.webmanifest', import.meta.url);
    const { file_handlers, share_target } = JSON.parse(await readFile(url, 'utf8')) as Manifest;
    const shared = share_target.params.files.flatMap(({ accept }) => accept);
    const opened = file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
    const endings = [...opened, ...shared.filter((type) => type.startsWith('.'))];
    expect(endings.length).toBeGreaterThan(20);
    for (const ending of endings)
      expect(isDataFile(`x${ending}`) || ownFileKind(`x${ending}`) !== null, ending).toBe(true);
    for (const { action } of [...file_handlers, share_target]) expect(action).toMatch(/^\.\//);
  });
});
