import {
  DATASET_HASH,
  DATASET_VERSION,
  datasetStoredViews,
  datasetTables,
  datasetViews,
} from '../domain/dataset.generated.ts';
import type { BootAssets } from '../engine/bootStart.ts';
import type { DataFile } from '../engine/verifiedData.ts';
import { engineAssets } from '../engine/assets.ts';
import type { DatasetStamp } from '../workspace/work.ts';

export const dataset: DatasetStamp = { version: DATASET_VERSION, hash: DATASET_HASH };

const absolute = (path: string): string => new URL(path, document.baseURI).href;

const filesOf = (files: typeof datasetTables): DataFile[] =>
  files.map(({ name, path, sha256 }) => ({ name, url: absolute(`data/${path}`), sha256 }));

/** Where the engine, its extensions and the data are: addresses beside the page's own, in the single file too. */
export const bootAssets = (): BootAssets => ({
  scriptUrls: engineAssets.scriptUrls.map(absolute),
  workerUrl: absolute(engineAssets.workerUrl),
  wasmUrl: absolute(engineAssets.wasmUrl),
  extensionsUrl: absolute('extensions'),
  tables: filesOf(datasetTables),
  storedViews: filesOf(datasetStoredViews),
  views: datasetViews,
});
