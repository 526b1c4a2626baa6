import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT } from './installation.ts';
import { run } from './process.ts';

/** As systemd counts: 10 is a unit without any bounds; in percent, as `--threshold` takes it. */
const MOST_EXPOSED_PERCENT = 20;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwatch-unit-'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe.skipIf(!existsSync('/usr/bin/systemd-analyze'))('the unit of systemd', () => {
  it('is one that systemd has nothing to say against, and that bounds what Pairwatch may do', async () => {
    // verify looks for the program where the unit says it is, in a root beside systemd's own units.
    await mkdir(join(root, 'opt/pairwatch/bin'), { recursive: true });
    await cp(join(PROJECT, 'bin/pairwatch'), join(root, 'opt/pairwatch/bin/pairwatch'));
    await cp('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const unit = join(root, 'etc/systemd/system/pairwatch.service');
    await mkdir(join(root, 'etc/systemd/system'), { recursive: true });
    await cp(join(PROJECT, 'packaging/systemd/pairwatch.service'), unit);

    expect(await run(['systemd-analyze', 'verify', '--man=no', `--root=${root}`, 'pairwatch.service'])).toBe(
      '',
    );
    // Threads lower their own priority and end where they may not; @resources, which is taken away, has that call in it.
    expect(await readFile(unit, 'utf8')).toMatch(/^SystemCallFilter=setpriority$/m);
    const judged = await run([
      ...['systemd-analyze', 'security', '--offline=true', '--no-pager'],
      ...[`--threshold=${MOST_EXPOSED_PERCENT}`, unit],
    ]);
    console.log(judged.split('\n').find((line) => line.includes('exposure level')));
  });
});
