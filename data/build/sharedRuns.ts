import type { SourceDocument } from './documents.ts';

/** The longest runs that a text of ours may share with a document. */
const limits = { english: 12, chinese: 24 } as const;

interface Token {
  readonly text: string;
  readonly line: number;
}

/** A document as its runs of English words and of Chinese characters, each one longer than the limit. */
export class SourceText {
  readonly id: string;
  /** Each run that is one longer than allowed → its line. */
  readonly runs = { english: new Map<string, number>(), chinese: new Map<string, number>() };

  constructor({ id, lines }: SourceDocument) {
    this.id = id;
    for (const language of ['english', 'chinese'] as const) {
      const tokens = lines.flatMap((text, index) =>
        tokensOf(text, language).map((token) => ({ text: token, line: index + 1 })),
      );
      for (const { text, line } of runsOf(tokens, limits[language] + 1)) {
        if (!this.runs[language].has(text)) this.runs[language].set(text, line);
      }
    }
  }
}

/** The first run of a text that a document has too, with the document's line; null where every run is short enough. */
export function sharedRun(text: string, source: SourceText): Token | null {
  for (const language of ['english', 'chinese'] as const) {
    const tokens = tokensOf(text, language).map((token) => ({ text: token, line: 0 }));
    for (const run of runsOf(tokens, limits[language] + 1)) {
      const line = source.runs[language].get(run.text);
      if (line !== undefined) return { text: run.text, line };
    }
  }
  return null;
}

/** Words in lower case, or Chinese characters; what stands between them does not count. */
function tokensOf(text: string, language: keyof typeof limits): string[] {
  const pattern = language === 'english' ? /[a-z0-9]+/g : /\p{Script=Han}/gu;
  return text.toLowerCase().replace(/[’']/g, '').match(pattern) ?? [];
}

function runsOf(tokens: readonly Token[], length: number): Token[] {
  const runs: Token[] = [];
  for (let start = 0; start + length <= tokens.length; start++) {
    const run = tokens.slice(start, start + length);
    runs.push({ text: run.map(({ text }) => text).join(' '), line: run[0]?.line ?? 0 });
  }
  return runs;
}
