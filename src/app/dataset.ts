import { DATASET_HASH, DATASET_VERSION, datasetTables, datasetViews } from '../domain/dataset.generated.ts';
import type { BootAssets } from '../engine/boot.ts';
import { engineAssets } from '../engine/assets.ts';
import type { DatasetStamp } from '../workspace/work.ts';

export const dataset: DatasetStamp = { version: DATASET_VERSION, hash: DATASET_HASH };

const absolute = (path: string): string => new URL(path, document.baseURI).href;

/** Where the engine, its extensions and the data are: addresses beside the page's own, in the single file too. */
export const bootAssets = (): BootAssets => ({
  duckdbUrl: absolute(engineAssets.duckdbUrl),
  workerUrl: absolute(engineAssets.workerUrl),
  wasmUrl: absolute(engineAssets.wasmUrl),
  extensionsUrl: absolute('extensions'),
  tables: datasetTables.map((t) => ({ name: t.name, url: absolute(`data/${t.path}`) })),
  dataHash: DATASET_HASH,
  descriptionUrl: absolute('data/datapackage.json'),
  views: datasetViews.map((v) => v.sql),
});
