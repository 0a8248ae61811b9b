/** One operator of a query plan. */
export interface PlanNode {
  readonly name: string;
  /** What it works on: table, filters, conditions, expressions. */
  readonly details: readonly { readonly label: string; readonly values: readonly string[] }[];
  /** Rows that it gave, measured; null in a plan that was not run. */
  readonly rows: number | null;
  readonly estimatedRows: number | null;
  readonly scannedRows: number | null;
  /** Time of its own, in seconds, summed over threads; null in a plan that was not run. */
  readonly seconds: number | null;
  readonly children: readonly PlanNode[];
}

export interface Plan {
  /** Whether it was run (EXPLAIN ANALYZE). */
  readonly analyzed: boolean;
  /** Sum of the operators' own times: what their shares are of. */
  readonly operatorSeconds: number;
  readonly roots: readonly PlanNode[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const numberIn = (fields: Fields, name: string): number | null => {
  const value = fields[name];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value.trim() : '';
};

const estimate = 'Estimated Cardinality';

function detailsOf(info: Fields): PlanNode['details'] {
  return Object.entries(info)
    .filter(([label]) => label !== estimate && label !== '__estimated_cardinality__')
    .map(([label, value]) => ({
      label,
      values: (Array.isArray(value) ? value : [value])
        .map((v) => (typeof v === 'string' ? v : JSON.stringify(v)))
        .filter((v) => v !== ''),
    }))
    .filter((detail) => detail.values.length > 0);
}

function nodeOf(value: unknown): PlanNode[] {
  if (!isFields(value)) return [];
  const children = listOf(value['children']).flatMap(nodeOf);
  const name = textIn(value, 'name') || textIn(value, 'operator_name') || textIn(value, 'operator_type');
  // The frame that EXPLAIN itself puts around the query, and the root that only sums up, are not part of it.
  if (name === '' || name === 'EXPLAIN_ANALYZE' || name === 'EXPLAIN') return children;
  const info = isFields(value['extra_info']) ? value['extra_info'] : {};
  const scanned = numberIn(value, 'operator_rows_scanned');
  return [
    {
      name,
      details: detailsOf(info),
      rows: numberIn(value, 'operator_cardinality'),
      estimatedRows: numberIn(info, estimate),
      scannedRows: scanned === 0 ? null : scanned,
      seconds: numberIn(value, 'operator_timing'),
      children,
    },
  ];
}

const ownSeconds = (node: PlanNode): number =>
  (node.seconds ?? 0) + node.children.reduce((sum, c) => sum + ownSeconds(c), 0);

/** Reads what EXPLAIN or EXPLAIN ANALYZE gives with FORMAT json; null when it is not that. */
export function parsePlan(json: string): Plan | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  const roots = (Array.isArray(parsed) ? parsed : [parsed]).flatMap(nodeOf);
  if (roots.length === 0) return null;
  return {
    analyzed: roots.some((r) => r.seconds !== null),
    operatorSeconds: roots.reduce((sum, r) => sum + ownSeconds(r), 0),
    roots,
  };
}

/** An operator's name for reading: `HASH_GROUP_BY` → `Hash group by`. */
export function operatorLabel(name: string): string {
  const words = name.replaceAll('_', ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
