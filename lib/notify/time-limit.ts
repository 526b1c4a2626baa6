import type { Clock } from '../clock.ts';

/** One try as a whole: connecting, TLS, sending, and the answer. */
export const TRY_TIMEOUT_MS = 15_000;

export type TimeLimit = { clock: Clock; limitMs: number; stop: AbortSignal };

/** Does `work` with a signal that is aborted when the time is over, for which its reason is an error, or by `stop`. */
export async function withTimeLimit<Result>(
  { clock, limitMs, stop }: TimeLimit,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const cancel = clock.after(limitMs, () => ending.abort(new Error(`no answer within ${limitMs / 1000} s`)));
  // Not AbortSignal.any: what it makes stays in the memory of `stop` for as long as the process lives.
  const end = () => ending.abort(stop.reason);
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  try {
    return await work(ending.signal);
  } finally {
    cancel();
    stop.removeEventListener('abort', end);
  }
}
