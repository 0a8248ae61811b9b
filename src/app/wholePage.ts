import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { fetchFile, insidePage } from '../engine/pageFiles.ts';
import { composePage, withWork } from '../share/workbenchFile.ts';
import { readArchive, toArchive } from '../workspace/archive.ts';
import { storageName } from '../workspace/storageName.ts';
import type { Work } from '../workspace/work.ts';

const partOf = (name: string): string =>
  document.querySelector(`[data-part="${CSS.escape(name)}"], [data-file="${CSS.escape(name)}"]`)
    ?.textContent ?? '';

/** The single file as the build made it: from the server, or written out by itself. */
async function wholePage(): Promise<string> {
  if (insidePage) return composePage(await (await fetchFile('shell')).text(), partOf);
  const response = await fetch(new URL('yardstick.html', document.baseURI));
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

/** Eight digits that tell one file's storage from another's. */
const newId = (): string => crypto.randomUUID().slice(0, 8);

/** The whole workbench as one file, with these works inside. */
export async function workbenchFile(works: readonly Work[]): Promise<Result<Blob>> {
  try {
    const page = await wholePage();
    const archive = works.length > 0 ? toArchive(works, new Date().toISOString()) : '';
    const full = withWork(page, archive, works.length > 0 ? newId() : '');
    if (full === null) return fail({ kind: 'whole_page_missing', message: 'another page' });
    return ok(new Blob([full], { type: 'text/html' }));
  } catch (thrown) {
    return fail({ kind: 'whole_page_missing', message: messageOf(thrown), cause: thrown });
  }
}

const takenKey = storageName('work-taken');

function isTaken(): boolean {
  try {
    return localStorage.getItem(takenKey) !== null;
  } catch {
    return false;
  }
}

/**
 * Takes the work that came inside this file into its own storage, at the first visit: what is changed or deleted later stays so. True
 * when there was some.
 */
export async function takeWorkInside(
  importAll: (works: readonly Work[], mode: 'merge') => Promise<Result<null>>,
): Promise<Result<boolean>> {
  const text = insidePage ? partOf('works').trim() : '';
  if (text === '' || isTaken()) return ok(false);
  const read = await readArchive(new Blob([text]));
  if (!read.ok) return read;
  if (read.value === null)
    return fail({ kind: 'file_damaged', message: 'the work inside is not a workspace' });
  const imported = await importAll(read.value, 'merge');
  if (!imported.ok) return imported;
  try {
    localStorage.setItem(takenKey, 'yes');
  } catch {
    // Nothing is stored at all: taken anew at the next visit.
  }
  return ok(true);
}
