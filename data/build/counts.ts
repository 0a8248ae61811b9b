import { vocabularies, type Term } from '../../src/domain/vocabulary.ts';
import { figuresOf } from './checkReferences.ts';
import { effectOf, lookUpsOf } from './effects.ts';
import type { Coded } from './load.ts';

const start = '<!-- counts:start -->';
const end = '<!-- counts:end -->';

/** The codebook with the tables of counts between its markers; throws where it has none. */
export function withCounts(readme: string, coded: Coded): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`data/README.md: ${start} and ${end} must be there in this order`);
  return `${readme.slice(0, from + start.length)}\n${counts(coded)}\n${readme.slice(to)}`;
}

/** Counts of cases, figures and gains by document, kind and industry, as Markdown. */
export function counts(coded: Coded): string {
  const figures = coded.sources.length > 0 ? allFigures(coded) : [];
  const documents = coded.sources.map(({ value }) => value.id);
  const columns = (records: readonly CountedFigure[]) => [
    records.length,
    records.filter(({ kind }) => kind === 'gain').length,
    records.filter(({ hasEffect }) => hasEffect).length,
  ];
  const byDocument = documents.map((id) => [
    id,
    coded.cases.filter(({ sourceId }) => sourceId === id).length,
    ...columns(figures.filter(({ sourceId }) => sourceId === id)),
  ]);
  const kinds = Object.entries<Term>(vocabularies.metric_kind);
  const byKind = kinds.map(([kind, { en }]) => {
    const ofKind = figures.filter((figure) => figure.kind === kind);
    return [
      en,
      ...documents.map((id) => ofKind.filter(({ sourceId }) => sourceId === id).length),
      ofKind.length,
    ];
  });
  const byIndustry = coded.industries.map(({ value }) => [
    value.name_en,
    coded.cases.filter((record) => record.value.industry === value.id).length,
    ...columns(figures.filter(({ industry }) => industry === value.id)),
  ]);
  const ofNone = ['in no case', 0, ...columns(figures.filter(({ industry }) => industry === null))];
  return [
    table(['document', 'cases', 'figures', 'gains', 'with an effect size'], withTotal(byDocument)),
    table(['kind of figure', ...documents, 'all'], withTotal(byKind)),
    table(
      ['industry', 'cases', 'figures', 'gains', 'with an effect size'],
      withTotal([...byIndustry, ofNone]),
    ),
  ].join('\n\n');
}

interface CountedFigure {
  readonly sourceId: string;
  readonly kind: string;
  readonly industry: string | null;
  readonly hasEffect: boolean;
}

function allFigures(coded: Coded): CountedFigure[] {
  const lookUps = lookUpsOf(coded);
  return figuresOf(coded).map(({ value, sourceId, inCase }) => ({
    sourceId,
    kind: value.kind,
    industry: inCase?.value.industry ?? null,
    hasEffect: effectOf(value, lookUps).lnrr !== null,
  }));
}

type Line = readonly (string | number)[];

function withTotal(lines: readonly Line[]): readonly Line[] {
  const width = lines[0]?.length ?? 0;
  const sums = Array.from({ length: Math.max(0, width - 1) }, (_, index) =>
    lines.reduce((sum, line) => sum + Number(line[index + 1] ?? 0), 0),
  );
  return [...lines, ['all', ...sums]];
}

function table(head: readonly string[], lines: readonly Line[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
