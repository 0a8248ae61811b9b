/** Checks of what was coded against the documents themselves, where they are at hand. */
import { figuresOf } from './checkReferences.ts';
import { sharedRun, SourceText } from './sharedRuns.ts';
import type { SourceDocument } from './documents.ts';
import type { Coded } from './load.ts';
import type { Place, Problems } from './problems.ts';
import type { YamlPath } from './yamlFile.ts';

type Documents = ReadonlyMap<string, SourceDocument>;

/** C1: what is quoted as printed is literally on the lines cited. */
export function checkQuotes(coded: Coded, documents: Documents, problems: Problems): void {
  for (const figure of figuresOf(coded)) {
    const { figure_text: text, lines } = figure.value;
    const cited = documents.get(figure.sourceId)?.lines.slice(lines.first - 1, lines.last);
    if (cited) checkQuote(figure, ['figure_text'], text, cited, problems);
  }
  for (const record of coded.corrections) {
    const cited = documents.get(record.sourceId)?.lines.slice(record.value.line - 1, record.value.line);
    if (cited) checkQuote(record, ['printed'], record.value.printed, cited, problems);
  }
}

function checkQuote(
  place: Place,
  field: YamlPath,
  text: string,
  cited: readonly string[],
  problems: Problems,
): void {
  if (['\n', ' ', ''].some((joint) => cited.join(joint).includes(text))) return;
  const withoutSpace = (value: string) => value.replace(/\s+/gu, '');
  if (withoutSpace(cited.join('')).includes(withoutSpace(text))) {
    problems.warn(place, field, `${JSON.stringify(text)} is on the cited lines with other white space only`);
  } else {
    problems.error(place, field, `${JSON.stringify(text)} is not on the cited lines`);
  }
}

/** C2: no text of ours shares a run of more than 12 English words or 24 Chinese characters with a document. */
export function checkRuns(coded: Coded, documents: Documents, problems: Problems): void {
  const sources = [...documents.values()].map((document) => new SourceText(document));
  for (const { place, field, text } of ownTexts(coded)) {
    for (const source of sources) {
      const run = sharedRun(text, source);
      if (run)
        problems.error(place, field, `repeats line ${run.line} of ${source.id}: ${JSON.stringify(run.text)}`);
    }
  }
}

interface OwnText {
  readonly place: Place;
  readonly field: YamlPath;
  readonly text: string;
}

/** Everything that we wrote ourselves; names and titles are exempt. */
function ownTexts(coded: Coded): OwnText[] {
  const texts: OwnText[] = [];
  const add = (place: Place, field: YamlPath, text: string | null) => {
    if (text !== null) texts.push({ place, field, text });
  };
  const addBoth = (place: Place, field: string, { en, zh }: { en: string; zh: string }) => {
    add(place, [field, 'en'], en);
    add(place, [field, 'zh'], zh);
  };
  for (const record of coded.sources) add(record, ['note'], record.value.note);
  for (const record of coded.cases) {
    addBoth(record, 'summary', record.value.summary);
    add(record, ['note'], record.value.note);
  }
  for (const figure of figuresOf(coded)) {
    addBoth(figure, 'label', figure.value.label);
    add(figure, ['note'], figure.value.note);
  }
  for (const record of coded.assessments) addBoth(record, 'summary', record.value.summary);
  for (const record of coded.corrections) {
    add(record, ['reading'], record.value.reading);
    add(record, ['reason'], record.value.reason);
  }
  return texts;
}
