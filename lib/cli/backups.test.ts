import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { LeaseTally } from '../collect/backups/lease-tally.ts';
import { openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { makeTestFolder } from '../db/testing/engines.ts';
import { saveBackup } from '../store/lease-backups.ts';
import { makePair, NOW } from '../store/testing/samples.ts';
import { backupsCommand } from './backups.ts';

const LEASES = 'lease 10.0.0.7 {\n  starts 0 2026/11/22 02:00:00;\n  binding state active;\n}\n';

let folder: string;
let copy: string;

beforeEach(async () => {
  folder = await makeTestFolder();
  copy = join(folder, 'backups/office/dhcp-a/1.leases.gz');
  mkdirSync(join(copy, '..'), { recursive: true });
  writeFileSync(copy, gzipSync(LEASES));
  writeFileSync(join(folder, 'pairwatch.yaml'), 'pairs: []\ndata: .\n', { mode: 0o600 });
  const url = `file:${join(folder, 'pairwatch.db')}`;
  await migrate(url);
  const db = await openDatabase(url, { role: 'collector' });
  const { primaryId } = await makePair(db);
  const tally = new LeaseTally();
  tally.push(Buffer.from(LEASES));
  const told = { ...tally.tell(), storedBytes: 70, path: 'office/dhcp-a/1.leases.gz' };
  await db.write((tx) => saveBackup(tx, { ...told, serverId: primaryId, at: NOW, verifiedAt: NOW }));
  await db.close();
});

async function run(...argv: string[]) {
  let [stdout, stderr] = ['', ''];
  const io = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    env: {},
  };
  const exitCode = await backupsCommand([...argv, '--config', join(folder, 'pairwatch.yaml')], io);
  return { exitCode, stdout, stderr };
}

it('lists the copies, and writes one out with the steps to put it back', async () => {
  expect((await run()).stdout).toMatch(
    /^1 +office +dhcp-a +2025-11-21 10:42:00Z .* 1 +\d+ +70 +verified, SHA-256/m,
  );
  const out = join(folder, 'out.leases');
  const { exitCode, stdout } = await run('restore', '1', '--out', out);
  expect(exitCode).toBe(0);
  expect(readFileSync(out, 'utf8')).toBe(LEASES);
  for (const step of [
    'Stop dhcpd on both servers',
    'dhcpd -T -cf',
    'Start dhcp-a first',
    'dhcp-b goes by recover',
  ])
    expect(stdout).toContain(step);
});

it('leaves a file alone that is there, and gives out no copy that is not what was kept', async () => {
  const out = join(folder, 'out.leases');
  writeFileSync(out, 'mine');
  expect(await run('restore', '1', '--out', out)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('is there already'),
  });
  expect(readFileSync(out, 'utf8')).toBe('mine');
  writeFileSync(copy, gzipSync(LEASES.replace('10.0.0.7', '10.0.0.8')));
  const other = join(folder, 'other.leases');
  expect(await run('restore', '1', '--out', other)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('is not what was kept'),
  });
  expect(() => readFileSync(other)).toThrow(/ENOENT/);
});

it.each([
  [['restore', '9', '--out', 'x'], 1, 'there is no copy 9'],
  [['restore', '1'], 2, '--out is missing'],
  [['restore', 'one', '--out', 'x'], 2, 'expected nothing, or restore ID'],
  [['--pair', 'nowhere'], 2, 'there is no pair "nowhere"'],
])('refuses %s', async (argv, exitCode, words) => {
  const found = await run(...argv);
  expect(found.exitCode).toBe(exitCode);
  expect(found.stderr).toContain(words);
});
