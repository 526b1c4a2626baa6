import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalReach } from '../../reach/local/local-reach.ts';
import { PollDeadline } from '../poller.ts';
import { configSource } from './config.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('configSource', () => {
  it('gives up on a file that gives nothing at its deadline, and asks no second time while the first still hangs', async () => {
    const path = join(folder, 'dhcpd.conf');
    execFileSync('mkfifo', [path]);
    const source = configSource(new LocalReach(), path, null);
    const deadline = new AbortController();
    const first = source.read(deadline.signal);
    const writer = await open(path, 'w'); // opens when the source reads
    deadline.abort(new PollDeadline(100));
    const timeout = { kind: 'timeout', message: expect.stringContaining(path) };
    await expect(first).rejects.toMatchObject(timeout);
    await expect(source.read(new AbortController().signal)).rejects.toMatchObject(timeout);
    await writer.close();
  });

  it('reads the peer and its pools', async () => {
    const path = join(folder, 'dhcpd.conf');
    writeFileSync(path, 'failover peer "pair" { primary; address a; peer address b; mclt 60; split 128; }\n');
    const source = configSource(new LocalReach(), path, null);
    expect(await source.read(new AbortController().signal)).toEqual({ peerName: 'pair', poolCount: 0 });
  });
});
