import { expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { ClockReading } from '../../pair/clocks/facts.ts';
import { ReachError, type ReachErrorKind } from '../../reach/error.ts';
import { LocalReach } from '../../reach/local/local-reach.ts';
import type { ClockSettings } from '../../settings/settings.ts';
import { PollDeadline } from '../poller.ts';
import { type ClockWay, clockSource, clockWays } from './clock.ts';

function reading(method: ClockReading['method'], delayMs: number): ClockReading {
  return {
    method,
    at: Date.parse('2026-11-21T12:00:00Z'),
    offsetMs: 12.5,
    uncertaintyMs: delayMs / 2,
    delayMs,
    synchronised: null,
    upstream: null,
    upstreamOffsetMs: null,
  };
}

const BY_NTP = reading('sntp', 4);
const BY_SSH = reading('ssh', 20);

const works = (name: string, found: ClockReading): ClockWay => ({ name, read: async () => found });
const fails = (name: string, kind: ReachErrorKind, message: string): ClockWay => ({
  name,
  read: () => Promise.reject(new ReachError(kind, message)),
});

const read = (ways: ClockWay[], signal = AbortSignal.timeout(20_000)) => clockSource(ways).read(signal);

test('gives all readings that worked', async () => {
  expect(await read([works('NTP', BY_NTP), works('SSH', BY_SSH)])).toEqual({
    readings: [BY_NTP, BY_SSH],
    roundTripMs: 4,
  });
});

test('one way that fails is just no reading', async () => {
  expect(await read([fails('NTP', 'refused', 'No NTP.'), works('SSH', BY_SSH)])).toEqual({
    readings: [BY_SSH],
    roundTripMs: 20,
  });
});

test('fails as its only way does', async () => {
  await expect(read([fails('NTP', 'refused', 'No NTP.')])).rejects.toMatchObject({
    kind: 'refused',
    message: 'No NTP.',
  });
});

test.each<[ReachErrorKind, ReachErrorKind, string]>([
  ['refused', 'not-allowed', 'clock-unread'],
  ['timeout', 'timeout', 'timeout'],
])('fails with all reasons when none worked: %s and %s is %s', async (ntp, ssh, kind) => {
  await expect(read([fails('NTP', ntp, 'No NTP.'), fails('SSH', ssh, 'No SSH.')])).rejects.toMatchObject({
    kind,
    message: 'By NTP: No NTP. By SSH: No SSH.',
  });
});

test('a way that hangs does not take the reading of the other with it', async () => {
  const deadline = new AbortController();
  const hangs: ClockWay = {
    name: 'SSH',
    read: (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  };
  const reading = read([works('NTP', BY_NTP), hangs], deadline.signal);
  deadline.abort(new PollDeadline(100));
  expect((await reading).readings).toEqual([BY_NTP]);
});

const NTP = { host: '127.0.0.1', port: 123 };
test.each<[ClockSettings, string[]]>([
  [{ ntp: NTP, ssh: true }, ['NTP', 'SSH']],
  [{ ntp: NTP, ssh: false }, ['NTP']],
  [{ ntp: null, ssh: true }, ['SSH']],
])('the settings %j allow %j', (settings, names) => {
  const ways = clockWays(settings, new LocalReach(), systemClock);
  expect(ways.map(({ name }) => name)).toEqual(names);
});
