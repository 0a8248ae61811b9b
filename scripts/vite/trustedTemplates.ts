import type { Plugin } from 'vite';

/** Solid's own runtime, where the text of a template becomes markup. */
const runtime = /\/solid-js\/web\/dist\/web\.js$/;
const sink = 't.innerHTML = html;';

const prelude = `const templates = globalThis.trustedTypes?.createPolicy('yardstick-templates', { createHTML: (html) => html });
`;

/** Solid's runtime, with a policy for its templates that nothing else can reach. */
export function withTrustedTemplates(code: string): string {
  if (code.split(sink).length !== 2) throw new Error('Solid makes its templates in another way than it did');
  return prelude + code.replace(sink, 't.innerHTML = templates ? templates.createHTML(html) : html;');
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const childrenOf = (node: Node): Node[] =>
  Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isNode);

/** The name that a module gives Solid's `template`, or null when it does not import it. */
function localName(program: Node): string | null {
  for (const statement of childrenOf(program)) {
    if (statement.type !== 'ImportDeclaration') continue;
    if ((statement['source'] as { value?: unknown }).value !== 'solid-js/web') continue;
    for (const specifier of childrenOf(statement)) {
      const imported = specifier['imported'] as { name?: unknown } | undefined;
      if (imported?.name === 'template') return String((specifier['local'] as { name: unknown }).name);
    }
  }
  return null;
}

const isConstant = (node: unknown): boolean =>
  isNode(node) &&
  ((node.type === 'Literal' && typeof node['value'] === 'string') ||
    (node.type === 'TemplateLiteral' && (node['expressions'] as unknown[]).length === 0));

/** How often a module makes a template of anything but a text that stands in it, or passes the means to do so on. */
export function openTemplates(program: object): number {
  if (!isNode(program)) return 0;
  const name = localName(program);
  if (name === null) return 0;
  const names = (node: Node): boolean => node.type === 'Identifier' && node['name'] === name;
  const count = (node: Node): number => {
    if (node.type === 'ImportDeclaration') return 0;
    if (names(node)) return 1;
    const { callee, arguments: given } = node as { callee?: unknown; arguments?: unknown[] };
    const made = node.type === 'CallExpression' && isNode(callee) && names(callee) && isConstant(given?.[0]);
    return childrenOf(node)
      .filter((child) => !(made && child === callee))
      .reduce((sum, child) => sum + count(child), 0);
  };
  return count(program);
}

/**
 * Lets Solid's compiled templates through the page's Trusted Types, and nothing else: the policy is closed up in Solid's runtime, and the
 * build fails where a template is not a constant of the code.
 */
export function trustedTemplates(): Plugin {
  return {
    name: 'yardstick-trusted-templates',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      const path = id.replaceAll('\\', '/').replace(/[?#].*$/, '');
      if (runtime.test(path)) return { code: withTrustedTemplates(code), map: null };
      if (!code.includes('solid-js/web')) return null;
      const open = openTemplates(this.parse(code));
      if (open > 0) this.error(`${String(open)} templates are no constants: ${id}`);
      return null;
    },
  };
}
