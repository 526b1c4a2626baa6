import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { settingsYaml } from '../simulate/settings-yaml.ts';
import { type SimulatedPair, startSimulatedPair } from '../simulate/start.ts';
import { beat } from '../store/collector.ts';
import { syncPairs } from '../store/pairs.ts';
import { storePair } from '../store/stored-pairs.ts';
import { figures } from '../store/testing/figures.ts';
import { OFFICE } from '../store/testing/samples.ts';
import { VERSION } from '../version.ts';
import { examine } from './examine.ts';
import { nodeSaid } from './installation.ts';
import type { DoctorLine, DoctorReport } from './line.ts';
import { ownClockSaid } from './own-clock.ts';

let folder: string;
let url: string;
let simulated: SimulatedPair;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-doctor-'));
  mkdirSync(join(folder, 'data'));
  url = `file:${join(folder, 'data/pairwatch.db')}`;
  simulated = await startSimulatedPair({
    folder: join(folder, 'pair'),
    speed: 20,
    seed: 3,
    story: [],
    ntp: true,
  });
});

afterEach(async () => {
  await simulated.stop();
  rmSync(folder, { recursive: true });
});

type Changes = { pairs?: object[]; rest?: object; env?: Record<string, string>; listening?: string };

async function look({ pairs = [simulated.entry], rest = {}, env = {}, listening }: Changes = {}) {
  const path = join(folder, 'pairwatch.yaml');
  writeFileSync(path, settingsYaml(pairs, { data: './data', ...rest }));
  const { report } = await examine({
    origin: { path, env, cwd: folder },
    openers: () => ({
      openChannel: () => Promise.reject(new Error('The key that opens the secrets is gone.')),
      openPair: () => Promise.reject(new Error('The key that opens the secrets is gone.')),
    }),
    listenFailure: async () => listening ?? null,
  });
  return report;
}

/** A database as a collector that lives has it. */
async function withCollector(version = VERSION, agoMs = 0) {
  await migrate(url);
  const db = await openDatabase(url, { role: 'collector' });
  const now = Date.now() - agoMs;
  await db.write((tx) => beat(tx, { instance: 'host:1:x', version, startedAt: now, now }));
  return db;
}

const faults = ({ lines }: DoctorReport) =>
  // Whether this tree was built is no matter here.
  lines.filter(({ status, id }) => status !== 'ok' && id !== 'build').map(told);
const told = ({ status, text, fix }: DoctorLine) => `${status}: ${text} | ${fix}`;

describe('a pair that is well', () => {
  it('has no line that asks for anything, from Node to the pools', async () => {
    await (await withCollector()).close();
    const report = await look();
    expect(faults(report)).toEqual([]);
    const text = report.lines.map(({ text }) => text).join('\n');
    for (const part of [
      `Node ${process.versions.node}`,
      'SQLite 3.',
      'nobody else may read them',
      'can be written',
      'has the tables of this version',
      'quick_check finds no damage',
      'last sign of life',
      'is free',
      'The clock of this machine agrees',
      'dhcp-a: 127.0.0.1 is an address',
      'secret is right',
      'pools readable',
      'dhcp-b: by NTP',
      'Nothing is sealed yet',
    ])
      expect(text).toContain(part);
  });
});

