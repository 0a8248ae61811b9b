import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type * as v from 'valibot';
import { parseShape } from './parseShape.ts';
import type { Place, Problems } from './problems.ts';
import * as shapes from './shapes.ts';
import { readYaml, type YamlFile } from './yamlFile.ts';

/** A record with the place where it is written. */
export interface Located<T> extends Place {
  readonly value: T;
}

/** A record of a file that is named after a document. */
export interface OfSource<T> extends Located<T> {
  readonly sourceId: string;
}

/** Everything that people wrote, in its shape; records with another shape are left out and reported. */
export interface Coded {
  readonly package: Located<shapes.Package> | null;
  readonly sources: readonly Located<shapes.Source>[];
  readonly industries: readonly Located<shapes.Industry>[];
  readonly organizations: readonly Located<shapes.Organization>[];
  readonly functions: readonly Located<shapes.Term>[];
  readonly techniques: readonly Located<shapes.Term>[];
  readonly measures: readonly Located<shapes.Measure>[];
  readonly units: readonly Located<shapes.CodedUnit>[];
  readonly sections: readonly OfSource<shapes.Section>[];
  readonly cases: readonly OfSource<shapes.Case>[];
  readonly figures: readonly OfSource<shapes.Figure>[];
  readonly models: readonly OfSource<shapes.Model>[];
  readonly risks: readonly OfSource<shapes.Risk>[];
  readonly principles: readonly OfSource<shapes.Principle>[];
  readonly assessments: readonly OfSource<shapes.Assessment>[];
  readonly corrections: readonly OfSource<shapes.Correction>[];
}

/** Reads `data/` of a project. */
export async function load(root: string, problems: Problems): Promise<Coded> {
  const list = <S extends v.GenericSchema>(name: string, shape: S) => loadList(root, name, shape, problems);
  const perSource = <S extends v.GenericSchema>(folder: string, shape: S) =>
    loadPerSource(root, folder, shape, problems);
  const [packages, sources, industries, organizations, functions, techniques, measures, units] =
    await Promise.all([
      loadOne(root, 'data/package.yaml', shapes.packageShape, problems),
      list('data/sources.yaml', shapes.sourceShape),
      list('data/lookups/industries.yaml', shapes.industryShape),
      list('data/lookups/organizations.yaml', shapes.organizationShape),
      list('data/lookups/functions.yaml', shapes.termShape),
      list('data/lookups/techniques.yaml', shapes.termShape),
      list('data/lookups/measures.yaml', shapes.measureShape),
      list('data/lookups/units.yaml', shapes.unitShape),
    ]);
  const [sections, figures, models, risks, principles, assessments, corrections] = await Promise.all([
    perSource('sections', shapes.sectionShape),
    perSource('figures', shapes.figureShape),
    perSource('models', shapes.modelShape),
    perSource('risks', shapes.riskShape),
    perSource('principles', shapes.principleShape),
    perSource('assessments', shapes.assessmentShape),
    perSource('corrections', shapes.correctionShape),
  ]);
  const cases = await loadCases(root, problems);
  return {
    ...{ package: packages, sources, industries, organizations, functions, techniques, measures, units },
    ...{ sections, cases, figures, models, risks, principles, assessments, corrections },
  };
}

async function loadOne<S extends v.GenericSchema>(
  root: string,
  name: string,
  shape: S,
  problems: Problems,
): Promise<Located<v.InferOutput<S>> | null> {
  const file = await readChecked(root, name, problems);
  if (!file) return null;
  const place = { file, path: [] };
  const value = parseShape(shape, file.value, place, problems);
  return value === null ? null : { value, ...place };
}

async function loadList<S extends v.GenericSchema>(
  root: string,
  name: string,
  shape: S,
  problems: Problems,
): Promise<Located<v.InferOutput<S>>[]> {
  const file = await readChecked(root, name, problems);
  if (!file || file.value === null) return [];
  if (!Array.isArray(file.value)) {
    problems.notAllowed({ file, path: [] }, [], file.value, 'a list of records');
    return [];
  }
  return file.value.flatMap((item: unknown, index) => {
    const place = { file, path: [index] };
    const value = parseShape(shape, item, place, problems);
    return value === null ? [] : [{ value, ...place }];
  });
}

async function loadPerSource<S extends v.GenericSchema>(
  root: string,
  folder: string,
  shape: S,
  problems: Problems,
): Promise<OfSource<v.InferOutput<S>>[]> {
  const names = await yamlNames(join(root, 'data', folder));
  const lists = await Promise.all(
    names.map(async (name) => {
      const records = await loadList(root, `data/${folder}/${name}`, shape, problems);
      return records.map((record) => ({ ...record, sourceId: name.replace(/\.yaml$/, '') }));
    }),
  );
  return lists.flat();
}

async function loadCases(root: string, problems: Problems): Promise<OfSource<shapes.Case>[]> {
  const folders = await folderNames(join(root, 'data/cases'));
  const lists = await Promise.all(
    folders.map(async (sourceId) => {
      const names = await yamlNames(join(root, 'data/cases', sourceId));
      const records = names.map(async (name) => {
        const record = await loadOne(root, `data/cases/${sourceId}/${name}`, shapes.caseShape, problems);
        if (!record) problems.leftOut.add(name.replace(/\.yaml$/, ''));
        return record && { ...record, sourceId };
      });
      return Promise.all(records);
    }),
  );
  return lists.flat().filter((record) => record !== null);
}

/** The file, or null after reporting that it is missing or no YAML. */
async function readChecked(root: string, name: string, problems: Problems): Promise<YamlFile | null> {
  const file = await readYaml(join(root, name), name).catch((cause: unknown) => {
    const text = `can't be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    problems.all.push({ level: 'error', file: name, line: 1, field: '', text });
    return null;
  });
  for (const { line, text } of file?.syntaxErrors ?? []) {
    problems.all.push({ level: 'error', file: name, line, field: '', text });
  }
  return file && file.syntaxErrors.length > 0 ? null : file;
}

async function yamlNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => name.endsWith('.yaml')).sort();
}

async function folderNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
