import { expect, it } from 'vitest';
import type { Database, Tx } from '../../db/client.ts';
import { describeOnEngines, type TestEngine } from '../../db/testing/engines.ts';
import { drillReport, drillSummary } from '../../practices/drill/report.ts';
import { recordAnswering } from '../answering-spans.ts';
import { lookAtDrill } from '../drills/advance.ts';
import { findDrill } from '../drills/rows.ts';
import { appendEvent, listEvents } from '../events.ts';
import { maintenanceWindows } from '../maintenance.ts';
import { savePairParts } from '../pair-parts.ts';
import { saveServerStatus } from '../server-status.ts';
import { saveSource } from '../sources.ts';
import { address, leaseRecord, NOW_SECONDS, save } from '../testing/leases.ts';
import { event, health, makePair, NOW, view } from '../testing/samples.ts';
import { abandonDrill, beginDrill, endDrill, makeDrill, noteDrill, signDrill } from './drill.ts';

const at = (seconds: number) => NOW + seconds * 1000;
const iso = (seconds: number) => new Date(at(seconds)).toISOString();
const GENERATED = { at: iso(300), by: 'bert', productVersion: '1.0.0' };

type Ready = { word: 'ready' | 'not-ready' | 'ready-with-risks' | 'unknown'; atSeconds?: number };

async function officeWith(engine: TestEngine, { word, atSeconds = 0 }: Ready) {
  const { db } = await engine.open();
  const ids = await makePair(db);
  await db.write(async (tx) => {
    await savePairParts(
      tx,
      ids.pairId,
      { readiness: { word, sentence: `It is ${word}.`, lines: [] } },
      at(atSeconds),
    );
    for (const serverId of [ids.primaryId, ids.secondaryId]) await saveServerStatus(tx, serverId, view(), {});
  });
  const plan = (changes: object = {}) =>
    db.write((tx) =>
      makeDrill(tx, {
        pair: 'office',
        server: 'dhcp-a',
        outageMinutes: 3,
        setsPartnerDown: false,
        by: 'anna',
        now: NOW,
        ...changes,
      }),
    );
  return { db, ...ids, plan };
}

const begin = (db: Database, id: number, override: string | null = null, seconds = 1) =>
  db.write((tx) => beginDrill(tx, { id, by: 'anna', override, now: at(seconds) }));

const drillOf = async (db: Database, id: number) => {
  const drill = await db.read((tx) => findDrill(tx, id));
  if (!drill) throw new Error('no such drill');
  return drill;
};

/** What the collector stores while dhcp-a is stopped after 30 s and started after 150 s, one look at a time. */
async function play(db: Database, ids: { pairId: number; primaryId: number; secondaryId: number }) {
  const step = (seconds: number, run: (tx: Tx) => Promise<unknown>) =>
    db.write(async (tx) => {
      await run(tx);
      await lookAtDrill(tx, ids.pairId, at(seconds));
    });
  const moved = (tx: Tx, serverId: number, to: string, seconds: number) =>
    appendEvent(
      tx,
      event(ids.pairId, {
        key: `state:${serverId}:${to}:${seconds}`,
        serverId,
        to,
        at: at(seconds) - 400,
        sortAt: at(seconds),
      }),
    );
  const answer = (tx: Tx, servers: 1 | 2, seconds: number) =>
    recordAnswering(tx, ids.pairId, { servers, now: at(seconds), intervalMs: 100_000 });
  await step(5, (tx) => answer(tx, 2, 5));
  await step(31, async (tx) => {
    const failure = { kind: 'refused', message: 'Nobody listens at 10.66.0.11 port 7911.' };
    await saveSource(
      tx,
      ids.primaryId,
      health({ lastSuccessAt: at(29), failingSince: at(30), consecutiveFailures: 1, failure }),
    );
    await moved(tx, ids.secondaryId, 'communications-interrupted', 30);
    await answer(tx, 1, 31);
  });
  await save(db, ids.secondaryId, [
    leaseRecord({ address: address('10.66.1.11'), starts: NOW_SECONDS - 100 }),
    leaseRecord({ address: address('10.66.1.12'), starts: NOW_SECONDS + 62 }),
    leaseRecord({ address: address('10.66.1.13'), starts: NOW_SECONDS + 70 }),
  ]);
  await step(75, async (tx) => {
    await saveSource(tx, ids.secondaryId, health({ kind: 'leases', lastSuccessAt: at(74) }));
  });
  await step(120, async () => {});
  await step(151, async (tx) => {
    await saveSource(tx, ids.primaryId, health({ lastSuccessAt: at(151) }));
    await moved(tx, ids.primaryId, 'startup', 150);
  });
  await step(168, async (tx) => {
    await moved(tx, ids.secondaryId, 'normal', 165);
    await moved(tx, ids.primaryId, 'normal', 166);
    await answer(tx, 2, 168);
  });
  await step(181, (tx) => savePairParts(tx, ids.pairId, { balance: [balanced(at(180))] }, at(181)));
}

