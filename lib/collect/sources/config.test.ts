import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSource } from './config.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('configSource', () => {
  it('gives up on a file that gives nothing when it is told to, and has it when it comes after all', async () => {
    const path = join(folder, 'dhcpd.conf');
    execFileSync('mkfifo', [path]);
    const source = configSource(path, null);
    const impatient = new AbortController();
    const first = source.read(impatient.signal);
    const writer = await open(path, 'w'); // opens when the source reads
    impatient.abort();
    await expect(first).rejects.toMatchObject({ kind: 'timeout', message: expect.stringContaining(path) });
    const second = source.read(new AbortController().signal);
    await writer.write('failover peer "pair" { primary; }\n');
    await writer.close();
    expect(await second).toEqual({ peerName: 'pair', poolCount: 0 });
  });
});
