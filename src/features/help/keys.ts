import type { Bilingual } from './bilingual.ts';

export interface KeyGroup {
  readonly id: string;
  readonly title: Bilingual;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: Bilingual }[];
}

/** The keys of the parts that have keys of their own. What works everywhere comes from the commands. */
export const partKeys: readonly KeyGroup[] = [
  {
    id: 'editor',
    title: { en: 'In the editor', zh: '在编辑器中' },
    keys: [
      { keys: ['Ctrl+Space'], does: { en: 'Offer completions', zh: '显示补全' } },
      { keys: ['Tab', 'Enter'], does: { en: 'Take the completion', zh: '采用补全' } },
      { keys: ['F8'], does: { en: 'Go to the error', zh: '转到错误处' } },
      { keys: ['Mod+F'], does: { en: 'Find and replace', zh: '查找与替换' } },
      { keys: ['Mod+/'], does: { en: 'Make lines a comment, or undo it', zh: '切换注释' } },
      { keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], does: { en: 'Move the line', zh: '移动行' } },
      { keys: ['Mod+Z', 'Mod+Y'], does: { en: 'Undo, redo', zh: '撤销，重做' } },
      {
        keys: ['Escape', 'Tab'],
        does: { en: 'One after the other: leave the editor by Tab', zh: '依次按下：用 Tab 离开编辑器' },
      },
    ],
  },
  {
    id: 'table',
    title: { en: 'In the table', zh: '在表格中' },
    keys: [
      {
        keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
        does: {
          en: 'Move by a cell; with Shift select, with Ctrl to the edge',
          zh: '移动一格；加 Shift 选择，加 Ctrl 到边缘',
        },
      },
      { keys: ['PageUp', 'PageDown'], does: { en: 'A page up or down', zh: '上一页或下一页' } },
      { keys: ['Mod+Home', 'Mod+End'], does: { en: 'First or last cell', zh: '第一格或最后一格' } },
      { keys: ['Enter'], does: { en: 'The whole value; in the header, sort', zh: '完整的值；在表头则排序' } },
      { keys: ['Alt+ArrowDown'], does: { en: 'In the header: the column’s menu', zh: '在表头：列菜单' } },
      { keys: ['Mod+A'], does: { en: 'Select all', zh: '全选' } },
      { keys: ['Mod+C'], does: { en: 'Copy', zh: '复制' } },
    ],
  },
  {
    id: 'chart',
    title: { en: 'In the chart', zh: '在图表中' },
    keys: [
      {
        keys: ['ArrowLeft', 'ArrowRight', 'Home', 'End'],
        does: { en: 'From mark to mark', zh: '在图形之间移动' },
      },
      { keys: ['Enter'], does: { en: 'The rows and sources of the mark', zh: '该图形的行与出处' } },
      { keys: ['Escape'], does: { en: 'Let go of the mark', zh: '放开图形' } },
    ],
  },
  {
    id: 'queries',
    title: { en: 'Among open queries', zh: '在打开的查询之间' },
    keys: [
      { keys: ['ArrowLeft', 'ArrowRight'], does: { en: 'Next and former query', zh: '前一个与后一个查询' } },
      { keys: ['Delete'], does: { en: 'Close the query', zh: '关闭查询' } },
    ],
  },
];
