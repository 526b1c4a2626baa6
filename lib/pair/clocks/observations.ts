import type { Observation } from '../lasting.ts';
import { apartObservations } from './apart.ts';
import { contradictions } from './contradictions.ts';
import { evidenceOfReadings, evidenceOfSkew } from './evidence.ts';
import type { ClockFacts, Clocks } from './facts.ts';
import { isAtLeast, levelOf } from './levels.ts';
import { serverObservations, tellingSource, tellingSynchronised } from './server.ts';
import { tellAfterMs } from './tell-after.ts';
import { freshReadingsOf } from './ways.ts';
import { formatAbout, formatOff, formatUncertainty, namesOf } from './words.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** What is not as it should be with the clocks of a pair at `now`. `clocks` is `clocksOf(facts, now)`. */
export function clockObservations(clocks: Clocks, facts: ClockFacts, now: number): Observation[] {
  return [
    ...apartObservations(clocks, facts, now),
    ...serverObservations(clocks, facts, now),
    ...monitorObservations(clocks, facts),
    ...trendObservations(clocks, facts, now),
    ...contradictions(clocks, facts, now),
  ];
}

/** Of which findings the facts tell nothing now, so that they stay as they were last seen: for `lasting`. */
export function clockUndecided(clocks: Clocks, facts: ClockFacts, now: number): (key: string) => boolean {
  const undecided = new Set<string>();
  if (!clocks.skew) for (const key of ['clock:apart', 'clock:trend', 'clock:ways']) undecided.add(key);
  if (clocks.servers.some(({ best }) => best === null)) undecided.add('clock:monitor');
  for (const server of [facts.primary, facts.secondary]) {
    const synchronised = tellingSynchronised(server, now);
    if (!synchronised) undecided.add(`clock:synchronised:${server.name}`);
    if (freshReadingsOf(server, now).length < server.readings.length) {
      undecided.add(`clock:ways:${server.name}`);
    }
    // A clock without a source is off from none.
    if (!tellingSource(server, now) && synchronised?.synchronised !== false) {
      undecided.add(`clock:source:${server.name}`);
    }
  }
  return (key) => undecided.has(key);
}

/** Never an error: it puts the times of what we tell off, but no server. */
function monitorObservations({ servers, monitorSuspect }: Clocks, facts: ClockFacts): Observation[] {
  if (!monitorSuspect) return [];
  const { offsetMs, uncertaintyMs, isCertain } = monitorSuspect;
  const off = `${formatOff(offsetMs)} (${formatUncertainty(uncertaintyMs, offsetMs)}) ${offsetMs > 0 ? 'behind' : 'ahead of'}`;
  const level = levelOf(Math.abs(offsetMs) - uncertaintyMs);
  return [
    {
      key: 'clock:monitor',
      server: null,
      code: 'monitor-clock-off',
      severity: isAtLeast(level, 'warning') ? 'warning' : 'info',
      sentence: isCertain
        ? `Pairwatch's own clock is ${off} the clocks of ${namesOf(facts)}, which are synchronised and agree.`
        : `Pairwatch's own clock is probably off: it is ${off} the clocks of ${namesOf(facts)}, which agree.`,
      nextStep: 'Set the clock of the host that Pairwatch runs on right, and let it follow NTP.',
      evidence: evidenceOfReadings(servers),
      tellAfterMs: tellAfterMs(level, facts),
    },
  ];
}

function trendObservations(clocks: Clocks, facts: ClockFacts, now: number): Observation[] {
  const { skew, trend } = clocks;
  if (!skew || !trend || trend.reachesLimitAt === null) return [];
  const leftMs = trend.reachesLimitAt - now;
  return [
    {
      key: 'clock:trend',
      server: null,
      code: 'clocks-drifting',
      severity: leftMs <= WEEK_MS ? 'warning' : 'info',
      sentence: `The clocks of ${namesOf(facts)} drift by ${formatOff(trend.msPerDay)} a day: in about ${formatAbout(leftMs)} they are 60 s apart, and above that the two refuse to connect.`,
      nextStep: `Let ${namesOf(facts)} follow the same NTP servers.`,
      evidence: evidenceOfSkew(clocks, skew),
      tellAfterMs: HOUR_MS,
    },
  ];
}
