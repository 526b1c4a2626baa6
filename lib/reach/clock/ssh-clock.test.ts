import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalReach } from '../local/local-reach.ts';
import { readSshClock } from './ssh-clock.ts';

/** Programs that stand before those of this machine; what is asked of another machine is asked of this one here. */
let folder: string;
const path = process.env.PATH ?? '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-clock-'));
  process.env.PATH = `${folder}${delimiter}${path}`;
  for (const program of ['chronyc', 'ntpq', 'timedatectl']) install(program, 'echo nothing here >&2; exit 1');
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

function install(program: string, script: string): void {
  writeFileSync(join(folder, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

const read = () => readSshClock(new LocalReach(), AbortSignal.timeout(20_000));
const CHRONY = 'C0000201,192.0.2.1,3,1.0,-0.0125,0,0,0,0,0,0,0,64.2,Normal';

test('our own clock is not off', async () => {
  const reading = await read();
  expect(Math.abs(reading.offsetMs)).toBeLessThanOrEqual(reading.uncertaintyMs);
  expect(reading).toMatchObject({
    method: 'ssh',
    synchronised: null,
    upstream: null,
    upstreamOffsetMs: null,
  });
});

test.each([
  ['as it stands', '+%s.%%N'],
  ['without its percent sign', '+%s.N'],
  ['as nothing', '+%s.'],
  ['not at all', '+%s'],
])('a date that prints nanoseconds %s is exact to half a second', async (_, format) => {
  install('date', `PATH='${path}' exec date '${format}'`);
  const reading = await read();
  expect(Math.abs(reading.offsetMs)).toBeLessThanOrEqual(reading.uncertaintyMs);
  expect(reading.uncertaintyMs).toBeGreaterThan(500);
});

test('the time daemon that knows most is believed', async () => {
  install('timedatectl', 'echo NTPSynchronized=no');
  expect(await read()).toMatchObject({ synchronised: false, upstream: null });
  install('ntpq', 'echo "leap=00, stratum=1, refid=GPS, offset=2"');
  expect(await read()).toMatchObject({ upstream: 'a reference clock (GPS)', upstreamOffsetMs: -2 });
  install('chronyc', `echo ${CHRONY}`);
  expect(await read()).toMatchObject({ upstream: '192.0.2.1 (stratum 2)', upstreamOffsetMs: 12.5 });
});

test('a time daemon that fails after it spoke is not believed', async () => {
  install('chronyc', `echo ${CHRONY}; exit 1`);
  expect(await read()).toMatchObject({ synchronised: null });
});

test('what is no time is quoted', async () => {
  install('date', 'echo Saturday');
  await expect(read()).rejects.toMatchObject({
    kind: 'protocol',
    message: expect.stringContaining('"Saturday"'),
  });
});
