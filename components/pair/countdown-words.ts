import type { CountdownsDto } from '../../lib/contracts/truth.ts';
import { formatUncertainty } from '../../lib/pair/clocks/words.ts';
import { formatTime, type Zone } from '../../lib/pair/sentence.ts';

type Countdown = Pick<CountdownsDto[number], 'endsAt' | 'uncertaintyMs' | 'isEarliest' | 'sync'>;

/** How sure the end is, and how far a server is with fetching leases; empty where there is nothing to say. */
export function marginOf(
  { endsAt, uncertaintyMs, isEarliest, sync }: Countdown,
  nowMs: number,
  zone: Zone,
): string {
  const parts = [
    ...(endsAt === null ? [] : endWords(uncertaintyMs, isEarliest)),
    ...syncWords(sync, nowMs, zone),
  ];
  return parts.join(' ');
}

function endWords(uncertaintyMs: number | null, isEarliest: boolean): string[] {
  const sure =
    uncertaintyMs === null
      ? 'By the server’s own clock, which was not read: it may be off by as much as that is.'
      : `Known to ${formatUncertainty(uncertaintyMs, uncertaintyMs)}.`;
  return isEarliest ? ['That is the earliest.', sure] : [sure];
}

function syncWords(sync: Countdown['sync'], nowMs: number, zone: Zone): string[] {
  if (sync === null) return [];
  const began = `It asked for the leases at ${formatTime(sync.startedAt, nowMs, zone)}`;
  return sync.completedAt === null
    ? [`${began}; how many are still to come dhcpd does not tell.`]
    : [`${began} and had them all at ${formatTime(sync.completedAt, nowMs, zone)}.`];
}
