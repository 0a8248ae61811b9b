import { noDescription, readDescription, type DatasetDescription } from '../domain/datasetDescription.ts';
import { fetchFile } from './pageFiles.ts';

/** Fetches the data package; without it (no file there, no network) tables go by their names alone. */
export async function fetchDescription(): Promise<DatasetDescription> {
  try {
    const response = await fetchFile(new URL('data/datapackage.json', document.baseURI).href);
    return response.ok ? readDescription(await response.json()) : noDescription;
  } catch {
    return noDescription;
  }
}
