import type { Skew } from '../facts.ts';
import type { Observation } from '../lasting.ts';
import { seriesOf } from './clocks.ts';
import { driftMs } from './drift.ts';
import { evidenceOfReading, evidenceOfSkew } from './evidence.ts';
import type { ClockFacts, Clocks, ServerClock } from './facts.ts';
import { CLOCK_NOTICEABLE_MS } from './levels.ts';
import { tellAfterMs } from './tell-after.ts';
import { contradict, freshReadingsOf } from './ways.ts';
import { aheadOrBehind, formatOff, METHOD_WORDS, namesOf } from './words.ts';

/** A stamp carries its server's own clock, and that may have been set at the time. */
const SAME_TIME_MS = 600_000;

const COMMON = { code: 'clock-ways-contradict', severity: 'info' } as const;

/** Ways that cannot all be right: mostly, one of them does not reach the host that dhcpd runs on. */
export function contradictions(clocks: Clocks, facts: ClockFacts, now: number): Observation[] {
  const found = [
    ...[facts.primary, facts.secondary].flatMap((server) => betweenReadings(server, now)),
    ...betweenWays(clocks, facts),
  ];
  return found.map((each) => ({ ...each, tellAfterMs: tellAfterMs('noticeable', facts) }));
}

function betweenReadings(server: ServerClock, now: number): Observation[] {
  const { name } = server;
  const [one, other] = freshReadingsOf(server, now);
  if (!one || !other) return [];
  const marginMs = one.uncertaintyMs + other.uncertaintyMs + driftMs(one.at - other.at);
  if (Math.abs(one.offsetMs - other.offsetMs) - marginMs <= CLOCK_NOTICEABLE_MS) return [];
  const [first, second] = [one, other].map(
    ({ offsetMs, method }) =>
      `${formatOff(offsetMs)} ${aheadOrBehind(offsetMs)} Pairwatch's by ${METHOD_WORDS[method]}`,
  );
  return [
    {
      ...COMMON,
      key: `clock:ways:${name}`,
      server: name,
      sentence: `The clock of ${name} is ${first}, but ${second}.`,
      nextStep: `Check in the settings that NTP and SSH reach the same host, the one on which dhcpd of ${name} runs.`,
      evidence: [one, other].map((reading) => evidenceOfReading(name, reading)),
    },
  ];
}

/** What the files and stamps tell, against all that was measured about that time. */
function betweenWays(clocks: Clocks, facts: ClockFacts): Observation[] {
  const { skew } = clocks;
  if (!skew) return [];
  for (const way of clocks.ways) {
    if (way.method !== 'arrival' && way.method !== 'stos') continue;
    const measuredAt = Date.parse(way.measuredAt);
    const then = seriesOf(facts, skew).filter(({ at }) => Math.abs(at - measuredAt) <= SAME_TIME_MS);
    const last = then.at(-1);
    if (!last || !then.every((sample) => contradict(sample, way, CLOCK_NOTICEABLE_MS))) continue;
    return [
      {
        ...COMMON,
        key: 'clock:ways',
        server: null,
        sentence: `Pairwatch measured the clock of ${betweenWords(facts, last)}, when by ${METHOD_WORDS[way.method]} it was ${offWords(way)} it.`,
        nextStep: `Check in the settings that NTP and SSH reach the hosts on which dhcpd of ${namesOf(facts)} runs.`,
        evidence: [skew, way].flatMap((each) => evidenceOfSkew(clocks, each)),
      },
    ];
  }
  return [];
}

function betweenWords({ primary, secondary }: ClockFacts, skew: Pick<Skew, 'skewMs'>): string {
  return `${secondary.name} ${offWords(skew)} ${primary.name}'s`;
}

function offWords({ skewMs }: Pick<Skew, 'skewMs'>): string {
  return `${formatOff(skewMs)} ${aheadOrBehind(skewMs)}`;
}
