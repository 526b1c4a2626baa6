import type { Skew } from '../../facts.ts';
import type { ClockFacts, ClockMethod, ClockReading, ServerClock } from '../facts.ts';

/** Facts for tests: two clocks that agree, read a second ago at `NOW`, and the ways to spoil them. */

export const NOW = Date.parse('2026-11-21T10:48:00Z');
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const INTERVAL_MS = MINUTE_MS;

export function reading(
  method: ClockMethod,
  offsetMs: number,
  spoiled: Partial<ClockReading> = {},
): ClockReading {
  const uncertaintyMs = spoiled.uncertaintyMs ?? 1;
  return {
    method,
    at: NOW - SECOND_MS,
    offsetMs,
    uncertaintyMs,
    delayMs: 2 * uncertaintyMs,
    synchronised: null,
    upstream: null,
    upstreamOffsetMs: null,
    ...spoiled,
  };
}

const server = (role: ServerClock['role'], readings: ClockReading[]): ServerClock => ({
  name: role === 'primary' ? 'dhcp-a' : 'dhcp-b',
  role,
  readings,
  intervalMs: INTERVAL_MS,
});

export function clockFacts(
  primary: ClockReading[] = [],
  secondary: ClockReading[] = [],
  rest: Partial<ClockFacts> = {},
): ClockFacts {
  return {
    primary: server('primary', primary),
    secondary: server('secondary', secondary),
    stamps: null,
    arrivals: null,
    refusals: [],
    history: [],
    ...rest,
  };
}

/** Both read by NTP, the secondary `skewMs` ahead of the primary, each off by at most half of `uncertaintyMs`. */
export function apartBy(skewMs: number, uncertaintyMs = 20, rest: Partial<ClockFacts> = {}): ClockFacts {
  const spoiled = { uncertaintyMs: uncertaintyMs / 2 };
  return clockFacts([reading('sntp', 0, spoiled)], [reading('sntp', skewMs, spoiled)], rest);
}

export function skewBy(method: Skew['method'], skewMs: number, uncertaintyMs = 1000, ageMs = 0): Skew {
  return { skewMs, uncertaintyMs, method, measuredAt: new Date(NOW - ageMs).toISOString() };
}
