import type { AppError } from '../domain/appError.ts';

/** Why the engine could not start, thrown within the boot; callers of the boot get the error as a value. */
export class BootFailure extends Error {
  constructor(readonly error: AppError) {
    super(error.message);
  }
}
