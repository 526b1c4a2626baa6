import { expect, it } from 'vitest';
import { practiceListSchema } from '../contracts/practice.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { DAY_MS } from '../practices/standing.ts';
import { changePractice, doPractice } from './actions/practice.ts';
import { saveConfigTest } from './config-tests.ts';
import { saveConfigVersion } from './config-versions.ts';
import { appendEvent, listEvents } from './events.ts';
import { saveFindings } from './findings.ts';
import {
  findBackup,
  keptBackups,
  listBackups,
  markBackupRemoved,
  saveBackup,
  saveFailedBackup,
} from './lease-backups.ts';
import { savePairParts } from './pair-parts.ts';
import { checkBackedUp, checkNow } from './practice-checks.ts';
import { listRuns, practiceRunsIn, recordRun } from './practice-runs.ts';
import { countPractices, findPractice, listPractices, TOPOLOGY_CHANGED } from './practices.ts';
import { saveServerStatus } from './server-status.ts';
import { saveSource } from './sources.ts';
import { event, health, makePair, NOW, view } from './testing/samples.ts';

const iso = (at: number) => new Date(at).toISOString();

async function counted(db: Database) {
  const ids = await makePair(db);
  await db.write((tx) => countPractices(tx, [ids.pairId], NOW));
  return ids;
}

const find = (db: Database, code: Parameters<typeof findPractice>[1]['code'], now = NOW) =>
  db.read((tx) => findPractice(tx, { pair: 'office', code, now }));

