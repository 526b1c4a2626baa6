import type { EventDto } from '../../contracts/event.ts';
import type { ReportEvent } from '../../contracts/incident-report.ts';
import { iso } from '../../reports/text/words.ts';
import type { Cite, ClockMeasurement, ReportFacts } from './facts.ts';

/** A stamp of whole seconds may tell of any moment of its second. */
const SECOND_MS = 1000;
/** A measurement that is further away in time says little of how far a clock was off. */
const NEAR_MS = 30 * 60_000;
/** Ways that measure a server's clock against Pairwatch's, not merely against its partner's. */
const METHODS = new Set<ClockMeasurement['method']>(['sntp', 'ssh']);

/** Everything that happened, each with its stamps: as the server wrote it, and what that was by Pairwatch's clock. */
export function timelineOf({ events, servers }: ReportFacts, cite: Cite): ReportEvent[] {
  const clocks = new Map(
    servers.map(({ name, offsets }) => [name, offsets.filter(({ method }) => METHODS.has(method))]),
  );
  const told = events.map((event) => {
    const corrected = correctedOf(event, clocks.get(event.server ?? '') ?? []);
    return { event, corrected, at: timeOf(event, corrected) };
  });
  told.sort((one, other) => one.at - other.at);
  return told.map(({ event, corrected, at }) => ({
    eventId: event.id,
    kind: event.kind,
    server: event.server,
    at: iso(at),
    serverStamp: event.clock === 'server' ? event.at : null,
    corrected,
    observedAt: event.observedAt,
    from: event.from,
    to: event.to,
    sentence: event.sentence,
    sources: [...new Set(event.evidence.map(({ source }) => source))],
    actor: event.actor,
    count: event.count,
    backfilled: event.backfilled,
    evidence: cite(event.evidence),
  }));
}

/** What a server told of the past was put into the history by that server's own clock, before anybody had measured it. */
function timeOf({ sortAt, backfilled }: EventDto, corrected: ReportEvent['corrected']): number {
  return Date.parse(sortAt) - (backfilled && corrected ? Math.round(corrected.offsetMs) : 0);
}

function correctedOf(
  { clock, at, sortAt }: EventDto,
  offsets: readonly ClockMeasurement[],
): ReportEvent['corrected'] {
  if (clock !== 'server') return null;
  const time = Date.parse(sortAt);
  const [before, after] = aroundOf(offsets, time);
  const nearest = nearerOf(before, after, time);
  if (nearest === null) return null;
  const stamp = Date.parse(at);
  return {
    at: iso(Math.round(stamp - nearest.valueMs)),
    offsetMs: nearest.valueMs,
    uncertaintyMs:
      nearest.uncertaintyMs + changeBetween(before, after) + (stamp % SECOND_MS === 0 ? SECOND_MS : 0),
    measuredAt: iso(nearest.at),
  };
}

/** How much the offset changed between two measurements: nobody knows when in between. */
function changeBetween(before: ClockMeasurement | null, after: ClockMeasurement | null): number {
  if (before === null || after === null) return 0;
  const change = Math.abs(after.valueMs - before.valueMs);
  return change > before.uncertaintyMs + after.uncertaintyMs ? change : 0;
}

/** The measurements right before and after a time that are near enough to it; of measurements in the order of their times. */
function aroundOf(
  offsets: readonly ClockMeasurement[],
  time: number,
): [ClockMeasurement | null, ClockMeasurement | null] {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle]?.at ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const near = (measurement: ClockMeasurement | undefined) =>
    measurement && Math.abs(measurement.at - time) <= NEAR_MS ? measurement : null;
  return [near(offsets[low - 1]), near(offsets[low])];
}

function nearerOf(
  before: ClockMeasurement | null,
  after: ClockMeasurement | null,
  time: number,
): ClockMeasurement | null {
  if (before === null || after === null) return before ?? after;
  return time - before.at <= after.at - time ? before : after;
}
