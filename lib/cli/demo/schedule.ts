import type { SourceKind } from '../../pair/facts.ts';
import type { ServerId } from '../../simulate/model/server.ts';

/** What is read of which server at a moment of the past. */
export type Moment = { atMs: number; readings: { server: ServerId; kind: SourceKind; intervalMs: number }[] };

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A source is read every `everyMs` from `beforeMs` before the present on, until the next line says otherwise. */
type Pace = readonly { beforeMs: number; everyMs: number }[];
type Paces = { servers: readonly ServerId[]; kind: SourceKind; pace: Pace }[];

/** From so long before the present on, pools are read for charts of a day. */
export const FINE_MS = 25 * HOUR_MS;

/** Charts of 30 days have a point for two hours, of a week for one, of a day for 15 minutes; longer ones begin late. */
const POOLS: Pace = [
  { beforeMs: 30 * DAY_MS + 4 * HOUR_MS, everyMs: 2 * HOUR_MS },
  { beforeMs: 7 * DAY_MS + 2 * HOUR_MS, everyMs: HOUR_MS },
  { beforeMs: FINE_MS, everyMs: 15 * MINUTE_MS },
  { beforeMs: 2 * HOUR_MS, everyMs: 5 * MINUTE_MS },
  { beforeMs: 20 * MINUTE_MS, everyMs: 2 * MINUTE_MS },
];
/** A reading of many pools takes long to store: of a larger pair the last days have to do. */
const MANY_POOLS = 6;
const MANY_SINCE_MS = 78 * HOUR_MS;
const STATES: Pace = [
  { beforeMs: 365 * DAY_MS, everyMs: 3 * DAY_MS },
  { beforeMs: 15 * DAY_MS, everyMs: DAY_MS },
  { beforeMs: 25 * HOUR_MS, everyMs: 3 * HOUR_MS },
  { beforeMs: 3 * HOUR_MS, everyMs: 30 * MINUTE_MS },
  { beforeMs: HOUR_MS, everyMs: 5 * MINUTE_MS },
];
/** New clients and ended leases are counted by the hour, of the last days: forecasts are told from it. */
const LEASES: Pace = [
  { beforeMs: 365 * DAY_MS, everyMs: 7 * DAY_MS },
  { beforeMs: 78 * HOUR_MS, everyMs: HOUR_MS },
  { beforeMs: HOUR_MS, everyMs: 15 * MINUTE_MS },
];
/** What the servers tell alike, both are asked of late only: an old word of one beside a new one of the other is none of now. */
const lately = (pace: Pace): Pace => pace.filter(({ beforeMs }) => beforeMs <= HOUR_MS);
const CLOCKS: Pace = [
  { beforeMs: 365 * DAY_MS, everyMs: 3 * DAY_MS },
  { beforeMs: 48 * DAY_MS, everyMs: DAY_MS },
  { beforeMs: 40 * DAY_MS, everyMs: 3 * DAY_MS },
  { beforeMs: 15 * DAY_MS, everyMs: DAY_MS },
  { beforeMs: 25 * HOUR_MS, everyMs: 3 * HOUR_MS },
  { beforeMs: HOUR_MS, everyMs: 15 * MINUTE_MS },
];
const CONFIG: Pace = [
  { beforeMs: 365 * DAY_MS, everyMs: 7 * DAY_MS },
  { beforeMs: DAY_MS, everyMs: 12 * HOUR_MS },
];

const BOTH: readonly ServerId[] = ['a', 'b'];
const PACES: Paces = [
  { servers: BOTH, kind: 'omapi', pace: STATES },
  { servers: ['a'], kind: 'pools', pace: POOLS },
  { servers: ['b'], kind: 'pools', pace: lately(POOLS) },
  { servers: ['b'], kind: 'leases', pace: lately(LEASES) },
  { servers: ['a'], kind: 'leases', pace: LEASES },
  { servers: BOTH, kind: 'clock', pace: CLOCKS },
  { servers: BOTH, kind: 'config', pace: CONFIG },
];

