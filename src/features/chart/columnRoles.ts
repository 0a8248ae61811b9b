import { isNumeric, isTemporal } from '../../domain/columnType.ts';
import type { Language } from '../../i18n/i18n.ts';
import { codeLabels, codeOrder, isLogRatio, isRatio, twin } from './datasetColumns.ts';
import type { ColumnStatistics, ResultStatistics } from './statistics.ts';

/**
 * What a column can be in a chart.
 * - `measure`: a number whose size means something; `ratio` one around 1, `effect` a logarithm of one, `count` a number of things
 * - `time`: on a time line; `year` a whole number that is one
 * - `category`: few values that repeat or name the rows; `ordered` with an order of its own
 * - `bound`: an end of an interval, drawn only with its middle
 * - `identity`: says which row this is; `note`: text to read, not to draw
 */
export type Role =
  | 'measure'
  | 'ratio'
  | 'effect'
  | 'count'
  | 'time'
  | 'year'
  | 'category'
  | 'ordered'
  | 'bound'
  | 'identity'
  | 'note';

export interface RoledColumn extends ColumnStatistics {
  readonly name: string;
  readonly role: Role;
}

const identities =
  /(?:^|_)(?:id|ids|uuid|key|hash|sha256)$|^line_(?:start|end)$|^(?:sort_order|rank|row_number|rowid)$/i;
const notes = /^(?:note|summary|definition|reason|printed|reading|citation|figure_text)(?:_(?:en|zh))?$/i;
const counts = /^(?:n|count|cnt|num|number|total)(?:_|$)|_count$|^count(?:_star)?\(/i;

function numberRole(s: ColumnStatistics, rows: number): Role {
  const { name } = s.column;
  if (identities.test(name)) return 'identity';
  if (/^(?:lnrr|improvement)_(?:low|high|q1|q3)$|^(?:value|baseline|result)_high$/.test(name)) return 'bound';
  if (isLogRatio(name)) return 'effect';
  if (isRatio(name)) return 'ratio';
  const whole = s.column.type.kind === 'integer';
  const years = s.min !== null && s.max !== null && s.min >= 1900 && s.max <= 2100;
  if (whole && years && /(?:^|_)year$|^年/i.test(name)) return 'year';
  if (counts.test(name)) return 'count';
  // A few whole numbers over many rows are classes.
  return whole && s.distinct > 1 && s.distinct <= 12 && rows >= s.distinct * 10 ? 'category' : 'measure';
}

function textRole(s: ColumnStatistics, rows: number): Role {
  const { name } = s.column;
  if (codeOrder(name)) return 'ordered';
  if (codeLabels(name, 'en')) return 'category';
  if (notes.test(name)) return 'note';
  if (identities.test(name)) return 'identity';
  return s.distinct > 200 && s.distinct > rows / 2 ? 'note' : 'category';
}

function roleOf(s: ColumnStatistics, rows: number): Role {
  const { type } = s.column;
  if (isNumeric(type)) return numberRole(s, rows);
  if (isTemporal(type)) return 'time';
  if (type.kind === 'boolean') return 'category';
  return type.kind === 'text' ? textRole(s, rows) : 'note';
}

/** Ids that a result is grouped by are its categories, where nothing else is: few of them, and text. */
function groupedById(columns: RoledColumn[]): RoledColumn[] {
  if (columns.some((c) => ['category', 'ordered', 'time', 'year'].includes(c.role))) return columns;
  const key = columns.find((c) => c.role === 'identity' && c.column.type.kind === 'text' && c.distinct <= 50);
  return columns.map((c) => (c === key ? { ...c, role: 'category' } : c));
}

/** The columns with their roles. Of a pair in two languages the one in the reader's is kept; columns without any value fall out. */
export function rolesOf(statistics: ResultStatistics, language: Language): RoledColumn[] {
  const names = new Set(statistics.columns.map((s) => s.column.name));
  const other = language === 'en' ? 'zh' : 'en';
  const roled = statistics.columns.flatMap((s) => {
    const pair = twin(s.column.name);
    const foreign = pair?.language === other && names.has(`${pair.stem}_${language}`);
    const empty = s.nulls >= statistics.rows;
    return foreign || empty ? [] : [{ ...s, name: s.column.name, role: roleOf(s, statistics.rows) }];
  });
  return groupedById(roled);
}
