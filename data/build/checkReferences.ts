/** Checks that need several records: ids are unique, every id resolves, every line is inside its document. */
import { didYouMean, type Place, type Problems } from './problems.ts';
import type { Coded, Located, OfSource } from './load.ts';
import type { Case, Figure } from './shapes.ts';
import type { YamlPath } from './yamlFile.ts';

interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** A figure with the document and, if it has one, the case it belongs to. */
export interface FigurePlace extends Place {
  readonly value: Figure;
  readonly sourceId: string;
  readonly inCase: OfSource<Case> | null;
}

/** Every figure, those of the cases first. */
export function figuresOf(coded: Coded): FigurePlace[] {
  const ofCases = coded.cases.flatMap((inCase) =>
    inCase.value.metrics.map((value, index) => ({
      value,
      file: inCase.file,
      path: [...inCase.path, 'metrics', index],
      sourceId: inCase.sourceId,
      inCase,
    })),
  );
  return [...ofCases, ...coded.figures.map((figure) => ({ ...figure, inCase: null }))];
}

export function checkReferences(coded: Coded, problems: Problems, strict: boolean): void {
  checkUnique(coded, problems);
  checkOrganizations(coded, problems, strict);
  checkCases(coded, problems);
  checkFigureReferences(coded, problems);
  checkSourceFiles(coded, problems);
  checkChanges(coded, problems);
}

/** A version without a word on what changed is none that people can cite. */
function checkChanges(coded: Coded, problems: Problems): void {
  const about = coded.package;
  if (!about) return;
  const latest = about.value.changes[0]?.version;
  if (latest !== about.value.version)
    problems.notAllowed(about, ['changes'], latest, `${about.value.version} first: this version's changes`);
}

function checkUnique(coded: Coded, problems: Problems): void {
  const lists: readonly (readonly Located<{ id: string }>[])[] = [
    ...[coded.sources, coded.industries, coded.organizations, coded.functions, coded.techniques],
    ...[
      coded.measures,
      coded.units,
      coded.sections,
      coded.models,
      coded.risks,
      coded.principles,
      coded.corrections,
    ],
  ];
  for (const list of lists) {
    unique(list, (record) => record.id, ['id'], 'an id used once', problems);
  }
  unique(coded.cases, (record) => record.case_id, ['case_id'], 'an id used once', problems);
  unique(
    coded.assessments,
    ({ case: id, dimension, criterion }) => `${id} ${dimension} ${criterion}`,
    ['criterion'],
    'one row for a case, dimension and criterion',
    problems,
  );
  for (const name of ['name_en', 'name_zh'] as const) {
    const named = coded.organizations.filter((record) => record.value[name] !== null);
    unique(named, (record) => record[name]?.toLowerCase() ?? '', [name], 'a name used once', problems);
  }
}

function unique<T>(
  records: readonly Located<T>[],
  keyOf: (value: T) => string,
  field: YamlPath,
  allowed: string,
  problems: Problems,
): void {
  const seen = new Map<string, Located<T>>();
  for (const record of records) {
    const key = keyOf(record.value);
    const first = seen.get(key);
    if (first) {
      const where = `${first.file.name}:${first.file.lineOf(first.path)}`;
      problems.notAllowed(record, field, key, `${allowed} (it is taken by ${where})`);
    } else seen.set(key, record);
  }
}

function checkOrganizations(coded: Coded, problems: Problems, strict: boolean): void {
  const playing = new Set([
    ...coded.cases.flatMap((record) => record.value.organizations.map((part) => part.id)),
    ...coded.models.map((record) => record.value.organization),
  ]);
  for (const record of coded.organizations) {
    const { id, name_en, name_zh } = record.value;
    if (name_en === null && name_zh === null) {
      problems.notAllowed(record, ['name_en'], null, 'a name in English, Chinese or both');
    }
    if (playing.has(id)) continue;
    const text = `${id} plays no part in any case and owns no model`;
    if (strict) problems.error(record, ['id'], text);
    else problems.warn(record, ['id'], text);
  }
  const ids = idsOf(coded.organizations);
  for (const record of coded.models) {
    problems.checkId(
      record,
      ['organization'],
      record.value.organization,
      ids,
      'data/lookups/organizations.yaml',
    );
    if (record.value.name.en === null && record.value.name.zh === null) {
      problems.notAllowed(record, ['name'], record.value.name, 'a name in English, Chinese or both');
    }
  }
}

function checkCases(coded: Coded, problems: Problems): void {
  const industries = idsOf(coded.industries);
  const cases = new Set(coded.cases.map((record) => record.value.case_id));
  const lookup = (name: string) => `data/lookups/${name}.yaml`;
  for (const record of coded.cases) {
    const { value, sourceId } = record;
    const fileName = `data/cases/${sourceId}/${value.case_id}.yaml`;
    if (record.file.name !== fileName || !value.case_id.startsWith(`${sourceId}-`)) {
      problems.notAllowed(
        record,
        ['case_id'],
        value.case_id,
        'the name of the file, starting with its folder',
      );
    }
    problems.checkId(record, ['industry'], value.industry, industries, lookup('industries'));
    checkSection(coded, record, problems);
    checkParts(coded, record, problems);
    referAll(record, 'functions', value.functions, idsOf(coded.functions), problems);
    referAll(record, 'techniques', value.techniques, idsOf(coded.techniques), problems);
  }
  for (const record of coded.risks) {
    problems.checkId(record, ['industry'], record.value.industry, industries, lookup('industries'));
  }
  for (const record of coded.assessments) {
    problems.checkId(record, ['case'], record.value.case, cases, `data/cases/${record.sourceId}/`);
  }
}

