import { withArrivals } from '../../pair/clocks/arrival.ts';
import { clocksOf } from '../../pair/clocks/clocks.ts';
import type { Clocks, SkewSample } from '../../pair/clocks/facts.ts';
import type { FailoverView } from '../../pair/facts.ts';
import { withStamps } from '../../pair/stamps.ts';
import type { NewClockSample } from '../../store/clock-samples.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import type { LeasesReading, Reading } from '../reading.ts';
import { clockFactsOf } from './facts.ts';

/** As many skews are remembered; when there are more, every second of the older ones goes. */
const MOST_SKEWS = 720;

/** What a reading says of the clocks: samples to keep, and the skew that comes of them. Pure. */
export function takeClockReading(
  memory: PairMemory,
  reading: Reading,
): { memory: PairMemory; samples: NewClockSample[] } {
  if (!reading.outcome.ok) return { memory, samples: [] };
  if (reading.kind === 'leases')
    return {
      memory: takeGrants(memory, reading.serverId, reading.outcome.value, reading.finishedAt),
      samples: [],
    };
  if (reading.kind === 'omapi')
    return { memory: takeStamps(memory, reading, reading.outcome.value.view), samples: [] };
  if (reading.kind !== 'clock') return { memory, samples: [] };
  const samples: NewClockSample[] = reading.outcome.value.readings.map(
    ({ method, at, offsetMs, uncertaintyMs }) => ({
      serverId: reading.serverId,
      method,
      at,
      valueMs: offsetMs,
      uncertaintyMs,
    }),
  );
  const { skew } = clocksOf(clockFactsOf(memory, reading.finishedAt), reading.finishedAt);
  const at = skew === null ? null : Date.parse(skew.measuredAt);
  // Our clock may have been set back: what it dated after now is of no known time.
  const known = memory.truth.skews.filter((sample) => sample.at <= reading.finishedAt);
  if (skew === null || at === null || at <= (known.at(-1)?.at ?? 0)) return { memory, samples };
  const { skewMs, uncertaintyMs, method } = skew;
  const skews = thinned([...known, { at, skewMs, uncertaintyMs }]);
  return {
    memory: { ...memory, truth: { ...memory.truth, skews } },
    samples: [...samples, { serverId: null, method, at, valueMs: skewMs, uncertaintyMs }],
  };
}

/** As often as clocks are read where they can be. */
const SNAPSHOT_EVERY_MS = 60_000;

/**
 * The skew to keep for the history where no clock is read and only lease files and stamps tell of it; none while it says
 * nothing new.
 */
export function snapshotSamples(
  skew: Clocks['skew'],
  { snapshotAt }: Pick<PairMemory['truth'], 'snapshotAt'>,
  now: number,
): NewClockSample[] {
  if (skew === null || (skew.method !== 'arrival' && skew.method !== 'stos')) return [];
  // Stamps are by the servers' clocks, which may be ahead.
  const at = Math.min(Date.parse(skew.measuredAt), now);
  if (snapshotAt !== null && snapshotAt <= now && at < snapshotAt + SNAPSHOT_EVERY_MS) return [];
  const { method, skewMs, uncertaintyMs } = skew;
  return [{ serverId: null, method, at, valueMs: skewMs, uncertaintyMs }];
}

/** At most `MOST_SKEWS` of them, the younger half whole. */
export function thinned(skews: readonly SkewSample[]): readonly SkewSample[] {
  if (skews.length <= MOST_SKEWS) return skews;
  const half = Math.floor(skews.length / 2);
  return thinned(skews.filter((_, index) => index >= half || index % 2 === 0));
}

function takeStamps(memory: PairMemory, { serverId, attemptAt }: Reading, view: FailoverView): PairMemory {
  const server = memory.servers.find((each) => each.serverId === serverId);
  if (!server) return memory;
  const stamps = withStamps(memory.truth.stamps, server.role, view, attemptAt);
  return { ...memory, truth: { ...memory.truth, stamps } };
}

function takeGrants(
  memory: PairMemory,
  serverId: number,
  { grants, absentAt }: LeasesReading,
  now: number,
): PairMemory {
  const server = memory.servers.find((each) => each.serverId === serverId);
  if (!server || absentAt === null || grants.length === 0) return memory;
  const arrivals = withArrivals(
    memory.truth.arrivals,
    grants.map(({ isOwn, startsAt }) => ({
      grantedBy: isOwn ? server.role : partnerRole(server),
      seenIn: server.role,
      startsAt,
      absentAt,
      seenAt: now,
    })),
    now,
  );
  return { ...memory, truth: { ...memory.truth, arrivals } };
}

const partnerRole = ({ role }: ServerMemory) => (role === 'primary' ? 'secondary' : 'primary');
