import { messageOf, type AppError } from '../domain/appError.ts';
import { rememberHandle } from '../features/files/fileHandles.ts';
import type { FileHandle } from '../workspace/ownFileStore.ts';

/** Where the browser hands over the files with which the installed app was opened; kept until somebody asks. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileHandle[] }) => void): void;
}

export interface Launched {
  onFiles(files: readonly File[]): void;
  onError(error: AppError): void;
}

/** Takes the files that the system opens with the installed app, now and while the page is open. Elsewhere it does nothing. */
export function followLaunches({ onFiles, onError }: Launched): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  const read = async (handle: FileHandle): Promise<readonly File[]> => {
    try {
      return [rememberHandle(await handle.getFile(), handle)];
    } catch (thrown) {
      onError({ kind: 'file_unreadable', message: messageOf(thrown), params: { name: handle.name } });
      return [];
    }
  };
  launchQueue?.setConsumer(({ files = [] }) => {
    void Promise.all(files.map(read)).then((all) => {
      onFiles(all.flat());
    });
  });
}
