import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import { DuckDBTypeId } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';
import { typeName } from '../../../src/domain/columnType.ts';
import { textOf } from '../../../src/domain/values/text.ts';
import { splitStatements } from '../../../src/sql/statements.ts';
import { nativeDuckDb, textRows } from '../../support/nativeDuckDb.ts';
import { wasmInNode, type WasmInNode } from '../../support/wasmInNode.ts';

interface Entry {
  readonly name: string;
  readonly statements: readonly string[];
}

/** The chapters of the corpus with their statements. */
function readCorpus(): Map<string, Entry[]> {
  const text = readFileSync(join(root, 'test/fixtures/corpus.sql'), 'utf8');
  const chapters = new Map<string, Entry[]>();
  for (const chapter of text.split(/^-- ## /m).slice(1)) {
    const [title = '', ...entries] = chapter.split(/^-- # /m);
    chapters.set(
      title.trim(),
      entries.map((entry) => {
        const end = entry.indexOf('\n');
        return {
          name: entry.slice(0, end).trim(),
          statements: splitStatements(entry.slice(end + 1)).map((s) => s.text),
        };
      }),
    );
  }
  return chapters;
}

const corpus = readCorpus();
let native: DuckDBConnection;
let engine: WasmInNode;

beforeAll(async () => {
  [native, engine] = await Promise.all([nativeDuckDb(), wasmInNode({ extensions: ['json', 'icu'] })]);
  engine.rows("SET TimeZone = 'UTC'");
}, 60_000);

interface Shape {
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The one difference that is meant: `0.5` where DuckDB prints a decimal without digits before the point as `.5`. */
const withZero = (type: DuckDBType | undefined, text: string | null): string | null =>
  type?.typeId === DuckDBTypeId.DECIMAL ? (text?.replace(/^(-?)(?=\.\d)/, '$10') ?? null) : text;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A type as the page names it. Arrow has no ENUM and no type for an untyped NULL: they come as text and as INTEGER. */
function nameOf(type: DuckDBType): string {
  if (type.alias === 'JSON') return 'JSON';
  switch (type.typeId) {
    case DuckDBTypeId.ENUM:
      return 'VARCHAR';
    case DuckDBTypeId.SQLNULL:
      return 'INTEGER';
    case DuckDBTypeId.LIST:
      return `${nameOf(type.valueType)}[]`;
    case DuckDBTypeId.ARRAY:
      return `${nameOf(type.valueType)}[${String(type.length)}]`;
    case DuckDBTypeId.MAP:
      return `MAP(${nameOf(type.keyType)}, ${nameOf(type.valueType)})`;
    case DuckDBTypeId.STRUCT:
      return `STRUCT(${type.entryNames.map((n, i) => `${quoted(n)} ${nameOf(type.entryTypes[i] ?? type)}`).join(', ')})`;
    case DuckDBTypeId.UNION:
      return `UNION(${type.memberTags.map((n, i) => `${quoted(n)} ${nameOf(type.memberTypes[i] ?? type)}`).join(', ')})`;
    default:
      return type.toString();
  }
}

/** Changes something, or cannot stand in a subquery: run once, and its values are plain enough to print by themselves. */
const once = /^(?:EXECUTE|INSERT)\b|\bnextval\b/;

/** What native DuckDB answers, every value by its own CAST to text. */
async function byNative(sql: string): Promise<Shape> {
  const reader = await native.runAndReadAll(sql);
  const types = reader.columnTypes();
  const rows = once.test(sql)
    ? reader.getRows().map((row) => row.map((v) => (v === null ? null : String(v))))
    : await textRows(native, sql);
  return {
    columns: reader.columnNames().map((name, i) => [name, types[i] ? nameOf(types[i]) : ''] as const),
    rows: rows.map((row) => row.map((text, i) => withZero(types[i], text))),
  };
}

function byPage(sql: string): Shape {
  const { columns, values } = engine.rows(sql);
  return {
    columns: columns.map((c) => [c.name, typeName(c.type)] as const),
    rows: values.map((row) =>
      row.map((v, i) => (v === null || !columns[i] ? null : textOf(columns[i].type, v))),
    ),
  };
}

for (const [chapter, entries] of corpus) {
  describe(chapter, () => {
    test.each(entries)('$name', async ({ statements }) => {
      const last = statements.at(-1) ?? '';
      for (const statement of statements.slice(0, -1)) {
        await native.run(statement);
        engine.rows(statement);
      }
      const expected = await byNative(last);
      expect(byPage(last)).toEqual(expected);
    });
  });
}

test('the corpus is as long as it should be', () => {
  expect([...corpus.values()].flat().length).toBeGreaterThanOrEqual(150);
});
