const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words that DuckDB 1.4 does not take as a column's name without quotes (`duckdb_keywords()`: reserved and type_function). */
export const reservedWords: ReadonlySet<string> = new Set(
  words(`
  all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc
  describe distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading
  limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references returning select show some
  summarize symmetric table then to trailing true union unique unpivot using variadic when where window with
  anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike inner is isnull join left
  like map natural notnull outer overlaps positional right semi similar struct tablesample try_cast unpack verbose`),
);

/** Keywords worth a colour and a completion: the reserved ones and those that begin or shape a clause. */
export const keywords: readonly string[] = [
  ...reservedWords,
  ...words(`
  alter attach begin between by commit copy cross cube current delete detach drop exclude exists explain export following grouping if
  ignore import insert install interval load macro materialized nulls over partition pragma preceding range recursive rename replace
  reset respect returns rollback rollup row rows sample schema set sets temp temporary ties transaction truncate try_cast unbounded
  update use vacuum values view within without filter ordinality`),
];

/** Names of types. */
export const types: readonly string[] = words(`
  bigint bignum bit blob boolean char date decimal double enum float hugeint int integer json list numeric real smallint struct text
  time timestamp timestamptz timestamp_ms timestamp_ns timestamp_s tinyint ubigint uhugeint uinteger union usmallint utinyint uuid
  varchar`);
