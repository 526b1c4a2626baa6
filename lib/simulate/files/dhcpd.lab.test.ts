import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advance } from '../model/advance.ts';
import { DEMO_PLAN } from '../model/plan.ts';
import { seededRandom } from '../model/random.ts';
import { takeJournal } from '../model/server.ts';
import { settledWorld } from '../model/settled-world.ts';
import { controlOf } from '../pair.ts';
import { configText } from './config-text.ts';
import { writeJournal } from './lease-file.ts';

const DHCPD = '/usr/sbin/dhcpd';
const SECRET = 'c2VjcmV0LWtleS1mb3ItdGVzdHM=';

/** A real dhcpd reads the simulated files; none is started. */
describe.skipIf(!existsSync(DHCPD)).each(['a', 'b'] as const)('the files of server %s', (id) => {
  let folder: string;
  let config: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'simulated-dhcpd-'));
    config = join(folder, 'dhcpd.conf');
    writeFileSync(config, configText(DEMO_PLAN, id, { port: 7911, secret: SECRET }));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('dhcpd accepts the configuration', () => {
    expect(dhcpd('-t')).not.toMatch(/line \d+|rror|exiting/);
  });

  test('dhcpd reads as many leases as were written, in an eventful life', () => {
    const world = settledWorld(DEMO_PLAN, seededRandom(2), Date.now() - 200_000);
    const pair = controlOf(world);
    pair.partition();
    advance(world, world.nowMs + 40_000);
    pair.heal();
    advance(world, world.nowMs + 20_000);
    pair.kill('a');
    advance(world, world.nowMs + 10_000);
    pair.partnerDown('b');
    pair.start('a');
    advance(world, world.nowMs + 60_000);
    const server = world.servers[id];
    const leases = join(folder, 'dhcpd.leases');
    writeJournal(leases, server, takeJournal(server));

    const output = dhcpd('-T', '-lf', leases);
    expect(output).not.toMatch(/line \d+|orrupt|undeclared|no subnet/);
    expect(output).toContain('Lease file test successful');
    const leftOut = [...server.leases.values()].filter(
      (lease) => lease.state === 'free' && !lease.client && lease.tsfpMs === 0,
    );
    expect(output).toContain(`Wrote ${server.leases.size - leftOut.length} leases to leases file.`);
  });

  function dhcpd(...options: string[]): string {
    const files = ['-4', '-cf', config, '-pf', join(folder, 'dhcpd.pid')];
    const joined = 'exec "$0" "$@" 2>&1'; // dhcpd tells everything on standard error
    return execFileSync('sh', ['-c', joined, DHCPD, ...options, ...files], { encoding: 'utf8' });
  }
});
