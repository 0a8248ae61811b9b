/** Names by which each column can be told apart, as DuckDB makes them: `a`, `a_1`, `a_2`; a column without a name is `column`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return names.map((given) => {
    const base = given === '' ? 'column' : given;
    let name = base;
    let n = counts.get(base.toLowerCase()) ?? 0;
    while (taken.has(name.toLowerCase())) name = `${base}_${String(++n)}`;
    counts.set(base.toLowerCase(), n);
    taken.add(name.toLowerCase());
    return name;
  });
}