describeOnEngines('the duties of a pair', (engine) => {
  it('are counted once, and told as the contract says', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    expect((await find(db, 'sync-check'))?.dto.state).toBe('not-counted');
    await db.write((tx) => countPractices(tx, [pairId], NOW));
    await db.write((tx) => countPractices(tx, [pairId], NOW + DAY_MS));
    const pairs = await db.read((tx) => listPractices(tx, { now: NOW + 2 * DAY_MS }));
    practiceListSchema.parse({ now: iso(NOW), pairs });
    expect(pairs[0]?.practices.map(({ code, state, dueAt }) => [code, state, dueAt])).toEqual([
      ['sync-check', 'in-time', iso(NOW + 7 * DAY_MS)],
      ['lease-age-audit', 'in-time', iso(NOW + 30 * DAY_MS)],
      ['clock-check', 'in-time', iso(NOW + 91 * DAY_MS)],
      ['state-check', 'not-called-for', null],
      ['lease-backup', 'overdue', iso(NOW + DAY_MS)],
      ['failover-drill', 'in-time', iso(NOW + 182 * DAY_MS)],
    ]);
  });

  it('are given to somebody, come as often as wanted, and are switched off, each an event', async () => {
    const { db } = await engine.open();
    await counted(db);
    const change = (what: object, now: number) =>
      db.write((tx) =>
        changePractice(tx, { pair: 'office', code: 'failover-drill', by: 'anna', now, ...what }),
      );
    await change({ owner: 'bert', everyDays: 90 }, NOW + 1);
    await change({ owner: 'bert' }, NOW + 2);
    expect((await find(db, 'failover-drill'))?.dto).toMatchObject({
      owner: 'bert',
      everyDays: 90,
      proposedDays: 182,
      dueAt: iso(NOW + 90 * DAY_MS),
    });
    await change({ off: true, everyDays: null }, NOW + 3);
    expect((await find(db, 'failover-drill'))?.dto).toMatchObject({ state: 'off', everyDays: 182 });
    await change({ off: false }, NOW + 4 * DAY_MS);
    expect((await find(db, 'failover-drill'))?.dto.dueAt).toBe(iso(NOW + 186 * DAY_MS));
    const { events } = await db.read((tx) => listEvents(tx, { limit: 10 }));
    expect(events.toReversed().map(({ kind, actor, sentence }) => [kind, actor, sentence])).toEqual([
      [
        'action',
        'anna',
        'anna gave bert the Failover drill of office, and wants the Failover drill of office every 90 days.',
      ],
      [
        'action',
        'anna',
        'anna wants the Failover drill of office every 182 days, and switched off the Failover drill of office.',
      ],
      ['action', 'anna', 'anna switched on the Failover drill of office.'],
    ]);
    const unknown = db.write((tx) =>
      changePractice(tx, { pair: 'nowhere', code: 'failover-drill', by: 'anna', now: NOW, off: true }),
    );
    await expect(unknown).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are done with what is known, which a person may confirm where it is unknown, but not against what is', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await counted(db);
    const act = (now: number, confirm = false) =>
      db.write((tx) =>
        doPractice(tx, {
          pair: 'office',
          code: 'state-check',
          by: 'anna',
          note: confirm ? 'Looked at both.' : null,
          confirm,
          now,
        }),
      );
    await db.write((tx) =>
      appendEvent(
        tx,
        event(pairId, {
          key: 'config:1',
          kind: 'config',
          to: TOPOLOGY_CHANGED,
          sortAt: NOW + 1,
          sentence: 'A range more.',
        }),
      ),
    );
    expect((await find(db, 'state-check'))?.dto).toMatchObject({
      state: 'in-time',
      dueAt: iso(NOW + 1 + DAY_MS),
      calledForBy: 'A range more.',
    });
    await act(NOW + 10);
    expect((await find(db, 'state-check', NOW + 10))?.dto).toMatchObject({
      state: 'in-time',
      lastPassedAt: null,
      lastRun: { outcome: 'not-done', actor: 'anna', sentence: 'dhcp-a never told its state. And 1 more.' },
    });
    await act(NOW + 20, true);
    expect((await find(db, 'state-check', NOW + 20))?.dto).toMatchObject({
      state: 'not-called-for',
      lastPassedAt: iso(NOW + 20),
      lastRun: {
        outcome: 'passed',
        note: 'Looked at both.',
        sentence:
          'Confirmed by anna, where Pairwatch could not tell: dhcp-a never told its state. And 1 more.',
      },
    });
    for (const [serverId, localState] of [
      [primaryId, 'normal'],
      [secondaryId, 'partner-down'],
    ] as const)
      await db.write(async (tx) => {
        await saveServerStatus(tx, serverId, view({ localState, observedAt: NOW + 2_000 }), {});
        await saveSource(tx, serverId, health({ lastSuccessAt: NOW + 2_000 }));
      });
    await act(NOW + 2_500, true);
    expect((await find(db, 'state-check', NOW + 2_500))?.dto.lastRun).toMatchObject({
      outcome: 'failed',
      sentence: 'dhcp-b is in partner-down.',
    });
  });

  it('are asked of the collector where it has to do them, and once', async () => {
    const { db } = await engine.open();
    const { primaryId, pairId } = await counted(db);
    const ask = (now: number) =>
      db.write((tx) =>
        doPractice(tx, { pair: 'office', code: 'lease-backup', by: 'anna', note: null, confirm: false, now }),
      );
    await expect(ask(NOW)).rejects.toMatchObject({ kind: 'conflict' });
    await db.write((tx) => saveSource(tx, primaryId, health({ kind: 'leases' })));
    await ask(NOW + 1);
    await ask(NOW + 2);
    expect((await find(db, 'lease-backup'))?.dto.asked).toEqual({ at: iso(NOW + 1), by: 'anna' });
    await db.write(async (tx) => {
      const result = await checkBackedUp(tx, pairId, NOW + 1);
      await recordRun(tx, {
        pairId,
        code: 'lease-backup',
        at: NOW + 3,
        dueAt: null,
        actor: 'anna',
        note: null,
        ...result,
      });
    });
    expect((await find(db, 'lease-backup'))?.dto).toMatchObject({
      asked: null,
      lastRun: { outcome: 'failed', sentence: 'The lease file of dhcp-a was not copied.' },
    });
  });

  it('have a drill on its own page, which one made elsewhere may be confirmed for', async () => {
    const { db } = await engine.open();
    await counted(db);
    const act = (confirm: boolean, note: string | null) =>
      db.write((tx) =>
        doPractice(tx, { pair: 'office', code: 'failover-drill', by: 'anna', note, confirm, now: NOW }),
      );
    await expect(act(false, null)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(act(true, null)).rejects.toMatchObject({ kind: 'invalid' });
    await act(true, 'The move to the new rack.');
    expect((await find(db, 'failover-drill'))?.dto.lastRun?.outcome).toBe('passed');
  });

  it('are told run by run, and of a time for a report', async () => {
    const { db } = await engine.open();
    const { pairId } = await counted(db);
    for (const day of [1, 2, 3])
      await db.write((tx) =>
        recordRun(tx, {
          pairId,
          code: 'clock-check',
          at: NOW + day * DAY_MS,
          dueAt: null,
          actor: null,
          note: null,
          outcome: day === 3 ? 'failed' : 'passed',
          sentence: `Day ${day}.`,
          evidence: [],
        }),
      );
    expect((await find(db, 'clock-check', NOW + 4 * DAY_MS))?.dto).toMatchObject({
      lastRun: { sentence: 'Day 3.', actor: null },
      lastPassedAt: iso(NOW + 2 * DAY_MS),
    });
    const first = await db.read((tx) => listRuns(tx, 'office', 'clock-check', { limit: 2 }));
    expect(first?.runs.map(({ sentence }) => sentence)).toEqual(['Day 3.', 'Day 2.']);
    const [at, id] = (first?.nextCursor ?? '').split('.').map(Number);
    const rest = await db.read((tx) =>
      listRuns(tx, 'office', 'clock-check', { limit: 2, cursor: { at: at ?? 0, id: id ?? 0 } }),
    );
    expect(rest).toMatchObject({ runs: [{ sentence: 'Day 1.' }], nextCursor: null });
    expect(await db.read((tx) => listRuns(tx, 'nowhere', 'clock-check', { limit: 2 }))).toBeNull();
    const inTime = await db.read((tx) =>
      practiceRunsIn(tx, { pair: null, from: NOW + 2 * DAY_MS, until: NOW + 3 * DAY_MS }),
    );
    expect(inTime).toMatchObject([
      { pair: 'office', code: 'clock-check', title: 'Clock check', sentence: 'Day 2.' },
    ]);
  });

  it('check the configurations, clocks and leases by what is stored', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await counted(db);
    const check = (code: Parameters<typeof checkNow>[2]) => db.read((tx) => checkNow(tx, pairId, code, NOW));
    for (const code of ['sync-check', 'lease-age-audit', 'clock-check'] as const)
      expect((await check(code)).outcome, code).toBe('not-done');
    await db.write(async (tx) => {
      for (const id of [primaryId, secondaryId]) {
        for (const kind of ['config', 'leases', 'clock'] as const)
          await saveSource(tx, id, health({ kind, intervalMs: 60_000 }));
        await saveConfigVersion(tx, id, { hash: 'one', files: [], readAt: NOW - DAY_MS });
        await saveConfigTest(tx, id, { at: NOW - 1000, ok: true, output: '' });
      }
      const best = {
        method: 'sntp',
        at: NOW,
        offsetMs: 3,
        uncertaintyMs: 1,
        delayMs: 1,
        synchronised: true,
        upstream: null,
        upstreamOffsetMs: null,
      };
      await savePairParts(
        tx,
        pairId,
        {
          'config-review': { findings: [] },
          clocks: {
            servers: ['dhcp-a', 'dhcp-b'].map((name) => ({ name, best, ways: [] })),
            skew: { skewMs: 0, uncertaintyMs: 2, method: 'sntp', measuredAt: iso(NOW) },
            ways: [],
            apart: null,
            monitorSuspect: null,
            trend: null,
          },
          'lease-audit': ['dhcp-a', 'dhcp-b'].map((server) => ({
            server,
            backlog: {
              at: NOW,
              count: 0,
              byAge: { under10s: 0, under1min: 0, under10min: 0, older: 0 },
              oldestAt: null,
            },
            ages: [],
          })),
        },
        NOW,
      );
    });
    for (const code of ['sync-check', 'lease-age-audit', 'clock-check'] as const)
      expect(await check(code), code).toMatchObject({ outcome: 'passed' });
    await db.write((tx) =>
      saveFindings(tx, pairId, 'config', NOW, [
        {
          key: 'config:x',
          serverId: secondaryId,
          code: 'range-differs',
          severity: 'error',
          since: NOW,
          sentence: 'A range differs.',
          nextStep: null,
          evidence: [],
        },
      ]),
    );
    expect(await check('sync-check')).toMatchObject({
      outcome: 'failed',
      sentence: 'range-differs: A range differs.',
    });
  });
});

