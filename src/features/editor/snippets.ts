import type { Expected } from '../../sql/completionContext.ts';

/** A pattern of SQL with places to fill in, between which Tab goes on; `${…}` names a place. */
export interface Snippet {
  /** The words by which it is found. */
  readonly label: string;
  readonly template: string;
}

const statements: readonly Snippet[] = [
  { label: 'select from where', template: 'SELECT ${columns}\nFROM ${table}\nWHERE ${condition}' },
  {
    label: 'select count group by',
    template: 'SELECT ${key}, count(*) AS n\nFROM ${table}\nGROUP BY ALL\nORDER BY n DESC',
  },
  {
    label: 'select latest per group',
    template:
      'SELECT *\nFROM ${table}\nQUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${time} DESC) = 1',
  },
  {
    label: 'with subquery',
    template: 'WITH ${name} AS (\n\tSELECT ${columns}\n\tFROM ${table}\n)\nSELECT *\nFROM ${name}',
  },
  {
    label: 'pivot table',
    template: 'PIVOT ${table}\nON ${column}\nUSING ${sum(value)}\nGROUP BY ${key}',
  },
  {
    label: 'create table as',
    template: 'CREATE OR REPLACE TABLE ${name} AS\nSELECT ${columns}\nFROM ${table}',
  },
];

const expressions: readonly Snippet[] = [
  { label: 'case when', template: 'CASE WHEN ${condition} THEN ${value} ELSE ${other} END' },
  { label: 'share of total', template: '${n} / sum(${n}) OVER ()' },
  { label: 'running sum', template: 'sum(${value}) OVER (ORDER BY ${key})' },
  { label: 'rank within group', template: 'rank() OVER (PARTITION BY ${key} ORDER BY ${value} DESC)' },
  { label: 'list transform', template: 'list_transform(${list}, lambda x: ${x})' },
];

/** The patterns that fit at a place. */
export const snippetsFor = (expected: Expected): readonly Snippet[] =>
  expected === 'statement' ? statements : expected === 'expression' ? expressions : [];

/** A pattern as text, each place by its name. */
export const snippetText = (template: string): string => template.replaceAll(/\$\{([^}]*)\}/g, '$1');
