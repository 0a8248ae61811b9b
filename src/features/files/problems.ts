import { fail, type AppError, type Result } from '../../domain/appError.ts';
import { promisedFormat } from './formats.ts';
import { remediesFor } from './loadErrors.ts';
import type { FileOptions, FileProblem, OwnFile, Remedy } from './ownFile.ts';
import { formatOfKind } from './recognise.ts';

interface ProblemsHost {
  problems(): readonly FileProblem[];
  setProblems(problems: readonly FileProblem[]): void;
}

/** Files that could not be read, kept until the person has found a way or let go. */
export class FileProblems {
  readonly #files = new Map<string, File>();

  constructor(private readonly host: ProblemsHost) {}

  /** Says what is wrong with a file, with the ways out that there are. */
  report(file: File | undefined, options: FileOptions, error: AppError, fileName: string): Result<OwnFile> {
    const id = crypto.randomUUID();
    if (file) this.#files.set(id, file);
    const format = options.as ?? promisedFormat(fileName);
    const as = error.kind === 'file_mismatch' ? formatOfKind(String(error.params?.['is'])) : null;
    const remedies: Remedy[] = as ? [{ kind: 'open_as', format: as }] : remediesFor(error, format);
    this.host.setProblems([...this.host.problems(), { id, fileName, error, remedies, options }]);
    return fail(error);
  }

  fileOf(id: string): File | null {
    return this.#files.get(id) ?? null;
  }

  dismiss(id: string): void {
    this.#files.delete(id);
    this.host.setProblems(this.host.problems().filter((p) => p.id !== id));
  }
}
