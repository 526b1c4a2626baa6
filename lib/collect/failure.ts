import { DhcpdConfigError } from '../dhcpd/config/error.ts';
import { OmapiError } from '../omapi/errors.ts';
import type { SourceFailure } from '../pair/facts.ts';
import { ReachError } from '../reach/error.ts';
import { PollDeadline } from './poller.ts';

/** What a source threw, as a fact to store: a machine word and a sentence that tells the operator what to do. */
export function failureOf(error: unknown): SourceFailure {
  if (error instanceof OmapiError || error instanceof ReachError)
    return { kind: error.kind, message: error.message };
  if (error instanceof DhcpdConfigError) return { kind: 'syntax', message: error.message };
  if (error instanceof PollDeadline) return { kind: 'timeout', message: error.message };
  if (error instanceof SourceError) return { kind: error.kind, message: error.message };
  return {
    kind: 'internal',
    message: `Pairwatch itself failed: ${error instanceof Error ? error.message : String(error)}`,
  };
}

/** A source that can't be read for a reason of its own settings or data. */
export class SourceError extends Error {
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.name = 'SourceError';
    this.kind = kind;
  }
}
