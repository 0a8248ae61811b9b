import type { Work } from '../workspace/work.ts';

/** Hands a work out as a `*.yardstick.json` file. */
export async function downloadWork(work: Work): Promise<void> {
  const [{ fileNameOf, toFileBlob }, { download }] = await Promise.all([
    import('../share/file.ts'),
    import('../ui/download.ts'),
  ]);
  download(fileNameOf(work.title), toFileBlob(work));
}