function balanced(readAt: number) {
  const side = (server: string, role: string) => ({
    server,
    role,
    at: readAt,
    source: 'omapi',
    isFresh: true,
    free: 50,
    backup: 50,
    lts: 0,
    hold: 10,
    thresh: 15,
    asksPartner: false,
    ownFree: 50,
    ownFreePercent: 50,
  });
  return {
    key: 'lan',
    title: 'lan',
    sharedNetwork: 'lan',
    size: 100,
    verdict: 'balanced',
    primary: side('dhcp-a', 'primary'),
    secondary: side('dhcp-b', 'secondary'),
  };
}

describeOnEngines('a failover drill', (engine) => {
  it('is watched from what is stored alone, ends with a verdict, and is signed', async () => {
    const { db, plan, ...ids } = await officeWith(engine, { word: 'ready' });
    const id = await plan();
    await begin(db, id);
    expect(await db.read((tx) => maintenanceWindows(tx))).toMatchObject([
      { pair: 'office', schedule: { kind: 'once', startsAt: iso(1) } },
    ]);
    await play(db, ids);
    const seen = drillReport(await drillOf(db, id), GENERATED, at(200));
    expect(Object.fromEntries(seen.steps.map(({ code, status }) => [code, status]))).toEqual({
      stopped: 'seen',
      interrupted: 'seen',
      answers: 'seen',
      leases: 'seen',
      'partner-down': 'skipped',
      started: 'seen',
      recovery: 'skipped',
      normal: 'seen',
      balanced: 'seen',
    });
    expect(seen.steps.find(({ code }) => code === 'leases')).toMatchObject({
      at: iso(62),
      sentence: 'dhcp-b gave or renewed 2 leases while dhcp-a was away.',
    });
    expect(seen.measures.map(({ ms }) => ms)).toEqual([1_000, 2_000, 16_000]);

    await db.write((tx) => endDrill(tx, { id, by: 'anna', now: at(200) }));
    await db.write((tx) => noteDrill(tx, { id, by: 'bert', text: 'Went well.', now: at(210) }));
    await db.write((tx) => signDrill(tx, { id, by: 'carla', now: at(220) }));
    const drill = await drillOf(db, id);
    const report = drillReport(drill, GENERATED, at(300));
    expect(report).toMatchObject({
      verdict: { outcome: 'passed' },
      notes: [{ by: 'bert', text: 'Went well.' }],
      signature: { by: 'carla', at: iso(220) },
      isAltered: false,
    });
    expect(await db.read((tx) => maintenanceWindows(tx))).toMatchObject([
      { schedule: { startsAt: iso(1), endsAt: iso(200) } },
    ]);
    const { events } = await db.read((tx) => listEvents(tx, { kind: ['action'], limit: 50 }));
    expect(events.toReversed().map(({ to }) => to)).toEqual([
      'drill-planned',
      'maintenance-planned',
      'drill-begun',
      'drill-ended',
      'practice-passed',
      'drill-noted',
      'drill-signed',
    ]);
    expect(events[0]?.sentence).toContain(report.signature?.sha256);
    await expect(
      db.write((tx) => noteDrill(tx, { id, by: 'bert', text: 'More.', now: at(230) })),
    ).rejects.toThrow(`Drill ${id} was signed by carla and changes no more.`);
  });

  it('says when what was signed is altered, wherever', async () => {
    const { db, plan } = await officeWith(engine, { word: 'ready' });
    const id = await plan();
    await begin(db, id);
    await db.write((tx) => abandonDrill(tx, { id, by: 'anna', reason: 'The phone rang.', now: at(9) }));
    await db.write((tx) => signDrill(tx, { id, by: 'carla', now: at(10) }));
    const drill = await drillOf(db, id);
    const isAltered = (changes: object) => drillReport({ ...drill, ...changes }, GENERATED, at(99)).isAltered;
    expect(isAltered({})).toBe(false);
    expect(isAltered({ record: { ...drill.record, notes: [{ at: iso(1), by: 'eve', text: '' }] } })).toBe(
      true,
    );
    expect(isAltered({ plan: { ...drill.plan, server: 'dhcp-b' } })).toBe(true);
    expect(isAltered({ endedAt: at(8) })).toBe(true);
    const report = drill.signature?.report;
    expect(isAltered({ signature: { ...drill.signature, report: { ...report, end: null } } })).toBe(true);
  });

  it('does not begin with a pair that is not known to be ready, unless somebody says why', async () => {
    for (const ready of [
      { word: 'not-ready' as const },
      { word: 'unknown' as const },
      { word: 'ready' as const, atSeconds: -120 },
    ]) {
      const { db, plan } = await officeWith(engine, ready);
      const id = await plan();
      await expect(begin(db, id)).rejects.toThrow('To begin it all the same, give the reason.');
      expect(await db.read((tx) => maintenanceWindows(tx))).toEqual([]);
      await begin(db, id, 'It is the only night.');
      expect((await drillOf(db, id)).plan.override).toEqual({
        by: 'anna',
        at: iso(1),
        reason: 'It is the only night.',
      });
    }
  });

  it('goes on with one server of a pair at a time, and only with one that is there', async () => {
    const { db, plan } = await officeWith(engine, { word: 'ready' });
    const [first, second] = [await plan(), await plan({ server: 'dhcp-b' })];
    await begin(db, first);
    await expect(begin(db, second)).rejects.toThrow(`Drill ${first} of this pair goes on`);
    await expect(begin(db, first)).rejects.toThrow(
      `Drill ${first} is running; expected one that is planned.`,
    );
    await expect(plan({ server: 'dhcp-c' })).rejects.toThrow('expected dhcp-a or dhcp-b');
    await expect(plan({ pair: 'nowhere' })).rejects.toThrow('There is no pair nowhere.');
    await expect(begin(db, 4711)).rejects.toThrow('There is no drill 4711.');
    await expect(db.write((tx) => signDrill(tx, { id: first, by: 'anna', now: at(2) }))).rejects.toThrow(
      'expected one that is ended or abandoned',
    );
  });

  it('is given up where nobody ends it, loudly', async () => {
    const { db, plan, pairId, ...ids } = await officeWith(engine, { word: 'ready' });
    const id = await plan();
    await begin(db, id);
    await db.write(async (tx) => {
      await saveSource(
        tx,
        ids.primaryId,
        health({ lastSuccessAt: at(29), failingSince: at(30), consecutiveFailures: 1 }),
      );
      await lookAtDrill(tx, pairId, at(35));
    });
    const overdue = drillSummary(await drillOf(db, id), at(600));
    expect(overdue.warnings).toContainEqual(expect.stringContaining('“dhcp-a is started again”: Not seen.'));
    await db.write((tx) => lookAtDrill(tx, pairId, at(2 * 3600)));
    const drill = await drillOf(db, id);
    expect(drill).toMatchObject({ phase: 'ended', endedAt: at(2 * 3600) });
    expect(drillSummary(drill, at(3 * 3600)).warnings).toEqual([
      expect.stringContaining('Pairwatch gave it up. Missing:'),
    ]);
    const { events } = await db.read((tx) => listEvents(tx, { kind: ['action'], limit: 50 }));
    expect(events[0]).toMatchObject({ to: 'practice-not-done' });
    expect(events[1]).toMatchObject({ to: 'drill-ended', actor: 'Pairwatch' });
  });
});
