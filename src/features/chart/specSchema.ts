/** What a JSON schema allows at a place of a document, for completion and for naming what it does not know. */
interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly description?: string;
}

export interface SchemaDocument extends Schema {
  readonly definitions?: Readonly<Record<string, Schema>>;
}

export type JsonPath = readonly (string | number)[];

export interface Allowed {
  /** Property names with the first sentence of their description. */
  readonly properties: ReadonlyMap<string, string>;
  /** Whether any other name is allowed too. */
  readonly open: boolean;
  /** Values of an enumeration. */
  readonly values: readonly string[];
}

const most = 400;

/** The plain alternatives that a schema stands for: references followed, unions opened. */
function alternatives(root: SchemaDocument, start: readonly Schema[]): Schema[] {
  const found: Schema[] = [];
  const seen = new Set<Schema>();
  const queue = [...start];
  for (let schema = queue.pop(); schema && seen.size < most; schema = queue.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    const name = schema.$ref?.replace('#/definitions/', '');
    const target = name === undefined ? undefined : root.definitions?.[decodeURIComponent(name)];
    if (target) queue.push(target);
    queue.push(...(schema.anyOf ?? []), ...(schema.allOf ?? []));
    if (name === undefined) found.push(schema);
  }
  return found;
}

function step(schema: Schema, key: string | number): Schema[] {
  if (typeof key === 'number') {
    const { items } = schema;
    return items === undefined ? [] : 'length' in items ? [...items] : [items];
  }
  const property = schema.properties?.[key];
  if (property) return [property];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}

const sentence = (text: string | undefined): string => /^[^\n]*?(?:\.(?=\s|$)|$)/.exec(text ?? '')?.[0] ?? '';

/** What may stand at a path of the document. */
export function allowedAt(root: SchemaDocument, path: JsonPath): Allowed {
  let schemas = alternatives(root, [root]);
  for (const key of path)
    schemas = alternatives(
      root,
      schemas.flatMap((s) => step(s, key)),
    );
  const properties = new Map<string, string>();
  for (const schema of schemas) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!properties.get(name)) properties.set(name, sentence(property.description));
    }
  }
  const values = schemas.flatMap((s) => [...(s.enum ?? []), ...(s.const === undefined ? [] : [s.const])]);
  return {
    properties,
    open:
      schemas.length === 0 ||
      schemas.some((s) => s.additionalProperties !== false && s.type === 'object' && !s.properties),
    values: [...new Set(values.filter((v) => v !== null).map((v) => JSON.stringify(v)))],
  };
}