describeOnEngines('copies of lease files', (engine) => {
  it('are listed, found, and marked when they are removed; a try that failed is kept with its reason', async () => {
    const { db } = await engine.open();
    const { primaryId, pairId } = await makePair(db);
    await db.write((tx) => saveSource(tx, primaryId, health({ kind: 'leases' })));
    const copy = {
      serverId: primaryId,
      path: '/data/backups/1.gz',
      sizeBytes: 5_000_000_000,
      storedBytes: 400,
      sha256: 'ab',
      leases: 7,
    };
    const id = await db.write((tx) => saveBackup(tx, { ...copy, at: NOW, verifiedAt: NOW + 5 }));
    await db.write((tx) => saveFailedBackup(tx, { serverId: primaryId, at: NOW + 10, error: 'Disk full.' }));
    expect(await db.read((tx) => findBackup(tx, id))).toMatchObject({
      pair: 'office',
      server: 'dhcp-a',
      sizeBytes: 5_000_000_000,
      leases: 7,
    });
    const list = (all: boolean) => db.read((tx) => listBackups(tx, { all, limit: 10 }));
    expect((await list(false)).map((each) => each.id)).toEqual([id]);
    expect((await list(true)).map(({ error }) => error)).toEqual(['Disk full.', null]);
    expect(await db.read((tx) => checkBackedUp(tx, pairId, NOW + 6))).toMatchObject({
      outcome: 'failed',
      sentence: 'Disk full.',
    });
    expect(await db.read((tx) => keptBackups(tx, primaryId))).toEqual([
      { id, at: NOW, path: '/data/backups/1.gz' },
    ]);
    await db.write((tx) => markBackupRemoved(tx, id, NOW + 20));
    expect(await list(false)).toEqual([]);
    expect((await db.read((tx) => findBackup(tx, id)))?.removedAt).toBe(iso(NOW + 20));
  });
});
