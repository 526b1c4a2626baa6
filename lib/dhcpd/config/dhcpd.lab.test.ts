import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTestcase, TESTCASES } from './testing/testcases.ts';

const DHCPD = '/usr/sbin/dhcpd';

/** A real dhcpd checks what the golden folders hold; none is started. */
describe.skipIf(!existsSync(DHCPD))('dhcpd -t', () => {
  test.each(readdirSync(TESTCASES))('agrees on whether it starts with testcases/%s', async (name) => {
    const { warnings } = await readTestcase(name);
    const refusal = warnings.find(({ refused }) => refused);
    const family = name === 'dhcpv6' ? '-6' : '-4';
    const { status, stderr } = spawnSync(DHCPD, [family, '-t', '-cf', 'dhcpd.conf'], {
      cwd: join(TESTCASES, name, 'input'),
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect({ accepted: status === 0, stderr }).toEqual({ accepted: refusal === undefined, stderr });
  });
});
