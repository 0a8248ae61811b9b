import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Coded, Located } from './load.ts';
import type { Problems } from './problems.ts';
import type { Source } from './shapes.ts';

/** A document as it was read. */
export interface SourceDocument {
  readonly id: string;
  /** The first line is at index 0. */
  readonly lines: readonly string[];
}

/** Reads the documents that are in a folder and compares each with what `data/sources.yaml` says of it. */
export async function readDocuments(
  folder: string,
  coded: Coded,
  problems: Problems,
): Promise<ReadonlyMap<string, SourceDocument>> {
  const documents = new Map<string, SourceDocument>();
  for (const record of coded.sources) {
    const document = await readDocument(folder, record, problems);
    if (document) documents.set(document.id, document);
  }
  return documents;
}

async function readDocument(
  folder: string,
  record: Located<Source>,
  problems: Problems,
): Promise<SourceDocument | null> {
  const { id, file_name, sha256, line_count } = record.value;
  const content = await readFile(join(folder, file_name)).catch(() => null);
  if (!content) {
    problems.error(record, ['file_name'], `${file_name} is not in ${folder}`);
    return null;
  }
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256) problems.error(record, ['sha256'], `the document has the hash ${found}`);
  const lines = content.toString('utf8').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== line_count) {
    problems.error(record, ['line_count'], `the document has ${lines.length} lines`);
  }
  return { id, lines };
}
