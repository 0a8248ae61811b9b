/** A working aid for coders: the lines of the documents that hold a number which no figure cites. */
import { figuresOf } from './checkReferences.ts';
import type { SourceDocument } from './documents.ts';
import type { Coded } from './load.ts';

export interface UncodedLine {
  readonly sourceId: string;
  readonly line: number;
  readonly numbers: readonly string[];
  /** The first characters of the line. */
  readonly start: string;
}

/**
 * What the codebook does not count as a figure when it stands alone: dates and years, numbering of headings, lists,
 * pictures and references, page numbers of a table of contents, ordinals, version names, a bare "one".
 */
const noFigures = [
  /(?:19|20)\d\d\s*(?:年|[-./])?\s*(?:\d{1,2}\s*(?:月|[-./])?\s*(?:\d{1,2}\s*日?)?)?(?!\d)/g,
  /\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?/g,
  /^[\s#*•-]*(?:第\s*)?[\d.（）()、]+(?=[\s、.．:：）)*]|$)/g,
  /\t\s*\d+\s*$/g,
  /(?:图|表|Figure|Fig\.|Table)\s*\d+(?:[-.]\d+)*/gi,
  /\[\d+\]/g,
  /第\s*[\d一二三四五六七八九十百]+/g,
  /\p{Script=Latin}[\p{Script=Latin}-]*-?\d+(?:\.\d+)*/gu,
  /(?<![零一二两三四五六七八九十百千万亿数几])[一几](?![零一二两三四五六七八九十百千万亿数几成半])/g,
];

/** A number in digits, in Chinese numerals before a unit or a counting word, or in English words. */
const number =
  /\d+(?:[.,]\d+)*\s*[%％‰]?|(?:[零一二两三四五六七八九十百千万亿数几]+|半)(?=[%％倍成家个项种款台人天年月周日时小分秒万亿多余位篇份次条张])|(?:hundred|thousand|million|billion|dozen|twice|double|triple|half|halve|tenfold)\w*/giu;

/** Lines with numbers that no figure cites, by `lines` or `also_lines`. */
export function uncodedLines(coded: Coded, documents: ReadonlyMap<string, SourceDocument>): UncodedLine[] {
  const cited = new Map<string, Set<number>>();
  for (const { sourceId, value } of figuresOf(coded)) {
    const lines = cited.get(sourceId) ?? new Set<number>();
    for (let line = value.lines.first; line <= value.lines.last; line++) lines.add(line);
    for (const line of value.also_lines) lines.add(line);
    cited.set(sourceId, lines);
  }
  return [...documents.values()].flatMap(({ id, lines }) =>
    lines.flatMap((text, index) => {
      const line = index + 1;
      const numbers = cited.get(id)?.has(line) ? [] : numbersOf(text);
      return numbers.length > 0 ? [{ sourceId: id, line, numbers, start: text.trim().slice(0, 60) }] : [];
    }),
  );
}

/** The numbers of a line that may be figures. */
export function numbersOf(text: string): string[] {
  const rest = noFigures.reduce((left, pattern) => left.replace(pattern, ' '), text);
  return (rest.match(number) ?? []).map((found) => found.trim());
}
