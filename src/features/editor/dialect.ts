import { SQLDialect } from '@codemirror/lang-sql';
import { keywords, types } from '../../sql/keywords.ts';

/** DuckDB's lexical rules for highlighting, commenting and brackets. */
export const duckdbDialect = SQLDialect.define({
  keywords: keywords.join(' '),
  types: types.join(' '),
  builtin: '',
  operatorChars: '*+-%<>!=&|~^/:@',
  specialVar: '$?',
  identifierQuotes: '"',
  caseInsensitiveIdentifiers: true,
  charSetCasts: true,
});
