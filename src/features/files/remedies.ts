import type { FileOptions, FileProblem, Remedy } from './ownFile.ts';

/** The options by which a failed file is tried again; null where the person has to do something first. */
export function optionsAfter(problem: FileProblem, remedy: Remedy): FileOptions | null {
  const { options } = problem;
  switch (remedy.kind) {
    case 'open_as':
      return { ...options, as: remedy.format };
    case 'skip_bad':
      return { ...options, skipBad: true, csv: { ...options.csv, skipBad: true } };
    case 'column_as_text': {
      const types = { ...options.csv?.types, [remedy.column]: 'VARCHAR' };
      return { ...options, csv: { ...options.csv, types } };
    }
    default:
      return null;
  }
}
