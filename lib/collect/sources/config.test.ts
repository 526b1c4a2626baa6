import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalReach } from '../../reach/local/local-reach.ts';
import { PollDeadline } from '../poller.ts';
import { configSource } from './config.ts';
import type { TestWord } from './config-test.ts';
import { PartialRead } from './source.ts';

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
    expect(await source.read(new AbortController().signal)).toMatchObject({ peerName: 'pair', poolCount: 0 });
  });

  it('reads anew what changed, in an include too, and tells no secret', async () => {
    const [path, keys] = [join(folder, 'dhcpd.conf'), join(folder, 'keys.conf')];
    const peer = 'failover peer "pair" { primary; address a; peer address b; mclt 60; split 128; }\n';
    const key = (secret: string) => `key k { algorithm hmac-md5; secret ${secret}; }\n`;
    writeFileSync(path, `${peer}include "${keys}";\n`);
    writeFileSync(keys, key('c2VjcmV0'));
    const source = configSource(new LocalReach(), path, null);
    const read = () => source.read(new AbortController().signal);
    const first = await read();
    expect(first.files.map((file) => file.path)).toEqual([path, keys]);
    expect(JSON.stringify(first)).not.toContain('c2VjcmV0');
    expect(await read()).toBe(first);
    writeFileSync(keys, key('c2VjcmV1'));
    const second = await read();
    expect(second.files).toEqual(first.files);
    expect(second.hash).not.toBe(first.hash);
    writeFileSync(keys, key('%'));
    writeFileSync(path, `${peer}include "${keys}"\n`);
    await expect(read()).rejects.toThrow(/expected/);
    writeFileSync(path, peer);
    expect((await read()).files.map((file) => file.path)).toEqual([path]);
  });

  it('has each configuration tested, also one that it can not read itself', async () => {
    const path = join(folder, 'dhcpd.conf');
    const peer = 'failover peer "pair" { primary; address a; peer address b; mclt 60; split 128; }\n';
    writeFileSync(path, peer);
    const tested: string[] = [];
    let word: TestWord = { test: { at: 1, ok: true, output: '', version: '4.4.3-P1' }, testRefused: null };
    const source = configSource(new LocalReach(), path, null, async ({ hash, texts }) => {
      tested.push(`${hash} ${texts.get(path)}`);
      return word;
    });
    const read = () => source.read(new AbortController().signal);
    const first = await read();
    expect(first.test).toBe(word.test);
    expect(await read()).toBe(first);
    word = { test: { at: 2, ok: true, output: '', version: '4.4.3-P1' }, testRefused: null };
    expect((await read()).test?.at).toBe(2);
    expect(new Set(tested)).toEqual(new Set([`${first.hash} ${peer}`]));
    writeFileSync(path, 'range {');
    word = { test: { at: 3, ok: false, output: '', version: '4.4.3-P1' }, testRefused: null };
    const error = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PartialRead);
    expect(error).toMatchObject({ value: word, cause: { name: 'DhcpdConfigError' } });
    expect(tested.at(-1)).toMatch(/ range \{$/);
    expect(tested.at(-1)).not.toContain(first.hash);
    rmSync(path);
    await expect(read()).rejects.toMatchObject({ kind: 'not-found' });
    expect(tested).toHaveLength(4);
  });
});
