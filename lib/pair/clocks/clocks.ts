import type { Skew } from '../facts.ts';
import type { ClockFacts, Clocks, ServerClock, ServerClocks, SkewSample } from './facts.ts';
import { levelOf } from './levels.ts';
import { monitorSuspectOf } from './monitor.ts';
import { trendOf } from './trend.ts';
import { freshReadingsOf, readingsOf, waysOf } from './ways.ts';

/**
 * What is known of the clocks of a pair at `now` (reference 2.2). OMAPI's own `skew` is no part of it: dhcpd never
 * fills it in.
 */
export function clocksOf(facts: ClockFacts, now: number): Clocks {
  const ways = waysOf(facts, now);
  const skew = ways.find(({ isFresh }) => isFresh)?.skew ?? null;
  const primary = serverClocksOf(facts.primary, now);
  const secondary = serverClocksOf(facts.secondary, now);
  return {
    servers: [primary, secondary],
    skew,
    ways: ways.map((way) => way.skew),
    apart: skew && {
      atLeast: levelOf(Math.abs(skew.skewMs) - skew.uncertaintyMs),
      atMost: levelOf(Math.abs(skew.skewMs) + skew.uncertaintyMs),
    },
    monitorSuspect: monitorSuspectOf(primary.best, secondary.best),
    trend: skew && trendOf(seriesOf(facts, skew), now),
  };
}

function serverClocksOf(server: ServerClock, now: number): ServerClocks {
  return {
    name: server.name,
    best: freshReadingsOf(server, now)[0] ?? null,
    ways: readingsOf(server),
  };
}

/** What was measured so far, with the present skew at its end whether or not the history has it already. */
export function seriesOf({ history }: Pick<ClockFacts, 'history'>, skew: Skew): SkewSample[] {
  const { skewMs, uncertaintyMs, measuredAt } = skew;
  const at = Date.parse(measuredAt);
  return [...history.filter((sample) => sample.at < at), { at, skewMs, uncertaintyMs }];
}
