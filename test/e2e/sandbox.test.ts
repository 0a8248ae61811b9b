import { describe, expect, test } from 'vitest';
import { openApp, patience } from '../support/browser.ts';
import { encodeLink } from '../../src/share/link.ts';
import { emptyWork } from '../../src/workspace/work.ts';

const dataset = { version: '1.0.0', hash: 'x' };

async function linkOf(sql: string, spec: Record<string, never> | object | null = null): Promise<string> {
  const work = { ...emptyWork(dataset, 'From a stranger'), sql, spec: spec as never };
  const link = await encodeLink(work);
  if (!link.ok) throw new Error(link.error.message);
  return link.value;
}

/** Statements that try to get out of the sandbox; each must end with an error. */
const escapes = [
  "select * from read_csv('http://127.0.0.1:9/x.csv')",
  "select * from read_parquet('https://example.org/x.parquet')",
  "select * from read_text('/etc/passwd')",
  "select * from read_text('files/../../etc/passwd')",
  'LOAD httpfs',
  "LOAD 'http://127.0.0.1:9/x.duckdb_extension.wasm'",
  "ATTACH 'http://127.0.0.1:9/x.duckdb' AS x",
  "ATTACH 'elsewhere.duckdb' AS x",
  "COPY (select 1) TO 'elsewhere.csv'",
  'SET enable_external_access=true',
  "SET allowed_directories=['']",
  'SET allow_unsigned_extensions=true',
  "EXPORT DATABASE 'elsewhere'",
  "select * from glob('*')",
];

describe('a stranger’s link', () => {
  test('shows what it is before anything of it runs', async () => {
    const app = await openApp({ path: await linkOf("select 'ran' as state") });
    await app.ready();
    await app.page.getByRole('dialog').getByText('From a stranger').first().waitFor();
    expect(await app.page.getByRole('dialog').innerText()).toContain("select 'ran' as state");
    expect(await app.at('grid').getByText('ran', { exact: true }).count()).toBe(0);
  });

  test('reaches nothing with its SQL, and the doors stay shut', async () => {
    const app = await openApp({ path: await linkOf(escapes[0] ?? '') });
    await app.ready();
    await app.page.getByRole('button', { name: /Open and run/ }).click();
    await app.at('error').waitFor();
    for (const sql of escapes) expect(await app.run(sql), sql).toBe('failed');
    // In a browser INSTALL does nothing; what it names can't be loaded.
    await app.run("INSTALL httpfs FROM 'http://127.0.0.1:9'");
    expect(await app.run('LOAD httpfs')).toBe('failed');
    expect(await app.run('select count(*) from metrics')).toBe('done');
    expect(app.foreign).toEqual([]);
  }, 120_000);

  test('reaches nothing with its chart: no address is asked for, no script runs', async () => {
    const specs = [
      { mark: 'bar', data: { url: 'http://127.0.0.1:9/data.json' }, encoding: { x: { field: 'a' } } },
      {
        mark: { type: 'point', href: "javascript:document.title='owned'" },
        encoding: { x: { field: 'a' }, href: { value: "javascript:document.title='owned'" } },
      },
      { mark: 'image', encoding: { x: { field: 'a' }, url: { value: 'http://127.0.0.1:9/x.png' } } },
      {
        mark: 'bar',
        transform: [{ calculate: 'datum.a.constructor.constructor(\'document.title="owned"\')()', as: 'b' }],
        encoding: { x: { field: 'b' } },
      },
    ];
    for (const spec of specs) {
      const app = await openApp({ path: await linkOf('select 1 as a', spec) });
      await app.ready();
      await app.page.getByRole('button', { name: /Open and run/ }).click();
      await app.until('result-status', 'data-status', 'done');
      await expect
        .poll(() => app.at('chart').getAttribute('data-state'), { timeout: patience })
        .toMatch(/^(ready|error|empty)$/);
      const marks = app.at('chart').locator('a, image');
      expect(await marks.count()).toBe(0);
      expect(await app.page.title()).not.toContain('owned');
      expect(app.foreign).toEqual([]);
      await app.page.close();
    }
  }, 120_000);
});
