import { t } from '../../i18n/i18n.ts';
import type { SymbolInfo } from './symbolInfo.ts';

type Describe = (table: string, column?: string) => string | null;

/** Columns of a table that are listed before "and n more". */
const listedColumns = 24;

function element(tag: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

const title = (name: string, note: string): HTMLElement =>
  element('div', 'cm-info-title', element('strong', '', name), ' ', element('span', 'muted', note));

const paragraph = (text: string | null): HTMLElement[] => (text ? [element('p', 'cm-info-text', text)] : []);

function relationDom(info: Extract<SymbolInfo, { kind: 'relation' }>, describe: Describe): HTMLElement[] {
  const kind =
    info.origin === 'cte' || info.origin === 'subquery' ? t(`editor.${info.origin}`) : t('editor.table');
  const columns = info.columns
    .slice(0, listedColumns)
    .map((c) => element('li', '', c.name, ' ', element('span', 'muted', c.type ?? '')));
  const rest = info.columns.length - columns.length;
  if (rest > 0) columns.push(element('li', 'muted', t('editor.n_more', { n: rest })));
  const where = info.schema === null ? kind : `${kind} · ${info.schema}`;
  return [
    title(info.name, `${where} · ${t('editor.n_columns', { n: info.columns.length })}`),
    ...paragraph(info.origin === 'table' ? describe(info.name) : null),
    element('ul', 'cm-info-columns', ...columns),
  ];
}

function functionDom({ fn }: Extract<SymbolInfo, { kind: 'function' }>): HTMLElement[] {
  const signature = `(${fn.parameters.join(', ')})`;
  return [
    title(fn.name, signature + (fn.returns === null ? '' : ` → ${fn.returns}`)),
    ...paragraph(fn.description),
  ];
}

function columnDom(info: Extract<SymbolInfo, { kind: 'column' }>, describe: Describe): HTMLElement[] {
  const of = info.table === null ? '' : ` · ${t('editor.of_table', { table: info.table })}`;
  return [
    title(info.name, (info.type ?? t('editor.column')) + of),
    ...paragraph(info.table === null ? null : describe(info.table, info.name)),
  ];
}

/** What is known of a name, as an element: text only, never markup. */
export function symbolDom(info: SymbolInfo, describe: Describe): HTMLElement {
  if (info.kind === 'snippet') return element('pre', 'cm-info mono', info.text);
  const parts =
    info.kind === 'relation'
      ? relationDom(info, describe)
      : info.kind === 'function'
        ? functionDom(info)
        : columnDom(info, describe);
  return element('div', info.kind === 'relation' ? 'cm-info cm-info-wide' : 'cm-info', ...parts);
}
