import { explainAsJson } from './explain.ts';
import { bindParameters, type Parameter } from './parameters.ts';
import type { Statement } from './statements.ts';

/** A statement as it goes to the engine. */
export interface Runnable extends Statement {
  /** The text that runs: parameters in their place, a plan asked for as JSON. */
  readonly sql: string;
  /** Whether it answers with a query plan. */
  readonly plan: boolean;
  /** Where a position of {@link sql} stands in the statement's own text. */
  toOriginal(position: number): number;
}

/** Makes a statement ready to run with the values of its parameters; `known` are the script's, with what is known of their types. */
export function runnable(
  statement: Statement,
  params: Readonly<Record<string, string>>,
  known?: readonly Parameter[],
): Runnable {
  const bound = bindParameters(statement.text, params, known);
  const explained = explainAsJson(bound.sql);
  return {
    ...statement,
    sql: explained?.sql ?? bound.sql,
    plan: explained !== null,
    toOriginal: (position) => bound.toOriginal(explained?.toOriginal(position) ?? position),
  };
}
