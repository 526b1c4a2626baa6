import type { Clock } from '../../clock.ts';
import type { ClockReading } from '../../pair/clocks/facts.ts';
import { SntpClock } from '../../reach/clock/sntp-clock.ts';
import { readSshClock } from '../../reach/clock/ssh-clock.ts';
import type { Reach } from '../../reach/reach.ts';
import type { ClockSettings } from '../../settings/settings.ts';
import { failureOf, SourceError } from '../failure.ts';
import type { Source } from './source.ts';

/** One way to read a server's clock, by its name in messages. */
export type ClockWay = {
  name: string;
  read(signal: AbortSignal): Promise<ClockReading>;
  close?(): void;
};

/** A way that is silent must not hold back what another one gave. */
const LONGEST_MS = 15_000;

/** The ways to a server's clock that its settings allow. */
export function clockWays({ ntp, ssh }: ClockSettings, reach: Reach, clock: Clock): ClockWay[] {
  const ways: ClockWay[] = [];
  if (ntp) {
    const sntp = new SntpClock(ntp, { clock });
    ways.push({ name: 'NTP', read: (signal) => sntp.read(signal), close: () => sntp.close() });
  }
  if (ssh) ways.push({ name: 'SSH', read: (signal) => readSshClock(reach, signal) });
  return ways;
}

/** Reads one server's clock in all ways at once. It fails when none worked; one that did not is just no reading. */
export function clockSource(ways: readonly ClockWay[]): Source<'clock'> {
  return {
    kind: 'clock',
    async read(signal) {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
      const results = await Promise.allSettled(ways.map((way) => way.read(patience)));
      const readings = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      if (readings.length === 0) throw failureOfAll(ways, results);
      return { readings, roundTripMs: Math.min(...readings.map(({ delayMs }) => delayMs)) };
    },
    async close() {
      for (const way of ways) way.close?.();
    },
  };
}

/** What each way failed of, under the word they have in common. */
function failureOfAll(
  ways: readonly ClockWay[],
  results: readonly PromiseSettledResult<ClockReading>[],
): unknown {
  const failed = results.flatMap((result, index) =>
    result.status === 'rejected' ? [{ name: ways[index]?.name, reason: result.reason as unknown }] : [],
  );
  const [first, ...others] = failed;
  if (others.length === 0) return first?.reason;
  const failures = failed.map(({ name, reason }) => ({ name, ...failureOf(reason) }));
  const [kind, ...otherKinds] = new Set(failures.map((failure) => failure.kind));
  return new SourceError(
    kind === undefined || otherKinds.length > 0 ? 'clock-unread' : kind,
    failures.map(({ name, message }) => `By ${name}: ${message}`).join(' '),
  );
}
