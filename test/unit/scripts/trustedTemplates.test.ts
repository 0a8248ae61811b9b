import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';
import { openTemplates, withTrustedTemplates } from '../../../scripts/vite/trustedTemplates.ts';

const open = (code: string): number =>
  openTemplates(parseAst(`import { template as _$template, insert } from 'solid-js/web';\n${code}`));

describe('templates of the build', () => {
  test.each([
    ['var a = _$template(`<p>text`);', 0],
    ['var a = /*#__PURE__*/ _$template("<p>text", true, false); function b() { return a(); }', 0],
    ['var a = _$template(`<p>${given}`);', 1],
    ['var a = _$template(given);', 1],
    ['var a = _$template;', 1],
    ['export { _$template };', 2],
    ['window.make = [_$template]; insert(a, b);', 1],
  ])('%s: %i not known when the page is built', (code, expected) => {
    expect(open(code)).toBe(expected);
  });

  test('a module that makes none', () => {
    expect(openTemplates(parseAst("import { insert } from 'solid-js/web'; insert(template);"))).toBe(0);
  });

  test('Solid as it is installed has the one place that is replaced', async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('solid-js/package.json'));
    const code = await readFile(join(folder, 'web/dist/web.js'), 'utf8');
    const trusted = withTrustedTemplates(code);
    expect(trusted).toContain('templates.createHTML(html)');
    expect(() => withTrustedTemplates(trusted)).toThrow('in another way');
  });
});
