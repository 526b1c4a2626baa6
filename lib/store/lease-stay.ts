import { NEVER_SECONDS } from '../contracts/lease-filter.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';

/** Who has an address in which state, since when by the server's clock. */
export type Stay = {
  state: string;
  hardware: string | null;
  clientId: string | null;
  hostname: string | null;
  sinceSeconds: number;
};

/** A stay that is over. */
export type EndedStay = Stay & { address: number; untilSeconds: number };

/**
 * What is known of an address before a block of it: its present stay, and what is sure to be over when the block's stay
 * begins. A stay that was dated by when it was seen is not sure: the server's clock may be behind Pairwatch's.
 */
export type Before = { stay: Stay | null; notBefore: number };

type Times = Pick<LeaseRecord, 'starts' | 'ends'> & { state: string };

/** Whether a stay has its begin from when its block was seen, not from what the block says. */
export function wasDatedBySight({ state, starts, ends }: Times, sinceSeconds: number): boolean {
  if (sinceSeconds === starts || sinceSeconds === ends) return false;
  const isRenewed = state === 'active' && starts !== null && sinceSeconds < starts;
  return !isRenewed;
}

/** What is known of an address once a block of it was taken in. */
export function afterBlock(block: LeaseRecord, stay: Stay, before: Before): Before {
  const isSure = !wasDatedBySight(block, stay.sinceSeconds);
  return { stay, notBefore: isSure ? stay.sinceSeconds : before.notBefore };
}

/** The stay that a block begins, or goes on with where it is but a renewal. */
export function stayOf(block: LeaseRecord, { stay, notBefore }: Before, observedSeconds: number): Stay {
  const { state, hardware, clientId, hostname } = block;
  const goesOn = stay !== null && isSameStay(stay, block);
  const sinceSeconds = goesOn ? stay.sinceSeconds : beginOf(block, { stay, notBefore }, observedSeconds);
  return { state, hardware, clientId, hostname, sinceSeconds };
}

/** Whether the second stay, the next of the same address, ends the first and somebody had the address in either. */
export function isWorthASpan(stay: Stay, next: Stay): boolean {
  return !isSameStay(stay, next) && (hasHolder(stay) || hasHolder(next));
}

type StayKey = Pick<Stay, 'state' | 'hardware' | 'clientId'>;

function isSameStay(a: StayKey, b: StayKey): boolean {
  return a.state === b.state && a.hardware === b.hardware && a.clientId === b.clientId;
}

/** Former stays of an address where the next is known to have begun by a time: none reaches beyond it. */
export function trimmed(stays: readonly EndedStay[], bySeconds: number): EndedStay[] {
  return stays
    .filter(({ sinceSeconds }) => sinceSeconds < bySeconds)
    .map((stay) => ({ ...stay, untilSeconds: Math.min(stay.untilSeconds, bySeconds) }));
}

export function hasHolder({ hardware, clientId }: Pick<Stay, 'hardware' | 'clientId'>): boolean {
  return hardware !== null || clientId !== null;
}

/**
 * When a block's stay began. dhcpd leaves `starts` at the time of the grant in most changes of state, so that it only
 * says something of a change where it is later than the stay before; `ends` of a free lease means "free since"
 * (reference 4.3). Where the block says nothing, the time it was seen stands.
 */
function beginOf(block: LeaseRecord, before: Before, observedSeconds: number): number {
  const { stay, notBefore } = before;
  const said = wasGivenBack(block, before)
    ? Math.min(block.ends, Math.max(observedSeconds, block.starts ?? 0))
    : saidBegin(block, stay?.sinceSeconds ?? notBefore);
  return Math.max(notBefore, said === null || said === NEVER_SECONDS ? observedSeconds : said);
}

/**
 * Whether a lease became free out of its holder's hands. Then `starts` may be the grant of the last renewal, which no
 * stay knows, and what is later of the two is the end of the holding.
 */
function wasGivenBack(block: LeaseRecord, { stay }: Before): block is LeaseRecord & { ends: number } {
  const { state, starts, ends } = block;
  const isFree = state === 'free' || state === 'backup';
  return (
    stay?.state === 'active' && isFree && ends !== null && ends !== NEVER_SECONDS && ends > (starts ?? 0)
  );
}

function saidBegin({ state, starts, ends }: LeaseRecord, stayBefore: number): number | null {
  switch (state) {
    case 'active':
      return starts;
    case 'expired':
    case 'released':
      return ends ?? starts;
    case 'free':
    case 'backup':
      return later(starts, stayBefore) ?? later(ends, stayBefore);
    default:
      return later(starts, stayBefore);
  }
}

function later(seconds: number | null, than: number): number | null {
  return seconds !== null && seconds !== NEVER_SECONDS && seconds > than ? seconds : null;
}
