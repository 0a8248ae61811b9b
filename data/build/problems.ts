import type { YamlFile, YamlPath } from './yamlFile.ts';

/** Something wrong in what people wrote. Errors stop the build; warnings are printed and let it go on. */
export interface Problem {
  readonly level: 'error' | 'warning';
  /** Path from the project's root. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** For example `metrics[2].unit`; empty for the file as a whole. */
  readonly field: string;
  readonly text: string;
}

/** Where a record stands, so that a problem of one of its fields can be given its line. */
export interface Place {
  readonly file: YamlFile;
  readonly path: YamlPath;
}

/** Collects the problems of a whole build, so that all are reported together. */
export class Problems {
  readonly all: Problem[] = [];
  /** Ids of records that were left out for their shape, so that what refers to them is not blamed for it. */
  readonly leftOut = new Set<string>();

  /** A field holds something that is not allowed. */
  notAllowed(place: Place, field: YamlPath, found: unknown, allowed: string): void {
    this.error(place, field, `found ${shown(found)}, allowed: ${allowed}`);
  }

  /** Reports an id that no record of a file has. */
  checkId(place: Place, field: YamlPath, id: string | null, ids: ReadonlySet<string>, file: string): void {
    if (id === null || ids.has(id) || this.leftOut.has(id)) return;
    this.notAllowed(place, field, id, `an id of ${file}${didYouMean(id, ids)}`);
  }

  error(place: Place, field: YamlPath, text: string): void {
    this.add('error', place, field, text);
  }

  warn(place: Place, field: YamlPath, text: string): void {
    this.add('warning', place, field, text);
  }

  private add(level: Problem['level'], place: Place, field: YamlPath, text: string): void {
    const path = [...place.path, ...field];
    this.all.push({
      level,
      file: place.file.name,
      line: place.file.lineOf(path),
      field: pathText(path),
      text,
    });
  }

  get errors(): readonly Problem[] {
    return this.all.filter((problem) => problem.level === 'error');
  }
}

/** `data/cases/x/y.yaml:31 metrics[2].unit: found "percnt", allowed: …`, in order of file and line. */
export function reportOf(problems: readonly Problem[]): string {
  const byPlace = (a: Problem, b: Problem) => a.file.localeCompare(b.file) || a.line - b.line;
  return [...problems]
    .sort(byPlace)
    .map(({ level, file, line, field, text }) => {
      const where = field === '' ? `${file}:${line}` : `${file}:${line} ${field}`;
      return `${where}: ${level === 'warning' ? 'warning: ' : ''}${text}`;
    })
    .join('\n');
}

/** ` (did you mean "percent"?)` where one of the candidates is close, else nothing. */
export function didYouMean(found: unknown, candidates: Iterable<string>): string {
  if (typeof found !== 'string') return '';
  let best: string | null = null;
  let least = Math.max(2, Math.floor(found.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(found, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === null ? '' : ` (did you mean ${JSON.stringify(best)}?)`;
}

/** A value as a message shows it. */
export function shown(found: unknown): string {
  if (found === undefined) return 'nothing';
  const text = JSON.stringify(found);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function pathText(path: YamlPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** Thrown after everything wrong is collected; nothing was written. */
export class BuildStopped extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(reportOf(problems));
  }
}
