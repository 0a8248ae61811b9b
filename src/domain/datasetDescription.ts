/** What the data package says of the shipped tables, in words. */
type Language = 'en' | 'zh';

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

/** What changed with a version, in words. */
export interface VersionChanges {
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly changes: readonly { readonly en: string; readonly zh: string }[];
}

/** The shipped dataset in words: what `public/data/datapackage.json` says of itself, its tables and views. */
export interface DatasetDescription extends Described {
  readonly licenses: readonly { readonly name: string; readonly title: string; readonly path: string }[];
  /** The latest version first. */
  readonly changes: readonly VersionChanges[];
  readonly tables: ReadonlyMap<string, TableDescription>;
  readonly views: ReadonlyMap<string, TableDescription>;
}

export const noDescription: DatasetDescription = {
  licenses: [],
  changes: [],
  tables: new Map(),
  views: new Map(),
};

const byName = (list: unknown): Map<string, TableDescription> =>
  new Map((Array.isArray(list) ? (list as TableDescription[]) : []).map((table) => [table.name, table]));

/** Reads the data package; made by our own build, so that its shape is taken as it is. */
export function readDescription(json: unknown): DatasetDescription {
  if (typeof json !== 'object' || json === null) return noDescription;
  const { resources, views, licenses, changes, ...about } = json as Partial<
    Record<'resources' | 'views', unknown> & Pick<DatasetDescription, 'licenses' | 'changes'>
  >;
  return {
    ...about,
    licenses: licenses ?? [],
    changes: changes ?? [],
    tables: byName(resources),
    views: byName(views),
  };
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
