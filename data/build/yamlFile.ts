import { readFile } from 'node:fs/promises';
import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';

export type YamlPath = readonly (string | number)[];

/**
 * Fields that hold text. YAML reads `figure_text: 1.50` and `released: 2023` as numbers; for these fields the text
 * counts as it was typed.
 */
const textFields = new Set(
  (
    'figure_text printed reading reason note product industry_label dataset speaker body theme published released ' +
    'en zh name_en name_zh title label definition symbol sha256 file_name publisher version ' +
    'isic4_section isic4_division gbt4754_division'
  ).split(' '),
);

/** A YAML file that was read, with the line of everything in it. */
export class YamlFile {
  readonly value: unknown;
  /** Errors of YAML itself; the value is null where there are any. */
  readonly syntaxErrors: readonly { line: number; text: string }[];
  private readonly document: Document;
  private readonly counter = new LineCounter();

  constructor(
    /** Path from the project's root, as messages name it. */
    readonly name: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.counter });
    this.syntaxErrors = this.document.errors.map((error) => ({
      line: this.counter.linePos(error.pos[0]).line,
      text: error.message.split('\n')[0] ?? error.message,
    }));
    keepTextAsTyped(this.document);
    this.value = this.syntaxErrors.length > 0 ? null : this.document.toJS();
  }

  /** The line of a field, or of the nearest thing around it that is there. */
  lineOf(path: YamlPath): number {
    let node: unknown = this.document.contents;
    let offset = offsetOf(node) ?? 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
        offset = offsetOf(pair?.key) ?? offset;
        node = pair?.value;
      } else if (isSeq(node) && typeof key === 'number') {
        node = node.items[key];
        offset = offsetOf(node) ?? offset;
      } else {
        break;
      }
    }
    return this.counter.linePos(offset).line;
  }
}

export async function readYaml(path: string, name: string): Promise<YamlFile> {
  return new YamlFile(name, await readFile(path, 'utf8'));
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function keepTextAsTyped(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      if (!isPair(pair) || !isScalar(pair.key) || !textFields.has(String(pair.key.value))) return;
      const { value } = pair;
      const typed = isScalar(value) && value.value !== null && typeof value.value !== 'string';
      if (typed && value.source !== undefined) value.value = value.source;
    },
  });
}
