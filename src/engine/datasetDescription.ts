import { noDescription, readDescription, type DatasetDescription } from '../domain/datasetDescription.ts';

/** Fetches the data package; without it (no file there, no network) tables go by their names alone. */
export async function fetchDescription(): Promise<DatasetDescription> {
  try {
    const response = await fetch(new URL('data/datapackage.json', document.baseURI));
    return response.ok ? readDescription(await response.json()) : noDescription;
  } catch {
    return noDescription;
  }
}
