import type { Observation } from '../lasting.ts';
import { evidenceOfReading } from './evidence.ts';
import type { ClockFacts, ClockReading, Clocks, ServerClock } from './facts.ts';
import { CLOCK_NOTICEABLE_MS, isAtLeast, LEVEL_SEVERITY, levelOf } from './levels.ts';
import { tellAfterMs } from './tell-after.ts';
import { freshReadingsOf } from './ways.ts';
import { formatOff } from './words.ts';

/** An NTP client that was just started takes a while to choose its source. */
const UNSYNCHRONISED_AFTER_MS = 900_000;

/** What each server says of its own clock. */
export function serverObservations(clocks: Clocks, facts: ClockFacts, now: number): Observation[] {
  return [facts.primary, facts.secondary].flatMap((server) => [
    ...unsynchronised(clocks, server, now),
    ...offSource(facts, server, now),
  ]);
}

/** The best fresh reading that tells whether the server is synchronised. */
export function tellingSynchronised(server: ServerClock, now: number): ClockReading | undefined {
  return freshReadingsOf(server, now).find(({ synchronised }) => synchronised !== null);
}

/** The best fresh reading that tells how far the server is off from its source, and that. */
export function tellingSource(
  server: ServerClock,
  now: number,
): { reading: ClockReading; offsetMs: number } | undefined {
  return freshReadingsOf(server, now).flatMap((reading) =>
    reading.upstreamOffsetMs === null ? [] : { reading, offsetMs: reading.upstreamOffsetMs },
  )[0];
}

/**
 * A clock that nothing steers is a warning. While the two clocks are known to be near each other it is only worth
 * knowing: a virtual machine may have its time from its host.
 */
function unsynchronised({ apart }: Clocks, server: ServerClock, now: number): Observation[] {
  const { name } = server;
  const reading = tellingSynchronised(server, now);
  if (reading?.synchronised !== false) return [];
  const isNear = apart !== null && !isAtLeast(apart.atMost, 'warning');
  return [
    {
      key: `clock:synchronised:${name}`,
      server: name,
      code: 'clock-not-synchronised',
      severity: isNear ? 'info' : 'warning',
      sentence: `${name} says that its clock is not synchronised to anything.`,
      nextStep: `Start an NTP client on ${name}, and check that it reaches its servers.`,
      evidence: [evidenceOfReading(name, reading)],
      tellAfterMs: UNSYNCHRONISED_AFTER_MS,
    },
  ];
}

function offSource(facts: ClockFacts, server: ServerClock, now: number): Observation[] {
  const { name } = server;
  const telling = tellingSource(server, now);
  const level = levelOf(Math.abs(telling?.offsetMs ?? 0));
  if (!telling || level === 'together') return [];
  const { reading, offsetMs } = telling;
  const source = reading.upstream ?? 'its time source';
  return [
    {
      key: `clock:source:${name}`,
      server: name,
      code: 'clock-off-source',
      severity: LEVEL_SEVERITY[level],
      sentence: `${name} says that its clock is ${formatOff(offsetMs)} off from ${source}, beyond the ± ${CLOCK_NOTICEABLE_MS} ms that NTP keeps.`,
      nextStep: `Check the NTP client on ${name}, and that it reaches ${source}.`,
      evidence: [evidenceOfReading(name, reading)],
      tellAfterMs: tellAfterMs(level, facts),
    },
  ];
}
