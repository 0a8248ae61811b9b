import type { Language } from '../../i18n/i18n.ts';

interface Described {
  readonly title?: string;
  readonly title_zh?: string;
  readonly description?: string;
  readonly description_zh?: string;
}

/** A column in words, as `datapackage.json` has it. */
export interface ColumnDescription extends Described {
  readonly name: string;
  /** raw: as printed; coded: the curator's reading; derived: computed. */
  readonly category?: string;
  readonly unit?: string;
  readonly categories?: readonly {
    readonly value: string;
    readonly label: string;
    readonly label_zh: string;
  }[];
}

interface ForeignKey {
  readonly fields: readonly string[];
  readonly reference: { readonly resource: string; readonly fields: readonly string[] };
}

/** A table or view in words. */
export interface TableDescription extends Described {
  readonly name: string;
  /** Missing for views. */
  readonly rows?: number;
  readonly schema: {
    readonly fields: readonly ColumnDescription[];
    readonly primaryKey?: readonly string[];
    readonly foreignKeys?: readonly ForeignKey[];
  };
}

/** The shipped dataset in words: what `public/data/datapackage.json` says of its tables and views. */
export interface DatasetDescription {
  readonly tables: ReadonlyMap<string, TableDescription>;
  readonly views: ReadonlyMap<string, TableDescription>;
}

export const noDescription: DatasetDescription = { tables: new Map(), views: new Map() };

const byName = (list: unknown): Map<string, TableDescription> =>
  new Map((Array.isArray(list) ? (list as TableDescription[]) : []).map((table) => [table.name, table]));

/** Reads the data package; made by our own build, so that its shape is taken as it is. */
export function readDescription(json: unknown): DatasetDescription {
  if (typeof json !== 'object' || json === null) return noDescription;
  const { resources, views } = json as { resources?: unknown; views?: unknown };
  return { tables: byName(resources), views: byName(views) };
}

/** Fetches the description; without it (no file there, no network) the catalog shows names and types only. */
export async function fetchDescription(): Promise<DatasetDescription> {
  try {
    const response = await fetch(new URL('data/datapackage.json', document.baseURI));
    return response.ok ? readDescription(await response.json()) : noDescription;
  } catch {
    return noDescription;
  }
}

export const titleIn = (of: Described | undefined, language: Language): string =>
  (language === 'zh' ? of?.title_zh : of?.title) ?? '';

export const descriptionIn = (of: Described | undefined, language: Language): string =>
  (language === 'zh' ? of?.description_zh : of?.description) ?? '';

/** The table and column that a column refers to, or null. */
export function referenceOf(table: TableDescription | undefined, column: string): string | null {
  const key = table?.schema.foreignKeys?.find((k) => k.fields.includes(column));
  return key ? `${key.reference.resource}.${key.reference.fields[key.fields.indexOf(column)] ?? ''}` : null;
}

/** The tables that refer to a table, each with its column. */
export function referrersOf(description: DatasetDescription, table: string): string[] {
  return [...description.tables.values()].flatMap((other) =>
    (other.schema.foreignKeys ?? [])
      .filter((key) => key.reference.resource === table)
      .map((key) => `${other.name}.${key.fields.join(', ')}`),
  );
}
