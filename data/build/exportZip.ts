import { zipSync, type Zippable } from 'fflate';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseOf, type Built } from './build.ts';
import { dictionary } from './dictionary.ts';
import { loadSchema } from './schema.ts';

/** The earliest time a zip can hold, so that the file's bytes depend on nothing but the dataset. */
const epoch = new Date(1980, 0, 1);

/**
 * Writes `yardstick-data-<version>.zip` with the codebook, the data dictionary in both languages, how to cite, the licence,
 * datapackage.json and every table as Parquet and as CSV (UTF-8, header line, empty for null, lists as `[1, 2]`). Gives the
 * path of the file.
 */
export async function exportZip(
  root: string,
  dataFolder: string,
  outFolder: string,
  built: Built,
): Promise<string> {
  const schema = await loadSchema(root);
  const name = `yardstick-data-${built.coded.package?.value.version ?? ''}`;
  const csvFolder = join(outFolder, 'csv');
  await mkdir(csvFolder, { recursive: true });
  const connection = await databaseOf(root, schema, built.coded);
  const files: Zippable = {};
  const put = (path: string, bytes: Uint8Array) => {
    files[`${name}/${path}`] = [bytes, { mtime: epoch }];
  };
  const add = async (path: string, from: string) => {
    put(path, new Uint8Array(await readFile(from)));
  };
  await add('README.md', join(root, 'data/README.md'));
  for (const language of ['en', 'zh'] as const) {
    put(`dictionary.${language}.md`, new TextEncoder().encode(dictionary(schema, language)));
  }
  await add('CITATION.cff', join(root, 'CITATION.cff'));
  await add('LICENSE', join(root, 'LICENSE-DATA'));
  await add('datapackage.json', join(dataFolder, 'datapackage.json'));
  for (const { table } of built.written) {
    const csv = join(csvFolder, `${table.name}.csv`);
    await connection.run(
      `COPY yardstick."${table.name}" TO '${csv.replaceAll("'", "''")}' (FORMAT csv, HEADER)`,
    );
    await add(`${table.name}.parquet`, join(dataFolder, `${table.name}.parquet`));
    await add(`csv/${table.name}.csv`, csv);
  }
  connection.disconnectSync();
  const path = join(outFolder, `${name}.zip`);
  await writeFile(path, zipSync(files, { level: 9 }));
  return path;
}
