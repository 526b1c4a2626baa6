/** A lease file that could not be copied. The message tells an operator what was found, where, and what mends it. */
export class CopyError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CopyError';
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];

/** What kept a copy from being written to this machine's disk. */
export function notWritten(folder: string, error: unknown): CopyError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return FULL.includes(code)
    ? new CopyError(
        `The disk of ${folder} is full: no copy was made, and the older ones are kept. Make room there, or keep fewer by backups: in pairwatch.yaml.`,
        error,
      )
    : new CopyError(
        `The copy could not be written to ${folder} (${code}); the older ones are kept. Check that Pairwatch may write there.`,
        error,
      );
}
