/** A table, or a view with the statement that makes it. */
export interface Relation {
  readonly name: string;
  readonly sql?: string;
}

/**
 * The tables and views that a statement may read, and what those read in turn. By their names as words anywhere in the text: rather one
 * too many than one too few.
 */
export function neededRelations(sql: string, relations: readonly Relation[]): ReadonlySet<string> {
  const words = (text: string): ReadonlySet<string> =>
    new Set(text.match(/[\p{L}\p{N}_]+/gu)?.map((w) => w.toLowerCase()));
  const needed = new Set<string>();
  const take = (text: string): void => {
    const named = words(text);
    for (const { name, sql: made } of relations) {
      if (needed.has(name) || !named.has(name.toLowerCase())) continue;
      needed.add(name);
      if (made !== undefined) take(made);
    }
  };
  take(sql);
  return needed;
}
