import { createEffect, createMemo, createSignal, type Accessor } from 'solid-js';
import type { Catalog } from '../engine/catalog.ts';
import { parametersOf, type Parameter } from '../sql/parameters.ts';

type Infer = (sql: string, catalog: Catalog) => readonly Parameter[];

const loadInfer = async (): Promise<Infer> => {
  const [{ inferredParameters }, { resolverOf }] = await Promise.all([
    import('../sql/parameterTypes.ts'),
    import('../features/editor/completionOptions.ts'),
  ]);
  return (sql, catalog) => inferredParameters(sql, resolverOf(catalog));
};

/**
 * The parameters of a text. Types that only the catalog can tell come a moment later: what reads them out of the query is loaded when a
 * text first has a parameter without a type. Must be called in a reactive root.
 */
export function createParameters(
  sql: Accessor<string>,
  catalog: Accessor<Catalog>,
): Accessor<readonly Parameter[]> {
  const written = createMemo(() => parametersOf(sql()));
  const open = createMemo(() => written().some((p) => p.type === 'auto'));
  const [infer, setInfer] = createSignal<Infer | null>(null);
  createEffect(() => {
    if (open() && infer() === null) void loadInfer().then((loaded) => setInfer(() => loaded));
  });
  return createMemo(() => (open() ? (infer()?.(sql(), catalog()) ?? written()) : written()));
}
