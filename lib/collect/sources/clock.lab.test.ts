import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLab } from '../../../e2e/lab/lab.ts';
import type { ClockReading } from '../../pair/clocks/facts.ts';
import type { ReachSettings } from '../../settings/settings.ts';
import type { ReadingValue } from '../reading.ts';

const READ_CLOCK = new URL('../testing/read-clock.ts', import.meta.url).pathname;
const lab = createLab({ name: `clock-${process.pid}` });

beforeAll(() => lab.up());
afterAll(() => lab.down());

/** The clock of a server, read once from the monitor in both ways. */
async function readClock(server: 'a' | 'b'): Promise<ReadingValue['clock']> {
  const { host, port, user, privateKeyPath, knownHostsPath } = lab.ssh(server);
  const reach: ReachSettings = {
    kind: 'ssh',
    host,
    port,
    user,
    privateKey: readFileSync(privateKeyPath, 'utf8'),
    passphrase: null,
    hostKey: { kind: 'known-hosts', path: knownHostsPath },
  };
  const child = lab.exec('monitor', process.execPath, ['--import', 'tsx', READ_CLOCK], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdin || !child.stdout) throw new Error('started without pipes');
  child.stdin.end(JSON.stringify({ clock: { ntp: { host, port: 123 }, ssh: true }, reach }));
  return JSON.parse(await text(child.stdout));
}

/** What each way gives, in one poll of both servers. */
async function readBoth(): Promise<{ a: ClockReading[]; b: ClockReading[] }> {
  const [a, b] = await Promise.all([readClock('a'), readClock('b')]);
  return { a: a.readings, b: b.readings };
}

describe.each([0, 20, -90])('with the clock of b %i s ahead', (seconds) => {
  test('NTP and SSH see it, within a tenth of a second and within what they say', async () => {
    if (seconds !== 0) await lab.skew('b', seconds);
    const { a, b } = await readBoth();
    expect(a.map(({ method }) => method)).toEqual(['sntp', 'ssh']);
    expect(b.map(({ method }) => method)).toEqual(['sntp', 'ssh']);
    for (const [index, there] of b.entries()) {
      const here = a[index] ?? there;
      const skewMs = there.offsetMs - here.offsetMs;
      const uncertaintyMs = there.uncertaintyMs + here.uncertaintyMs;
      expect(Math.abs(skewMs - seconds * 1000)).toBeLessThan(100);
      expect(Math.abs(skewMs - seconds * 1000)).toBeLessThanOrEqual(uncertaintyMs);
      // The lab's chronyd has no source but its own clock.
      expect(there).toMatchObject({ synchronised: false, upstream: null });
    }
  });
});
