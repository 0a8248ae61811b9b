import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadChecked } from './build.ts';
import { checkQuotes, checkRuns } from './checkDocuments.ts';
import { readDocuments } from './documents.ts';
import { Problems, type Problem } from './problems.ts';
import { uncodedLines, type UncodedLine } from './uncoded.ts';

export interface Checked {
  readonly problems: readonly Problem[];
  /** How many documents were at hand. */
  readonly documents: number;
  readonly uncoded: readonly UncodedLine[];
}

/** Compares what was coded with the documents in a folder; null where there is no such folder. */
export async function checkAgainstDocuments(root: string, folder: string): Promise<Checked | null> {
  const sources = resolve(root, folder);
  const present = await stat(sources).catch(() => null);
  if (!present?.isDirectory()) return null;
  const { coded } = await loadChecked(root, false);
  const problems = new Problems();
  const documents = await readDocuments(sources, coded, problems);
  checkQuotes(coded, documents, problems);
  checkRuns(coded, documents, problems);
  return { problems: problems.all, documents: documents.size, uncoded: uncodedLines(coded, documents) };
}
