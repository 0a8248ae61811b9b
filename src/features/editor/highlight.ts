import { sql } from '@codemirror/lang-sql';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { classHighlighter } from '@lezer/highlight';
import { duckdbDialect } from './dialect.ts';

/** Colours by class (`tok-keyword` …), so that the style sheet alone decides and themes switch without a new state. */
export const highlighting = (): Extension => [
  sql({ dialect: duckdbDialect }).language,
  syntaxHighlighting(classHighlighter),
  bracketMatching(),
];
