import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../clock.ts';
import { learnFromHistory } from '../../collect/truth/learn.ts';
import { eventQuerySchema } from '../../contracts/event.ts';
import { BUCKET_TIERS } from '../../contracts/history.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { loadSettings } from '../../settings/load.ts';
import { leap } from '../../simulate/history/leap.ts';
import { redundancy } from '../../store/answering-spans.ts';
import { listEvents } from '../../store/events.ts';
import { COARSER_TIERS, makeCoarser, makeFiveMinutes } from '../../store/history-rollup.ts';
import { makeHistory } from './history.ts';
import { openScene, type Scene } from './scene.ts';

const DAY_MS = 86_400_000;
/** Four days before this the link of the demo's pair was cut. */
const PRESENT = Date.UTC(2025, 10, 19, 10, 30);
const DAYS = 5;

const clock: Clock = { now: () => PRESENT, after: () => () => {} };

let folder: string;
let scene: Scene;
let db: Database;

async function makePast(seed: number): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-past-'));
  scene = await openScene({ folder, clock, pairs: 1, historyDays: DAYS, speed: 1, seed });
  await writeFile(join(folder, 'pairwatch.yaml'), scene.settingsYaml, { mode: 0o600 });
  const settings = await loadSettings({ path: join(folder, 'pairwatch.yaml'), env: {}, cwd: folder });
  await migrate(settings.databaseUrl);
  db = await openDatabase(settings.databaseUrl, { role: 'collector', isExpendable: true });
  await makeHistory({ db, settings, pairs: scene.pairs, now: clock.now });
}

describe('the past of the demo', () => {
  beforeAll(async () => {
    await makePast(5);
    return async () => {
      await db.close();
      await scene.stop();
      rmSync(folder, { recursive: true });
    };
  }, 300_000);

  it('is told in order, and each thing before it is found out', async () => {
    const { events } = await db.read((tx) => listEvents(tx, eventQuerySchema.parse({ limit: 200 })));
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of ['action', 'alert', 'incident', 'state', 'verdict'] as const)
      expect(kinds).toContain(kind);
    for (const { at, observedAt } of events)
      expect(Date.parse(at)).toBeLessThanOrEqual(Date.parse(observedAt));
  });

  it('has no gap between one verdict and the next, nor between one state and the next', async () => {
    const { verdicts, states } = await db.read(async (tx) => ({
      verdicts: await tx.verdictSpan.findMany({ orderBy: [{ pairId: 'asc' }, { id: 'asc' }] }),
      states: await tx.stateSpan.findMany({ orderBy: [{ serverId: 'asc' }, { from: 'asc' }] }),
    }));
    expect(verdicts.map(({ verdict }) => verdict)).toContain('degraded');
    for (const [index, span] of verdicts.entries()) {
      const next = verdicts[index + 1];
      if (next?.pairId === span.pairId) expect(span.until).toEqual(next.from);
      else expect([span.until, span.verdict]).toEqual([null, 'healthy']);
    }
    for (const [index, span] of states.entries()) {
      const next = states[index + 1];
      if (next?.serverId === span.serverId) expect(span.until).toEqual(next.from);
      else expect([span.until, span.state]).toEqual([null, 'normal']);
    }
  });

  it('leaves nothing open: every incident and alert of it is over, and everybody was told', async () => {
    const left = await db.read(async (tx) => ({
      alerts: await tx.alert.findMany({ where: { phase: { not: 'resolved' } } }),
      incidents: await tx.incident.count({ where: { resolvedAt: null } }),
      all: await tx.incident.count(),
      acknowledged: (await tx.incident.findMany()).filter(({ acknowledgement }) => acknowledgement).length,
      notes: await tx.incidentNote.count(),
      undelivered: await tx.message.count({ where: { deliveredAt: null } }),
      delivered: await tx.message.count(),
    }));
    expect(left).toMatchObject({ alerts: [], incidents: 0, undelivered: 0 });
    for (const count of [left.all, left.acknowledged, left.notes, left.delivered])
      expect(count).toBeGreaterThan(0);
  });

  it('knows on every day how many servers answered', async () => {
    const days = await db.read((tx) => redundancy(tx, 'demo', { days: DAYS }, PRESENT));
    const unseen = days?.slice(1).reduce((sum, day) => sum + day.unseen, 0);
    expect(unseen).toBeLessThan(DAYS);
    expect(days?.at(-2)).toMatchObject({ two: 24 * 60 });
  });

  it('is summed up as the historian would, who finds nothing to make anew', async () => {
    const buckets = () =>
      db.read((tx) =>
        tx.poolBucket.findMany({
          orderBy: [
            { tier: 'asc' },
            { poolId: 'asc' },
            { serverId: 'asc' },
            { source: 'asc' },
            { at: 'asc' },
          ],
        }),
      );
    const before = await buckets();
    expect(new Set(before.map(({ tier }) => tier))).toEqual(new Set(BUCKET_TIERS));
    await db.write(async (tx) => {
      await tx.historyProgress.deleteMany();
      while (await makeFiveMinutes(tx, PRESENT));
      for (const tier of COARSER_TIERS) while (await makeCoarser(tx, tier));
    });
    const young = ({ at }: { at: Date }) => at.getTime() > PRESENT - 20 * 3_600_000;
    expect((await buckets()).filter(young)).toEqual(before.filter(young));
  });

  it('tells what is usual, of new clients and of leases that end', async () => {
    const pair = await db.read((tx) => tx.pair.findUniqueOrThrow({ where: { name: 'demo' } }));
    const { newClients, usualEndings } = await learnFromHistory(db, pair.id, PRESENT);
    expect(newClients.size).toBe(3);
    for (const { watchedMs } of newClients.values()) expect(watchedMs).toBeGreaterThan(2 * DAY_MS);
    expect(usualEndings.size).toBe(3);
  });

  it('ends where the present begins', () => {
    for (const { world } of scene.pairs) {
      expect(world.nowMs).toBe(PRESENT);
      expect(() => leap(world, PRESENT)).not.toThrow(); // which a pair that is not well refuses
    }
  });
});
