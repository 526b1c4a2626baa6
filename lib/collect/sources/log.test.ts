import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LocalReach } from '../../reach/local/local-reach.ts';
import { type LogPosition, logSource } from './log.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-log-'));
  path = join(folder, 'dhcpd.log');
  writeFileSync(path, line('08:00:00', 'I move from recover to normal'));
});
const opened: { close?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close?.();
  rmSync(folder, { recursive: true, force: true });
});

function line(time: string, text: string, peer = 'pair'): string {
  return `2026-11-21T${time}Z dhcp-a dhcpd[77]: failover peer ${peer}: ${text}\n`;
}

function newSource(position: LogPosition | null = null) {
  const source = logSource({
    log: { kind: 'file', path },
    reach: new LocalReach(),
    position: async () => position,
    isForeignPeer: (name) => name === 'other',
    now: () => NOW,
  });
  opened.push(source);
  const read = () => source.read(AbortSignal.timeout(10_000));
  return { read, stored: (reading: Awaited<ReturnType<typeof read>>) => source.stored?.(reading) };
}

it('tells what is new, again until it is stored, and goes on there after a restart', async () => {
  const source = newSource();
  expect((await source.read()).facts).toEqual([]);
  appendFileSync(path, line('09:00:00', 'I move from normal to communications-interrupted'));
  const first = await source.read();
  expect(first.facts).toMatchObject([
    { fact: { code: 'state-moved', to: 'communications-interrupted' }, atMs: NOW - 3 * 3_600_000 },
  ]);
  expect(await source.read()).toEqual(first);
  source.stored(first);
  expect((await source.read()).facts).toEqual([]);
  appendFileSync(path, line('10:00:00', 'I move from communications-interrupted to normal'));
  expect((await newSource(first).read()).facts).toMatchObject([{ fact: { to: 'normal' } }]);
});

it('leaves the peers of other pairs to those', async () => {
  const source = newSource();
  await source.read();
  appendFileSync(path, line('09:00:00', 'I move from normal to partner-down', 'other'));
  appendFileSync(path, line('09:00:01', 'I move from normal to communications-interrupted'));
  expect((await source.read()).facts).toMatchObject([{ fact: { to: 'communications-interrupted' } }]);
});

it('never takes another line for the same one, though the file was emptied and it stands at the same place', async () => {
  const source = newSource();
  await source.read();
  const places: string[] = [];
  for (const time of ['09:00:00', '10:00:00']) {
    truncateSync(path);
    appendFileSync(path, line(time, 'I move from normal to communications-interrupted'));
    const reading = await source.read();
    source.stored(reading);
    places.push(...reading.facts.map(({ place }) => place));
  }
  expect(new Set(places).size).toBe(2);
});
