import type { Column } from '../domain/columnType.ts';
import type { JsonObject } from './pushdownSpec.ts';

/** Groups that cross into Vega at most. */
export const groupLimit = 5_000;
/** Records that cross into Vega at most. */
export const rowLimit = 50_000;

/** A column that a chart's query gives. */
export interface QueryField {
  readonly name: string;
  /** What people call it: the title that the chart gives it, else its column. */
  readonly label: string;
  /** The same value over the query's own result; null where it is computed from many rows. */
  readonly origin: string | null;
  /** Whether it belongs in a tooltip. */
  readonly shown: boolean;
  /** What its value stands for: the bin or the span of time that it lies in; null for the value itself. */
  readonly span: { readonly bin: number } | { readonly unit: string } | null;
}

export interface ChartQuery {
  /** The name of its data in the specification. */
  readonly name: string;
  readonly sql: string;
  /** Whether a row is a group rather than a record. */
  readonly grouped: boolean;
  /** The most rows taken; the SQL asks for one more, to know whether there are. */
  readonly limit: number;
  readonly fields: readonly QueryField[];
  /** Conditions over the query's own result that hold for every row. */
  readonly where: readonly string[];
}

export interface Pushdown {
  /** The specification that draws the queries' rows; its data are named after them. */
  readonly spec: JsonObject;
  readonly queries: readonly ChartQuery[];
  /** Whether some aggregate or transform is left to Vega. */
  readonly leftToVega: boolean;
  /** SQL whose one row (low, high) is still wanted for the cut of bins; while there is any, the rest is provisional. */
  readonly extentsWanted: readonly string[];
}

export type Extents = ReadonlyMap<string, readonly [number, number] | null>;

export interface PushdownInput {
  readonly spec: JsonObject;
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly extents: Extents;
}

export interface DraftColumn {
  readonly sql: string;
  readonly field: QueryField;
}

/** A query for records that further views may widen. */
export interface RecordsDraft {
  readonly kind: 'records';
  readonly name: string;
  readonly from: string;
  readonly where: readonly string[];
  readonly columns: Map<string, DraftColumn>;
}

export type Draft =
  RecordsDraft | { readonly kind: 'groups'; readonly name: string; readonly query: ChartQuery };

/** What the leaves of a specification share. */
export interface Planning {
  readonly extents: Extents;
  readonly wanted: Set<string>;
  /** In the order in which the views come. */
  readonly drafts: Draft[];
  leftToVega: boolean;
}
