import { sql } from '@codemirror/lang-sql';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tagHighlighter, tags } from '@lezer/highlight';
import { duckdbDialect } from './dialect.ts';

const classes = tagHighlighter([
  { tag: [tags.keyword, tags.typeName, tags.standard(tags.name)], class: 'sql-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.number, tags.bool, tags.null], class: 'sql-literal' },
  { tag: [tags.lineComment, tags.blockComment], class: 'sql-comment' },
  {
    tag: [tags.operator, tags.punctuation, tags.paren, tags.squareBracket, tags.brace],
    class: 'sql-operator',
  },
  { tag: tags.special(tags.name), class: 'sql-parameter' },
]);

/** Colours by class (`sql-keyword` …), so that the style sheet alone decides and themes switch without a new state. */
export const highlighting = (): Extension => [
  sql({ dialect: duckdbDialect }).language,
  syntaxHighlighting(classes),
  bracketMatching(),
];