/** Seconds around something that was done to a pair at which both servers are asked for their state, and at some for pools. */
const AROUND_S = [-20, 2, 4, 6, 90, 310, 620, 1_200];
const ALSO_POOLS_S = [-20, 90, 620, 1_200];

/** Seconds after a configuration was changed at which both are read. */
const CONFIG_AFTER_S = [20, 400, 800];

/** From the last moment to the last look, which comes when all before is stored. */
const LAST_MS = MINUTE_MS;

/** How often each source is asked from the last look on: as the settings have it by themselves. */
const LIVE_MS: Record<SourceKind, number> = {
  omapi: 2_000,
  pools: 10_000,
  leases: 2_000,
  log: 2_000,
  config: MINUTE_MS,
  clock: MINUTE_MS,
};

/** Everything at once, as the last that is read of the past. */
export function lastLook(atMs: number): Moment {
  const readings = PACES.flatMap(({ servers, kind }) =>
    servers.map((server) => ({ server, kind, intervalMs: LIVE_MS[kind] })),
  );
  return { atMs, readings: inOrder(readings) };
}

/** What the order within a moment is: states first, the pools of a configuration after it. */
const ORDER: readonly SourceKind[] = ['config', 'omapi', 'clock', 'pools', 'leases', 'log'];

/**
 * When to read what, from `fromMs` up to `presentMs`, where all is read once more: seldom in quiet times, and closely around
 * what happened. `pools`: how many the pair has; `stirred`: when something was done to the pair; `configured`: when its configuration changed.
 */
export function momentsOf(
  { fromMs, presentMs }: { fromMs: number; presentMs: number },
  {
    pools,
    stirred,
    configured,
  }: { pools: number; stirred: readonly number[]; configured: readonly number[] },
): Moment[] {
  const times = PACES.flatMap(({ servers, kind, pace }) => {
    const longestMs = kind === 'pools' && pools >= MANY_POOLS ? MANY_SINCE_MS : pace[0]?.beforeMs;
    const sinceMs = Math.max(fromMs, presentMs - Math.min(longestMs ?? 0, pace[0]?.beforeMs ?? 0));
    const regular = paced(pace, sinceMs, presentMs);
    const special = (offsets: readonly number[], around: readonly number[]) =>
      around.flatMap((at) => offsets.map((offset) => at + offset * SECOND_MS));
    const more =
      kind === 'omapi'
        ? special(AROUND_S, stirred)
        : kind === 'pools'
          ? special(ALSO_POOLS_S, stirred)
          : kind === 'config'
            ? special(CONFIG_AFTER_S, configured)
            : [];
    const all = [
      ...new Set([sinceMs, ...regular, ...more.filter((at) => at > fromMs && at < presentMs), presentMs]),
    ];
    all.sort((one, other) => one - other);
    return servers.flatMap((server) =>
      all.map((atMs, index) => {
        const next = all[index + 1];
        return { atMs, server, kind, intervalMs: next === undefined ? LAST_MS : next - atMs };
      }),
    );
  });
  const moments = new Map<number, Moment>();
  for (const { atMs, ...reading } of times) {
    const moment = moments.get(atMs) ?? { atMs, readings: [] };
    moments.set(atMs, moment);
    moment.readings.push(reading);
  }
  return [...moments.values()]
    .map(({ atMs, readings }) => ({ atMs, readings: inOrder(readings) }))
    .sort((one, other) => one.atMs - other.atMs);
}

const inOrder = (readings: Moment['readings']): Moment['readings'] =>
  [...readings].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));

/** Times at whole multiples of their distance, so that those of several sources fall together. */
function paced(pace: Pace, fromMs: number, presentMs: number): number[] {
  return pace.flatMap(({ beforeMs, everyMs }, index) => {
    const from = Math.max(fromMs, presentMs - beforeMs);
    const until = presentMs - (pace[index + 1]?.beforeMs ?? 0);
    const first = Math.ceil(from / everyMs) * everyMs;
    return Array.from(
      { length: Math.max(0, Math.ceil((until - first) / everyMs)) },
      (_, step) => first + step * everyMs,
    );
  });
}
