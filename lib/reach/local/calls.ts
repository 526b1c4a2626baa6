import { givenUpError, ReachError } from '../error.ts';
import { noPermission, notFound, unreadable } from '../path-error.ts';

/**
 * File calls of this machine. Node can't call one off: it keeps a thread until a dead network share answers. So a call
 * that was given up blocks further ones on its path, lest they take up every thread.
 */
export class LocalCalls {
  readonly #stuck = new Set<string>();
  #closed = false;

  /** What `start` gives, with its errors as ReachErrors; `late` gets what comes after the caller gave up. */
  async run<T>(
    path: string,
    signal: AbortSignal,
    start: () => Promise<T>,
    late: (value: T) => void = () => {},
  ): Promise<T> {
    this.assertOpen();
    if (signal.aborted) throw givenUpError(signal.reason, `reading ${path}`);
    if (this.#stuck.has(path))
      throw new ReachError(
        'timeout',
        `${path} still gives no data; check the disk or the network share it lies on: stat ${path}`,
      );
    const call = start();
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#stuck.add(path);
        call.then(late, () => {}).finally(() => this.#stuck.delete(path));
        reject(givenUpError(signal.reason, `reading ${path}`));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      call
        .then(resolve, (error: unknown) => reject(localError(path, error)))
        .finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  assertOpen(): void {
    if (this.#closed) throw new ReachError('closed', 'The reader of local files was closed.');
  }

  close(): void {
    this.#closed = true;
  }
}

function localError(path: string, error: unknown): ReachError {
  const reader = { where: '', account: process.getuid ? String(process.getuid()) : 'this user' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(path, reader, error);
  if (code === 'EACCES' || code === 'EPERM') return noPermission(path, reader, error);
  return unreadable(path, reader, code, error);
}
