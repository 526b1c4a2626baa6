import { readFile } from 'node:fs/promises';

/** A file of this machine that could not be read, in words for the operator. */
export class LocalFileError extends Error {
  readonly kind: 'not-found' | 'permission' | 'unreadable';
  readonly path: string;

  constructor(kind: LocalFileError['kind'], path: string, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'LocalFileError';
    this.kind = kind;
    this.path = path;
  }
}

/** The whole text of a local file. Throws LocalFileError. */
export async function readLocalText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw asLocalFileError(path, error);
  }
}

function asLocalFileError(path: string, error: unknown): LocalFileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new LocalFileError(
      'not-found',
      path,
      `${path} does not exist; check the path in pairwatch.yaml`,
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const who = process.getuid ? `user id ${process.getuid()}` : 'this user';
    const message = `${path} may not be read by ${who}; give the Pairwatch user read permission on it and its folders`;
    return new LocalFileError('permission', path, message, error);
  }
  return new LocalFileError('unreadable', path, `${path} could not be read (${code})`, error);
}
