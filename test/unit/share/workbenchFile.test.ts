import { describe, expect, test } from 'vitest';
import { composePage, fileStorage, markOf, partsOf, withWork } from '../../../src/share/workbenchFile.ts';

const shell = `<html data-storage="${fileStorage}" lang="en"><head></head><body>
<script type="application/json" data-part="works">${markOf('works')}</script>
<script data-part="main">${markOf('main')}</script>
<script type="application/octet-stream" data-file="data/a-b.parquet">${markOf('data/a-b.parquet')}</script>
</body></html>`;

const parts: Record<string, string> = {
  works: '',
  main: `const mark = '${markOf('works')} $& $1';`,
  'data/a-b.parquet': 'H4sI+/==',
};
const page = composePage(shell, (name) => parts[name] ?? '');

describe('the workbench as one page', () => {
  test('a part is put in as it is, whatever looks like a mark or a pattern in it', () => {
    expect(partsOf(shell)).toEqual(['works', 'main', 'data/a-b.parquet']);
    expect(page).toContain(parts['main']);
    expect(page).toContain('data-file="data/a-b.parquet">H4sI+/==<');
  });

  test('W1 without work it is the file that the build made', () => {
    const full = withWork(page, '{"works":["<b>"]}', 'abc') ?? '';
    expect(full).not.toBe(page);
    expect(withWork(full, '', '')).toBe(page);
    expect(withWork(full, '{"works":["<b>"]}', 'abc')).toBe(full);
  });

  test('W2 nothing in the work ends its block', () => {
    const work = JSON.stringify({ title: '</script><script>alert(1)</script><!--<script>$&', more: '$1' });
    const full = withWork(page, work, 'abc') ?? '';
    const block = /data-part="works">([^]*?)<\/script>/.exec(full)?.[1] ?? '';
    expect(JSON.parse(block)).toEqual(JSON.parse(work));
    expect(full.match(/<script/g)).toHaveLength(3);
    expect(block).not.toContain('<');
  });

  test('W3 a file with work has a storage of its own, which is not the one of the page on a server', () => {
    expect(withWork(page, '[]', 'abc')).toContain('<html data-storage="yardstick-abc" lang="en">');
    expect(fileStorage).not.toBe('yardstick');
  });

  test('another page is refused', () => {
    expect(withWork('<html><body>Not found</body></html>', '[]', 'abc')).toBe(null);
  });
});
