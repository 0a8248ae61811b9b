import type { JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import type { ChartSpec } from '../../workspace/work.ts';

export interface ChartPanelProps {
  /** The statement whose result is drawn. */
  readonly sql: string;
  readonly columns: readonly Column[];
  /** Null: the chart is recommended from the columns. */
  readonly spec: ChartSpec | null;
  /** The person changed the chart by shelves or in the specification. */
  onSpec(spec: ChartSpec | null): void;
  /** Runs SQL over the result on the chart's own connection. */
  query(sql: string): Promise<Result<Rows>>;
  readonly title: string;
  readonly theme: 'light' | 'dark';
  /** Documents, number of figures, dataset version: part of the picture. */
  readonly sourceLine: string;
  /** A mark was chosen: a condition on the result's columns, as SQL, that picks its rows; null when the choice ends. */
  onSelect(condition: string | null): void;
}

export function ChartPanel(props: ChartPanelProps): JSX.Element {
  return <div data-testid="chart">{props.title}</div>;
}
