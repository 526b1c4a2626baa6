import { expect, it } from 'vitest';
import { deliveryQuerySchema } from '../../contracts/delivery.ts';
import type { WatchedPair } from '../../contracts/setup.ts';
import type { Database } from '../../db/client.ts';
import { describeOnEngines, describeOnSqlite } from '../../db/testing/engines.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../incidents/incident.ts';
import { openAlerts } from '../../store/alerts.ts';
import { insertWindow, maintenanceWindows } from '../../store/maintenance.ts';
import { listDeliveries } from '../../store/messages.ts';
import { recordRestarts, restartFigures } from '../../store/restarts.ts';
import { insertLayer, ruleLayers, syncRuleLayers } from '../../store/rule-settings.ts';
import { addAlert, alert } from '../../store/testing/alerts.ts';
import { addEndpoints } from '../../store/testing/outbox.ts';
import { makePair, NOW } from '../../store/testing/samples.ts';
import { impairments } from './impairments.ts';
import { ingestOwnAlerts } from './ingest-alerts.ts';

const MINUTE_MS = 60_000;
const found = (db: Database, watched: WatchedPair[] = [], now = NOW) =>
  db.read((tx) => impairments(tx, watched, now));
const sentences = async (db: Database) => (await found(db)).map(({ sentence }) => sentence);

async function fill(db: Database): Promise<void> {
  await addEndpoints(db, 'ops', 'chat');
  await db.write(async (tx) => {
    for (const rule of ['clocks', 'pool-full'])
      await insertLayer(tx, {
        rule,
        pair: null,
        pool: null,
        options: { enabled: false },
        origin: 'settings',
        by: null,
        now: NOW,
      });
    const schedule = {
      kind: 'once',
      startsAt: new Date(NOW).toISOString(),
      endsAt: new Date(NOW + MINUTE_MS).toISOString(),
    } as const;
    await insertWindow(tx, { origin: 'database', pair: null, schedule, reason: 'x', by: 'anna', now: NOW });
  });
  const { pairId } = await makePair(db);
  for (const rule of ['clocks', 'pool-full']) await addAlert(db, pairId, alert({ rule }));
}

/** Damages the first row of each table. `value`: a literal of SQL. */
const damage = (db: Database, value: string) =>
  db.write(async (tx) => {
    await tx.$executeRawUnsafe(`UPDATE "RuleSetting" SET "options" = ${value} WHERE "rule" = 'clocks'`);
    await tx.$executeRawUnsafe(`UPDATE "MaintenanceWindow" SET "schedule" = ${value}`);
    await tx.$executeRawUnsafe(`UPDATE "Endpoint" SET "filter" = ${value} WHERE "name" = 'chat'`);
    await tx.$executeRawUnsafe(`UPDATE "Alert" SET "state" = ${value} WHERE "rule" = 'clocks'`);
  });

async function goesOnWithout(db: Database, why: string): Promise<void> {
  expect((await db.read(ruleLayers)).map(({ rule }) => rule)).toEqual(['pool-full']);
  expect(await db.read(maintenanceWindows)).toEqual([]);
  const told = await sentences(db);
  const [pair] = await db.read((tx) => tx.pair.findMany());
  expect((await db.read((tx) => openAlerts(tx, pair?.id ?? 0))).map(({ rule }) => rule)).toEqual([
    'pool-full',
  ]);
  expect(told).toHaveLength(4);
  expect(told[0]).toMatch(/^The row \d+ of the table RuleSetting can't be read \(/);
  expect(told[0]).toContain(why);
  expect(told[2]).toMatch(/row chat of the table Endpoint .* told nothing/);
  expect(told[3]).toMatch(/row \d+ of the table Alert .* told anew/);
  const facts = {
    now: NOW,
    blindSince: null,
    endpoints: [],
    heartbeats: [],
    database: { backup: null, checkedAt: null, damage: null },
    impairments: await found(db),
  };
  await db.write((tx) => ingestOwnAlerts(tx, facts, DEFAULT_INCIDENT_LIMITS));
  const { deliveries } = await db.read((tx) => listDeliveries(tx, deliveryQuerySchema.parse({})));
  expect(deliveries.map(({ endpoint, type }) => `${endpoint} ${type}`)).toEqual(
    expect.arrayContaining(['ops alert.firing']),
  );
  expect(deliveries.map(({ endpoint }) => endpoint)).not.toContain('chat');
}

describeOnEngines('rows of another shape', ({ open }) => {
  it('are left out and told of, and all else goes on', async () => {
    const { db } = await open();
    await fill(db);
    await damage(db, `'{"enabled": "perhaps"}'`);
    await goesOnWithout(db, 'enabled is not as expected');
  });
});

describeOnSqlite('rows that are no JSON any more', ({ open }) => {
  it('are left out and told of, and all else goes on', async () => {
    const { db } = await open();
    await fill(db);
    await damage(db, `'{"enabled'`);
    await goesOnWithout(db, 'it is no JSON');
  });

  it('of the settings are written anew at the next start', async () => {
    const { db } = await open();
    await fill(db);
    await damage(db, `'{"enabled'`);
    const wanted = ['clocks', 'pool-full'].map((rule) => ({
      rule,
      pair: null,
      pool: null,
      options: { enabled: false },
    }));
    await db.write((tx) => syncRuleLayers(tx, wanted, NOW));
    expect(await db.read((tx) => tx.ruleSetting.count())).toBe(2);
    expect((await sentences(db)).filter((each) => each.includes('RuleSetting'))).toEqual([]);
  });
});

describeOnSqlite('what keeps Pairwatch from doing all it should', ({ open }) => {
  it('is a stored pair that is not watched', async () => {
    const { db } = await open();
    const pair = { name: 'lab', peer: null, servers: [], origin: 'stored', revision: 'x' } as const;
    const watched = [
      { ...pair, servers: [], problem: 'Its key is gone.' },
      { ...pair, servers: [], name: 'office', problem: null },
    ];
    expect(await found(db, watched)).toMatchObject([
      { key: 'pair lab', sentence: expect.stringContaining('is not watched: Its key is gone.') },
    ]);
  });

  it('is a process that was started again three times in ten minutes, until they are past', async () => {
    const { db } = await open();
    const endings = [9, 5, 1].map((ago) => ({
      process: 'collector' as const,
      endedAt: NOW - ago * MINUTE_MS,
      ending: ago === 1 ? 'SIGKILL' : 'exit code 1',
    }));
    await db.write((tx) => recordRestarts(tx, endings.slice(0, 2), NOW));
    expect(await found(db)).toEqual([]);
    // Each start tells all of them anew.
    await db.write((tx) => recordRestarts(tx, endings, NOW));
    expect(await found(db)).toMatchObject([
      { key: 'restarts collector', sentence: expect.stringContaining('ended 3 times within 10 min') },
    ]);
    expect(await found(db, [], NOW + 2 * MINUTE_MS)).toEqual([]);
    expect(await db.read((tx) => restartFigures(tx, NOW))).toEqual([
      {
        process: 'collector',
        count: 3,
        last: { at: new Date(NOW - MINUTE_MS).toISOString(), ending: 'SIGKILL' },
      },
      { process: 'web', count: 0, last: null },
    ]);
  });
});
