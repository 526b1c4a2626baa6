import { withArrivals } from '../../pair/clocks/arrival.ts';
import { clocksOf } from '../../pair/clocks/clocks.ts';
import type { SkewSample } from '../../pair/clocks/facts.ts';
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

/** At most `MOST_SKEWS` of them, the younger half whole. */
export function thinned(skews: readonly SkewSample[]): readonly SkewSample[] {
  if (skews.length <= MOST_SKEWS) return skews;
  const half = Math.floor(skews.length / 2);
  return thinned(skews.filter((_, index) => index >= half || index % 2 === 0));
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
