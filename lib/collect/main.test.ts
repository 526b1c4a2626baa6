import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { loadSettings } from '../settings/load.ts';
import { type SimulatedPair, startSimulatedPair } from '../simulate/start.ts';
import { listEvents } from '../store/events.ts';
import { undeliveredMessages } from '../store/messages.ts';
import { provision } from './alerts/provision.ts';
import { createLeaseThread } from './leases/lease-thread.ts';
import { createMonitors } from './main.ts';
import type { PairMonitor } from './pair-monitor.ts';

const ENDPOINT =
  'endpoints: [{ name: ops, kinds: [verdict], url: "http://127.0.0.1:9/", allow: [127.0.0.0/8], secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }]';

let folder: string;
let pair: SimulatedPair;
let db: Database;
let monitors: PairMonitor[] = [];
const leaseThread = createLeaseThread();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-monitor-'));
  pair = await startSimulatedPair({ folder: join(folder, 'pair'), seed: 1, story: [] });
});

afterEach(async () => {
  for (const monitor of monitors) await monitor.stop();
  await db.close();
  await pair.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => leaseThread.stop());

/** Watches the simulated pair with a database made of the real one by `around`. */
async function watch(around: (real: Database) => Database): Promise<void> {
  const path = join(folder, 'pairwatch.yaml');
  writeFileSync(path, `${pair.settingsYaml}\n${ENDPOINT}\ndata: .\n`, { mode: 0o600 });
  const settings = await loadSettings({ path, env: {}, cwd: folder });
  await migrate(settings.databaseUrl);
  db = await openDatabase(settings.databaseUrl, { role: 'collector' });
  await db.write((tx) => provision(tx, settings, Date.now()));
  ({ monitors } = await createMonitors(around(db), settings, { kick() {} }, leaseThread));
  for (const monitor of monitors) monitor.start();
}

/** The verdicts told by events, oldest first. */
async function toldVerdicts(): Promise<string[]> {
  const { events } = await db.read((tx) => listEvents(tx, { limit: 500 }));
  return events.flatMap(({ kind, to }) => (kind === 'verdict' ? [to] : [])).reverse();
}

const told = (verdicts: string[]) =>
  vi.waitFor(async () => expect(await toldVerdicts()).toEqual(verdicts), { timeout: 20_000 });

describe('a pair that is watched', { timeout: 60_000 }, () => {
  it('has each change told once when the connection is lost at the very commit of it', async () => {
    let losses = 0;
    await watch((real) => ({
      ...real,
      async write(work) {
        const before = (await toldVerdicts()).length;
        const result = await real.write(work);
        if ((await toldVerdicts()).length === before) return result;
        losses += 1;
        throw new Error('the connection was lost at the commit');
      },
    }));
    await told(['healthy']);
    await pair.pair.kill('a');
    await told(['healthy', 'degraded']);
    await pair.pair.start('a');
    await vi.waitFor(async () => expect((await toldVerdicts()).at(-1)).toBe('healthy'), { timeout: 40_000 });
    const verdicts = await toldVerdicts();
    expect(verdicts.filter((verdict, index) => verdict === verdicts[index - 1])).toEqual([]);
    expect(losses).toBe(verdicts.length);
    expect(await db.read(undeliveredMessages)).toMatchObject({ waiting: verdicts.length - 1 });
  });
});
