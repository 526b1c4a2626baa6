import type { PoolDetailDto } from '../../lib/contracts/pool-detail.ts';
import { countOf } from '../../lib/pair/count.ts';
import type { Zone } from '../../lib/pair/sentence.ts';
import { endWords, whyNothingKnown } from '../pair/pools/survivor-words.ts';
import { type OwnShare, ownShares } from './own-share.ts';
import { endTime } from './pool-row.ts';

type Answering = readonly { name: string; answering: boolean | null }[];

/** What a pool's figures mean: who can still give how many, and until when one would last alone. One sentence each. */
export function poolSentences(
  detail: PoolDetailDto,
  answering: Answering,
  now: number,
  zone: Zone,
): string[] {
  if (detail.removedAt !== null) return ['No server has this pool any more. What was read of it is kept.'];
  const shares = ownShares(detail);
  if (shares.every(({ count }) => count === null)) return ['How full this pool is was not read yet.'];
  if (detail.pool.peer === null) return [outside(shares)];
  return [...shares.map((share) => shareSentence(share, answering)), lastingSentence(detail, now, zone)];
}

function shareSentence({ server, count, isOld }: OwnShare, answering: Answering): string {
  if (count === null) return `What ${server} can give by itself is not known.`;
  const isSilent = answering.find(({ name }) => name === server)?.answering === false;
  const own =
    count === 0 ? 'no address of its own left' : `${countOf(count, 'address', 'addresses')} of its own`;
  if (isOld) return `${server} had ${own} when last read.`;
  if (isSilent) return `${server} has ${own}, but answers no clients now.`;
  return count === 0
    ? `${server} has ${own}: clients that are new to it get none from this pool.`
    : `${server} has ${own} to give.`;
}

/** Of the two, the one that would run out first. */
function lastingSentence({ forecast }: PoolDetailDto, now: number, zone: Zone): string {
  if (forecast === null) return 'How long one server would last alone is not worked out yet.';
  const why = whyNothingKnown(forecast);
  if (why !== null) return `How long either would last alone is unknown: ${why}.`;
  const { primary, secondary } = forecast;
  const first = endTime(secondary.alone) < endTime(primary.alone) ? secondary : primary;
  const words = endWords(first.alone, now, zone);
  if (first.alone.kind === 'beyond') return `If either server went away now, the other’s share ${words}.`;
  const lasts = first.alone.kind === 'until' ? `would last ${words}` : `would have ${words}`;
  return first.alone.kind === 'unknown'
    ? `How long ${first.server} would last without ${first.partner} is ${words}.`
    : `If ${first.partner} went away now, ${first.server} alone ${lasts}.`;
}

function outside(shares: readonly OwnShare[]): string {
  const known = shares.flatMap(({ server, count }) =>
    count === null ? [] : [`${server} has ${count} free`],
  );
  return `This pool is outside failover: each server gives of its own and knows nothing of the other’s. ${known.join(', ')}.`;
}
