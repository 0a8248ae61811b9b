import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Struct,
  Table,
  TimeUnit,
  Timestamp,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';

/** An Arrow table of odd types, each with a null; {@link oddArrowSql} is the same in SQL. */
export const oddArrow = (): Table =>
  new Table({
    i: vectorFromArray([1, null], new Int32()),
    big: vectorFromArray([9007199254740993n, null], new Int64()),
    f: vectorFromArray([1.5, null], new Float64()),
    '中文 列': vectorFromArray(['é中', null], new Utf8()),
    word: vectorFromArray(['x', 'y'], new Dictionary(new Utf8(), new Int32())),
    yes: vectorFromArray([true, null], new Bool()),
    day: vectorFromArray([new Date('2024-02-29'), null], new DateDay()),
    at: vectorFromArray([1700000000000, null], new Timestamp(TimeUnit.MICROSECOND, 'UTC')),
    list: vectorFromArray([[1, 2, null], null], new List(new Field('item', new Int32(), true))),
    pair: vectorFromArray(
      [{ a: 1, b: 'x' }, null],
      new Struct<{ a: Int32; b: Utf8 }>([
        new Field('a', new Int32(), true),
        new Field('b', new Utf8(), true),
      ]),
    ),
    bytes: vectorFromArray([new Uint8Array([1, 170]), null], new Binary()),
    money: vectorFromArray([new Uint32Array([1250, 0, 0, 0]), null], new Decimal(2, 12)),
  });

export const oddArrowSql = `SELECT 1::INTEGER AS i, 9007199254740993::BIGINT AS big, 1.5::DOUBLE AS f, 'é中' AS "中文 列", 'x' AS word,
    true AS yes, DATE '2024-02-29' AS day, TIMESTAMPTZ '2023-11-14 22:13:20+00' AS at, [1, 2, NULL]::INTEGER[] AS list,
    {'a': 1::INTEGER, 'b': 'x'} AS pair, '\\x01\\xAA'::BLOB AS bytes, 12.50::DECIMAL(12, 2) AS money
  UNION ALL SELECT NULL, NULL, NULL, NULL, 'y', NULL, NULL, NULL, NULL, NULL, NULL, NULL`;
