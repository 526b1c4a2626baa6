import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IN_THE_CLEAR } from '../../privacy/pseudonyms.ts';
import { LocalReach } from '../../reach/local/local-reach.ts';
import type { LogFileSettings } from '../../settings/settings.ts';
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

function line(time: string, text: string, peer = 'pair', host = 'dhcp-a'): string {
  return `2026-11-21T${time}Z ${host} dhcpd[77]: failover peer ${peer}: ${text}\n`;
}

function newSource(position: LogPosition | null = null, more: Partial<LogFileSettings> = {}) {
  const source = logSource({
    log: { kind: 'file', path, host: null, isShared: false, ...more },
    reach: new LocalReach(),
    position: async () => position,
    isForeignPeer: (name) => name === 'other',
    pseudonyms: IN_THE_CLEAR,
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

it('has the whole line as evidence: two starts of a server differ in nothing but time and pid', async () => {
  const source = newSource();
  await source.read();
  for (const time of ['09:00:00', '09:00:08'])
    appendFileSync(path, line(time, 'I move from normal to startup'));
  expect((await source.read()).facts.map(({ text }) => text)).toEqual([
    '2026-11-21T09:00:00Z dhcp-a dhcpd[77]: failover peer pair: I move from normal to startup',
    '2026-11-21T09:00:08Z dhcp-a dhcpd[77]: failover peer pair: I move from normal to startup',
  ]);
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

it('takes only its own lines of a log that both servers write to', async () => {
  const sources = [newSource(null, { host: 'DHCP-A', isShared: true }), newSource(null, { host: 'dhcp-b' })];
  for (const source of sources) await source.read();
  appendFileSync(path, line('09:00:00', 'I move from normal to communications-interrupted'));
  appendFileSync(path, line('09:00:01', 'I move from normal to partner-down', 'pair', 'dhcp-b'));
  appendFileSync(path, line('09:00:02', 'I move from normal to startup', 'pair', 'dhcp-b.example.net'));
  const [ofA, ofB] = await Promise.all(sources.map((source) => source.read()));
  expect(ofA?.facts).toMatchObject([{ fact: { to: 'communications-interrupted' } }]);
  expect(ofB?.facts).toMatchObject([{ fact: { to: 'partner-down' } }]);
});

it('does not guess whose lines they are, but says what to set', async () => {
  const source = newSource(null, { isShared: true });
  expect((await source.read()).facts).toEqual([]);
  for (const host of ['dhcp-b', 'dhcp-a'])
    appendFileSync(path, line('09:00:00', 'I move from normal to communications-interrupted', 'pair', host));
  const failure = {
    kind: 'whose-lines',
    message: expect.stringMatching(/dhcp-a, dhcp-b; set log: .* host: NAME/),
  };
  await expect(source.read()).rejects.toMatchObject(failure);
  await expect(source.read()).rejects.toMatchObject(failure);
});
