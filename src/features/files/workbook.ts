import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';

/** A cell as the workbook has it; errors and formulas never computed are null. */
export type Cell = string | number | boolean | Date | null;

/** Cells that could not be taken as they are: how many, which one came first, and what stands in it. */
export interface CellTrouble {
  readonly n: number;
  readonly cell: string;
  readonly code: string;
}

export interface SheetContent {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly errors: CellTrouble | null;
  readonly uncomputed: CellTrouble | null;
}

export interface Workbook {
  readonly sheetNames: readonly string[];
  read(name: string): Promise<SheetContent>;
}

/** Unpacked parts of a workbook beyond this many bytes are not read: a page has no room for them. */
const unpackedLimit = 400 * 1024 * 1024;

export class WorkbookTooLarge extends Error {}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    hex
      ? String.fromCodePoint(parseInt(hex, 16))
      : decimal
        ? String.fromCodePoint(Number(decimal))
        : (entities[name ?? ''] ?? whole),
  );

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found ? unescaped(found[1] ?? found[2] ?? '') : null;
}

const tags = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>`, 'g')) ?? [];

/** Parts of a package are named relative to the part that refers to them, or from the root. */
const resolved = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;

type Entries = Record<string, Uint8Array>;

const textOf = (entries: Entries, path: string): string =>
  entries[path] ? new TextDecoder().decode(entries[path]) : '';

interface SheetPart {
  readonly name: string;
  readonly path: string;
}

/** The sheets with rows, in the workbook's order; charts on sheets of their own have none. */
function sheetParts(entries: Entries): SheetPart[] {
  const targets = new Map(
    tags(textOf(entries, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      resolved(attribute(tag, 'Target') ?? ''),
    ]),
  );
  return tags(textOf(entries, 'xl/workbook.xml'), 'sheet').flatMap((tag) => {
    const name = attribute(tag, 'name');
    const path = targets.get(attribute(tag, 'id'));
    return name !== null && path?.includes('worksheets/') === true && entries[path] ? [{ name, path }] : [];
  });
}

function trouble(xml: string, pattern: RegExp): CellTrouble | null {
  let n = 0;
  let first: { cell: string; code: string } | null = null;
  for (const match of xml.matchAll(pattern)) {
    n++;
    first ??= { cell: attribute(match[0], 'r') ?? '', code: unescaped(match[1] ?? '') };
  }
  return first && { n, ...first };
}

/** Cells whose formula ended in an error such as `#DIV/0!`. */
const errorCell = /<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>[^]*?<(?:\w+:)?v>([^<]*)</g;

/** Cells with a formula and no value: written by a program that does not compute. */
const uncomputedCell =
  /<(?:\w+:)?c\b[^>]*[^/]>\s*<(?:\w+:)?f\b(?:[^>]*\/>|[^>]*>([^<]*)<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v><\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g;

/** The parts that one sheet needs, stored without compression: the reader then inflates nothing in a worker of its own making. */
function repacked(entries: Entries, sheet: SheetPart): ArrayBuffer {
  const kept = Object.fromEntries(
    Object.entries(entries).filter(([path]) => !path.includes('worksheets/') || path === sheet.path),
  );
  return zipSync(kept, { level: 0 }).buffer as ArrayBuffer;
}

/** Opens a workbook (XLSX). Throws what the unpacker throws on damaged bytes, and {@link WorkbookTooLarge}. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  let unpacked = 0;
  const entries = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(?:xml|rels)$/.test(name) || /drawing|theme|comments|docProps/i.test(name)) return false;
      unpacked += originalSize;
      if (unpacked > unpackedLimit) throw new WorkbookTooLarge(name);
      return true;
    },
  });
  const parts = sheetParts(entries);
  return {
    sheetNames: parts.map((part) => part.name),
    read: async (name) => {
      const part = parts.find((p) => p.name === name) ?? parts[0];
      if (!part) return { name, rows: [], errors: null, uncomputed: null };
      const xml = textOf(entries, part.path);
      const rows = (await readSheet(repacked(entries, part), part.name, {
        trim: false,
      })) as unknown as Cell[][];
      return {
        name: part.name,
        rows,
        errors: trouble(xml, errorCell),
        uncomputed: trouble(xml, uncomputedCell),
      };
    },
  };
}
