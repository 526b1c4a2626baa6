import type { DeliverySummaryDto } from '../../lib/contracts/delivery.ts';
import { formatDuration } from '../../lib/pair/duration.ts';

type Message = Pick<DeliverySummaryDto, 'status' | 'attempts' | 'nextAttemptAt'>;

/**
 * What became of a message: "delivered after 3 tries", "failed once, next try in 30 s". `isBehind`: one before it is not
 * through yet, and their order is kept.
 */
export function messageWords(
  { status, attempts, nextAttemptAt }: Message,
  isBehind: boolean,
  now: number,
): string {
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  if (status === 'delivered') return attempts <= 1 ? 'delivered' : `delivered after ${tries}`;
  if (status === 'dead') return `given up after ${tries}`;
  if (isBehind) return 'waits for the one before it';
  const leftMs = nextAttemptAt === null ? 0 : Date.parse(nextAttemptAt) - now;
  const next = leftMs > 0 ? `next try in ${formatDuration(leftMs)}` : 'to be sent any moment';
  return attempts === 0
    ? `waits, ${next}`
    : `failed ${attempts === 1 ? 'once' : `${attempts} times`}, ${next}`;
}
