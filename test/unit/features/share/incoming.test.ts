import { describe, expect, test } from 'vitest';
import { datasetNote } from '../../../../src/features/share/datasetNote.ts';
import { hasHidden, reveal } from '../../../../src/features/share/reveal.ts';

describe('what an incoming work shows', () => {
  test('hidden characters are written out, others stay', () => {
    const sql = "select 'x' --\u202e\u2066 /* \u200b */\ufeff";
    expect(reveal(sql)).toBe("select 'x' --⟨U+202E⟩⟨U+2066⟩ /* ⟨U+200B⟩ */⟨U+FEFF⟩");
    expect(hasHidden(sql)).toBe(true);
    expect(reveal('\u0000\u001b[2J')).toBe('⟨U+0000⟩⟨U+001B⟩[2J');
    for (const plain of ['', "select '中文', '→ é 🚀'\n\t-- ok\r\n"]) {
      expect(hasHidden(plain)).toBe(false);
      expect(reveal(plain)).toBe(plain);
    }
  });

  test('the dataset is the same only by version and content', () => {
    const here = { version: '2', hash: 'h' };
    expect(datasetNote(here, here).same).toBe(true);
    expect(datasetNote({ version: '1', hash: 'h' }, here)).toEqual({
      same: false,
      text: 'Made with dataset 1; here it is 2. Figures may differ.',
    });
    expect(datasetNote({ version: '2', hash: 'x' }, here).text).toContain('another state of dataset 2');
    expect(datasetNote({ version: '', hash: '' }, here).text).toContain('not stated');
  });
});
