/** The data dictionary as text, made from `data/schema.yaml` and the vocabularies, in one language. */
import { vocabularies, type Term } from '../../src/domain/vocabulary.ts';
import type { Column, Schema, Table } from './schema.ts';

export type DictionaryLanguage = 'en' | 'zh';

const words = {
  en: {
    title: 'Data dictionary',
    view: 'view',
    key: 'Key',
    head: ['column', 'type', 'category', 'unit', 'values', 'what it holds'],
    required: 'never null',
    vocabularies: 'Vocabularies',
    term: ['value', 'name'],
    categories: { raw: 'raw', coded: 'coded', derived: 'derived' },
  },
  zh: {
    title: '数据字典',
    view: '视图',
    key: '主键',
    head: ['列', '类型', '类别', '单位', '取值', '含义'],
    required: '不为空',
    vocabularies: '词表',
    term: ['取值', '名称'],
    categories: { raw: '原始', coded: '编码', derived: '派生' },
  },
} as const;

/** Markdown with every table, view and column, then every vocabulary with the names of its values. */
export function dictionary(schema: Schema, language: DictionaryLanguage): string {
  const tables = schema.tables.map((table) => tableText(table, language, ''));
  const views = schema.views.map((view) => tableText(view, language, ` (${words[language].view})`));
  return [`# ${words[language].title}`, ...tables, ...views, vocabularyText(language)].join('\n\n') + '\n';
}

function tableText(table: Table, language: DictionaryLanguage, kind: string): string {
  const { key, head } = words[language];
  const keys = table.key.length > 0 ? ` ${key}: ${table.key.map(code).join(', ')}` : '';
  return [
    `## ${code(table.name)}${kind}: ${table.title[language]}`,
    `${table.row[language]}${keys}`,
    markdownTable(
      head,
      table.columns.map((column) => columnCells(column, language)),
    ),
  ].join('\n\n');
}

function columnCells(column: Column, language: DictionaryLanguage): readonly string[] {
  const { categories, required } = words[language];
  const values = [
    column.vocabulary === null ? null : code(column.vocabulary),
    column.references === null ? null : `→ ${code(column.references)}`,
    column.required ? required : null,
  ];
  return [
    code(column.name),
    column.type,
    categories[column.category],
    column.unit ?? '',
    values.filter((value) => value !== null).join(', '),
    column[language],
  ];
}

function vocabularyText(language: DictionaryLanguage): string {
  const all = Object.entries(vocabularies).map(([name, terms]) => {
    const rows = Object.entries<Term>(terms).map(([value, term]) => [code(value), term[language]]);
    return `### ${code(name)}\n\n${markdownTable(words[language].term, rows)}`;
  });
  return [`## ${words[language].vocabularies}`, ...all].join('\n\n');
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text}\``;
