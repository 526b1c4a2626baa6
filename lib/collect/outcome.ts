import type { SourceFailure, SourceKind } from '../pair/facts.ts';
import { failureOf } from './failure.ts';
import { PollDeadline } from './poller.ts';
import type { PartialValue, ReadingValue } from './reading.ts';
import { PartialRead, type Source } from './sources/source.ts';

/** What one read of a source came to. */
export type Outcome<Kind extends SourceKind> =
  | { ok: true; value: ReadingValue[Kind] }
  | { ok: false; failure: SourceFailure; partial?: PartialValue[Kind] };

/** The outcome of one read; null when our own stop cut it short, which says nothing about the server. */
export async function outcomeOf<Kind extends SourceKind>(
  source: Source<Kind>,
  signal: AbortSignal,
): Promise<Outcome<Kind> | null> {
  try {
    return { ok: true, value: await source.read(signal) };
  } catch (error) {
    if (signal.aborted && !(signal.reason instanceof PollDeadline)) return null;
    if (error instanceof PartialRead) {
      const { cause, message, value } = error;
      const failure = cause === undefined ? { kind: 'partial', message } : failureOf(cause);
      return { ok: false, failure, partial: value };
    }
    return { ok: false, failure: failureOf(error) };
  }
}