describe('what is broken', () => {
  it('is every mistake of the settings, and nothing that they name is checked', async () => {
    const report = await look({ rest: { listen: 7, polls: {} } });
    expect(report.status).toBe('broken');
    expect(faults(report)).toEqual([
      expect.stringMatching(/^broken: .*pairwatch\.yaml:\d+: listen \| Found 7; expected host:port/),
      expect.stringMatching(/^broken: .*polls \| Found/),
      expect.stringContaining('not-checked: All that the settings name'),
    ]);
  });

  it('is a wrong secret, a dead server and a lease file that is gone, each by itself', async () => {
    const db = await withCollector();
    const wrong = Buffer.from('another secret altogether').toString('base64');
    const text = JSON.stringify(simulated.entry)
      .replace(/file:[^"]*omapi-secret/, wrong)
      .replace('dhcp-a/dhcpd.leases', 'dhcp-a/elsewhere.leases');
    await simulated.pair.kill('b');
    const report = await look({ pairs: [JSON.parse(text)] });
    await db.close();
    const found = faults(report).join('\n');
    expect(found).toContain('broken: dhcp-a: secret of the key');
    expect(found).toContain('broken: dhcp-a: lease file');
    expect(found).toMatch(/broken: dhcp-b: connect to 127\.0\.0\.1:\d+ \|/);
    expect(found).toContain('not-checked: dhcp-b: OMAPI greeting');
    expect(JSON.stringify(report)).not.toContain(wrong);
  });

  it('is a database of a newer version, one that is damaged, and one that is none', async () => {
    const db = await withCollector();
    await db.write((tx) =>
      tx.$executeRawUnsafe(
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") VALUES ('x', 'x', 1, '9999_later', 1, 1)`,
      ),
    );
    await db.close();
    expect(faults(await look()).join('\n')).toContain('a newer version was here');
    writeFileSync(join(folder, 'data/pairwatch.db'), 'this is no database'.repeat(1000));
    const found = faults(await look()).join('\n');
    expect(found).toContain('broken: quick_check could not be made');
    expect(found).toContain('is no SQLite database');
    expect(found).toContain('not-checked: The database has to be there and whole first');
  });

  it('is what the key does not open, with what to do', async () => {
    const db = await withCollector();
    await db.write((tx) => storePair(tx, { name: 'stored', sealed: 'v1:x', by: 'anna', now: Date.now() }));
    await db.close();
    expect(faults(await look())).toEqual([
      'broken: The pair stored, set up on the pages, does not open | The key that opens the secrets is gone.',
    ]);
  });

  it('is a port that another program has, and a collector that is silent', async () => {
    await (await withCollector(VERSION, 60_000)).close();
    const found = faults(await look({ listening: '127.0.0.1:8067 is taken by another program.' }));
    expect(found).toEqual([
      expect.stringMatching(/^broken: The collector .* 6\d s ago \| Start it/),
      expect.stringContaining('is taken by another program.'),
    ]);
  });

  it('is an endpoint whose address may not be sent to', async () => {
    await (await withCollector()).close();
    const endpoints = [{ name: 'chat', kind: 'slack', url: 'https://127.0.0.1/hook/very-secret' }];
    const report = await look({ rest: { endpoints } });
    expect(faults(report).join('\n')).toContain(
      'broken: endpoint chat may not be sent to | 127.0.0.1 is a loopback address',
    );
    expect(JSON.stringify(report)).not.toContain('very-secret');
  });
});

describe('what wants attention', () => {
  it('is a disk that has no room for what is to come, once it is known what that is', async () => {
    const db = await withCollector();
    const said = async () => (await look()).lines.find(({ id }) => id === 'size-forecast');
    expect(await said()).toBeUndefined();
    const now = Date.now();
    const watchedSince = (ms: number) =>
      db.write((tx) => tx.pair.updateMany({ data: { addedAt: new Date(now - ms) } }));
    const tell = (freeBytes: number) => {
      const disk = { folder: '/data', freeBytes, totalBytes: 9e9 };
      const databaseFile = { path: '/data/pairwatch.db', sizeBytes: 20e6, walBytes: 0 };
      const copies = { keep: 7, storedBytes: 0, onSameDisk: true };
      const identity = { instance: 'host:1:x', version: VERSION, startedAt: now };
      return db.write((tx) =>
        beat(tx, { ...identity, now, figures: figures({ databaseFile, disk, copies }) }),
      );
    };
    await db.write((tx) => syncPairs(tx, [OFFICE], now));
    await tell(1e9);
    expect((await said())?.text).toContain('not known yet');
    await watchedSince(86_400_000);
    expect(await said()).toMatchObject({ status: 'ok', text: expect.stringContaining('20.0 MB') });
    await tell(100e6);
    expect(await said()).toMatchObject({
      status: 'attention',
      text: expect.stringContaining(
        'with its 7 copies needs 140.0 MB more of /data, where 100.0 MB are free',
      ),
    });
    await db.close();
  });

  it('is a file of secrets that others may read, and an older collector', async () => {
    await (await withCollector('0.0.1')).close();
    chmodSync(join(folder, 'pair/omapi-secret'), 0o644);
    const found = faults(await look());
    expect(found).toEqual([
      expect.stringMatching(/omapi-secret holds secrets and has mode 644 .* chmod 600/),
      expect.stringMatching(/^attention: The collector \(0\.0\.1\).*restart Pairwatch/),
    ]);
  });

  it('is a database that is not there yet, and it is not made', async () => {
    const found = faults(await look()).join('\n');
    expect(found).toContain('attention: ');
    expect(found).toContain('does not exist yet');
    expect(found).not.toContain('broken');
  });
});

it('ends in its time though a server never says a word', async () => {
  await (await withCollector()).close();
  const mute = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const address = mute.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const text = JSON.stringify(simulated.entry).replace(/"port":\d+/, `"port":${address.port}`);
  const report = await look({ pairs: [JSON.parse(text)] });
  mute.close();
  expect(faults(report).join('\n')).toMatch(/broken: dhcp-a: OMAPI greeting/);
}, 30_000);

it.each([
  ['20.19.0', 'ok'],
  ['24.1.0', 'ok'],
  ['20.9.0', 'broken'],
  ['18.20.4', 'broken'],
])('Node %s is %s', (version, status) => expect(nodeSaid(version).status).toBe(status));

it.each([
  [
    'agrees',
    [
      { offsetMs: 20, uncertaintyMs: 5 },
      { offsetMs: 9_000, uncertaintyMs: 5 },
    ],
    'ok',
  ],
  [
    'is behind all',
    [
      { offsetMs: 8_000, uncertaintyMs: 5 },
      { offsetMs: 9_000, uncertaintyMs: 5 },
    ],
    'attention',
  ],
  [
    'is between two that differ',
    [
      { offsetMs: -8_000, uncertaintyMs: 5 },
      { offsetMs: 9_000, uncertaintyMs: 5 },
    ],
    'ok',
  ],
  ['is not known', [], 'not-checked'],
])('the clock of this machine %s', (_, samples, status) => expect(ownClockSaid(samples).status).toBe(status));
