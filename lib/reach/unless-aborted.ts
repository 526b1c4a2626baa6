import { givenUpError } from './error.ts';

/**
 * Like `promise`, but a caller whose signal aborts stops waiting for it: `timeout` or `aborted`, which says what was
 * under way. What comes of the promise afterwards is nobody's business any more, failures included.
 */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal, during: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(givenUpError(signal.reason, during));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