function checkSection(coded: Coded, record: OfSource<Case>, problems: Problems): void {
  const { section: id, lines } = record.value;
  const sections = coded.sections.filter((section) => section.sourceId === record.sourceId);
  const file = `data/sections/${record.sourceId}.yaml`;
  problems.checkId(record, ['section'], id, idsOf(sections), file);
  const section = sections.find((candidate) => candidate.value.id === id);
  if (section && !within(lines, section.value.lines)) {
    problems.warn(
      record,
      ['lines'],
      `not inside the lines of section ${id}, ${rangeText(section.value.lines)}`,
    );
  }
}

function checkParts(coded: Coded, record: OfSource<Case>, problems: Problems): void {
  const ids = idsOf(coded.organizations);
  const parts = record.value.organizations;
  if (!parts.some(({ role }) => role === 'vendor' || role === 'customer')) {
    problems.notAllowed(
      record,
      ['organizations'],
      parts,
      'at least one organisation with role vendor or customer',
    );
  }
  const seen = new Set<string>();
  parts.forEach(({ id, role }, index) => {
    const field = ['organizations', index, 'id'];
    problems.checkId(record, field, id, ids, 'data/lookups/organizations.yaml');
    if (seen.has(`${id} ${role}`)) problems.notAllowed(record, field, id, 'each organisation once in a role');
    seen.add(`${id} ${role}`);
  });
}

function checkFigureReferences(coded: Coded, problems: Problems): void {
  const measures = idsOf(coded.measures);
  const units = idsOf(coded.units);
  const seen = new Map<string, string>();
  for (const figure of figuresOf(coded)) {
    const { value, inCase, sourceId } = figure;
    problems.checkId(figure, ['measure'], value.measure, measures, 'data/lookups/measures.yaml');
    problems.checkId(figure, ['unit'], value.unit, units, 'data/lookups/units.yaml');
    problems.checkId(figure, ['baseline_unit'], value.baseline_unit, units, 'data/lookups/units.yaml');
    const id = `${inCase?.value.case_id ?? sourceId}-${value.id}`;
    const first = seen.get(id);
    const allowed = inCase ? 'm01, m02 … each once' : 'f001, f002 … each once';
    if (!value.id.startsWith(inCase ? 'm' : 'f')) problems.notAllowed(figure, ['id'], value.id, allowed);
    if (first) problems.notAllowed(figure, ['id'], value.id, `${allowed} (it is taken by ${first})`);
    seen.set(id, `${figure.file.name}:${figure.file.lineOf(figure.path)}`);
    if (inCase && value.note === null && !within(value.lines, inCase.value.lines)) {
      const text = `not inside the lines of the case, ${rangeText(inCase.value.lines)}, and no note says why`;
      problems.warn(figure, ['lines'], text);
    }
  }
}

/** Files that are named after a document, and the lines they cite in it. */
function checkSourceFiles(coded: Coded, problems: Problems): void {
  const lineCounts = new Map(coded.sources.map(({ value }) => [value.id, value.line_count]));
  const unknown = new Set<string>();
  const check = (place: Place, sourceId: string, fields: readonly (readonly [YamlPath, number])[]) => {
    const count = lineCounts.get(sourceId);
    if (count === undefined) {
      if (!unknown.has(place.file.name)) {
        const allowed = `an id of data/sources.yaml${didYouMean(sourceId, lineCounts.keys())}`;
        problems.notAllowed(
          { file: place.file, path: [] },
          [],
          sourceId,
          `${allowed} as the file's or folder's name`,
        );
      }
      unknown.add(place.file.name);
      return;
    }
    for (const [field, line] of fields) {
      if (line > count) problems.notAllowed(place, field, line, `1 to ${count}, the lines of ${sourceId}`);
    }
  };
  const ranged: readonly OfSource<{ lines: LineRange }>[] = [
    ...[...coded.sections, ...coded.cases, ...coded.figures, ...coded.models],
    ...[...coded.risks, ...coded.principles, ...coded.assessments],
  ];
  for (const record of ranged) check(record, record.sourceId, [[['lines'], record.value.lines.last]]);
  for (const record of coded.corrections) check(record, record.sourceId, [[['line'], record.value.line]]);
  for (const record of coded.cases) {
    check(record, record.sourceId, each('limitation_lines', record.value.limitation_lines));
  }
  for (const figure of figuresOf(coded)) {
    const cited = [
      [['lines'], figure.value.lines.last] as const,
      ...each('also_lines', figure.value.also_lines),
    ];
    check(figure, figure.sourceId, cited);
  }
}

function each(field: string, lines: readonly number[]): (readonly [YamlPath, number])[] {
  return lines.map((line, index) => [[field, index], line] as const);
}

function referAll(
  record: Place,
  field: 'functions' | 'techniques',
  used: readonly string[],
  ids: ReadonlySet<string>,
  problems: Problems,
): void {
  used.forEach((id, index) => {
    problems.checkId(record, [field, index], id, ids, `data/lookups/${field}.yaml`);
    if (used.indexOf(id) !== index) problems.notAllowed(record, [field, index], id, 'each id once');
  });
}

function idsOf(records: readonly Located<{ id: string }>[]): Set<string> {
  return new Set(records.map((record) => record.value.id));
}

function within(inner: LineRange, outer: LineRange): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

function rangeText({ first, last }: LineRange): string {
  return first === last ? String(first) : `${first}–${last}`;
}
