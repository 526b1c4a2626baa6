import { expect, it } from 'vitest';
import { alertListSchema, alertSchema } from '../contracts/alert.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import {
  countFiring,
  deleteAlert,
  findAlert,
  listAlerts,
  openAlerts,
  recentFirings,
  updateAlert,
} from './alerts.ts';
import { addAlert, alert, pending, resolved, why } from './testing/alerts.ts';
import { makePair, NOW } from './testing/samples.ts';

const HOUR_MS = 3_600_000;

describeOnEngines('alerts', (engine) => {
  it('are found as they were kept', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const subject = { server: 'dhcp-b', pool: null, detail: 'x' };
    const id = await addAlert(db, pairId, alert({ subject }));
    const kept = {
      ...alert({ subject }),
      id,
      pairId,
      fingerprint: 'pair-not-healthy|dhcp-b||x',
      suppression: null,
      incidentId: null,
      toldBy: null,
      toldSeverity: null,
      acknowledgement: null,
      observedAt: NOW,
    };
    expect(await open(db, pairId)).toEqual([kept]);

    const acknowledgement = { at: NOW + 1, by: 'anna', note: null };
    const suppression = { kind: 'silenced', silenceId: 7, until: NOW + HOUR_MS } as const;
    const told = { toldBy: 'itself', toldSeverity: 'warning' } as const;
    const worse = { ...alert({ subject, severity: 'critical' }), why: why('It is down.') };
    await db.write((tx) =>
      updateAlert(tx, id, { alert: worse, acknowledgement, suppression, ...told, observedAt: NOW + 2 }),
    );
    expect(await open(db, pairId)).toEqual([
      { ...kept, ...worse, ...told, acknowledgement, suppression, observedAt: NOW + 2 },
    ]);
    await db.write((tx) => updateAlert(tx, id, { acknowledgement: null, suppression: null }));
    expect(await open(db, pairId)).toEqual([{ ...kept, ...worse, ...told, observedAt: NOW + 2 }]);
  });

  it('are those of one pair, or of Pairwatch itself, as long as they are not over', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await addAlert(db, pairId, pending());
    await addAlert(db, pairId, resolved(NOW));
    await addAlert(db, null, alert({ rule: 'monitor-blind' }));
    const gone = await addAlert(db, pairId, pending({ rule: 'clocks' }));
    await db.write((tx) => deleteAlert(tx, gone));
    const rules = async (of: number | null) => (await open(db, of)).map(({ rule, phase }) => [rule, phase]);
    expect(await rules(pairId)).toEqual([['pair-not-healthy', 'pending']]);
    expect(await rules(null)).toEqual([['monitor-blind', 'firing']]);
  });

  it('tell when they fired of late, those that are over too', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await addAlert(db, pairId, resolved(NOW - 1_000, { firedAt: NOW - 3_000 }));
    await addAlert(db, pairId, resolved(NOW - 4_000, { firedAt: NOW - 5_000 }));
    await addAlert(db, pairId, resolved(NOW - HOUR_MS, { firedAt: NOW - HOUR_MS - 1 }));
    await addAlert(db, pairId, alert());
    await addAlert(db, pairId, pending({ rule: 'clocks' }));
    await addAlert(db, null, alert({ rule: 'monitor-blind' }));
    expect(await db.read((tx) => recentFirings(tx, pairId, NOW - HOUR_MS))).toEqual(
      new Map([['pair-not-healthy|||', [NOW - 5_000, NOW - 3_000, NOW]]]),
    );
  });

  it('count as firing only while somebody is told of them', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const silenced = { kind: 'silenced', silenceId: 7, until: NOW + HOUR_MS } as const;
    const id = await addAlert(db, pairId, alert());
    await addAlert(db, pairId, pending({ rule: 'clocks' }));
    await addAlert(db, pairId, resolved(NOW, { rule: 'pool-use-high' }));
    expect(await db.read(countFiring)).toBe(1);
    await db.write((tx) => updateAlert(tx, id, { suppression: silenced }));
    expect(await db.read(countFiring)).toBe(0);
  });

  it('are listed with the worst that fires first, then what is pending, then the latest that is over', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const add = (rule: string, made: ReturnType<typeof alert>) => addAlert(db, pairId, { ...made, rule });
    await add('info', alert({ severity: 'info' }));
    await add('over first', resolved(NOW + 1));
    await add('pending', pending());
    await add('over last', resolved(NOW + 9));
    await add('critical', alert({ severity: 'critical' }));
    await add('over later', resolved(NOW + 5));
    await addAlert(db, null, alert({ rule: 'own' }));
    const list = (query: object) => db.read((tx) => listAlerts(tx, { phase: 'all', limit: 6, ...query }));
    const rules = async (query: object) => (await list(query)).alerts.map(({ rule }) => rule);
    const first = await list({});
    expect(first.alerts.map(({ rule }) => rule)).toEqual([
      'critical',
      'own',
      'info',
      'pending',
      'over last',
      'over later',
    ]);
    expect(await rules({ before: first.nextBefore })).toEqual(['over first']);
    expect(await rules({ pair: 'office', phase: 'active' })).toEqual(['critical', 'info', 'pending']);
    expect(await rules({ phase: 'resolved' })).toEqual(['over last', 'over later', 'over first']);
    expect(await rules({ severity: 'info' })).toEqual(['info']);
    expect(await rules({ severity: 'warning', limit: 2 })).toEqual(['own', 'over last']);
    expect(await rules({ pair: 'nowhere' })).toEqual([]);
    expect((await list({ phase: 'active' })).nextBefore).toBeNull();
    const answer = { now: new Date(NOW).toISOString(), ...first };
    expect(alertListSchema.parse(answer)).toEqual(answer);
  });

  it('come in pages that lead on also when the last of a page is there no more', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const add = (rule: string, made: ReturnType<typeof alert>) => addAlert(db, pairId, { ...made, rule });
    await add('warning', alert());
    await add('pending later', pending({ startedAt: NOW + 1 }));
    const silenced = { kind: 'silenced', silenceId: 7, until: NOW + HOUR_MS } as const;
    await addAlert(db, pairId, alert({ rule: 'critical', severity: 'critical' }), { suppression: silenced });
    const gone = await add('pending', pending());
    await add('pending first', pending({ startedAt: NOW - HOUR_MS }));
    await add('over', resolved(NOW));
    const page = (query: object) => db.read((tx) => listAlerts(tx, { phase: 'all', limit: 2, ...query }));
    const first = await page({});
    expect(first.alerts.map(({ rule }) => rule)).toEqual(['critical', 'warning']);
    expect(first.counts).toEqual({ firing: 2, pending: 3, told: 1 });
    const second = await page({ before: first.nextBefore });
    expect(second.alerts.map(({ rule }) => rule)).toEqual(['pending later', 'pending']);
    await db.write((tx) => deleteAlert(tx, gone));
    const third = await page({ before: second.nextBefore });
    expect(third.alerts.map(({ rule }) => rule)).toEqual(['pending first', 'over']);
    expect(third).toMatchObject({ counts: { firing: 2, pending: 2, told: 1 }, nextBefore: null });
    expect((await page({ severity: 'critical' })).counts).toEqual({ firing: 1, pending: 0, told: 0 });
  });

  it('are told with their pair and the name of their rule, or its id when that is not known', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const suppression = { kind: 'maintenance', windowId: 3, until: NOW + 1 } as const;
    const acknowledgement = { at: NOW, by: 'anna', note: 'I look' };
    const known = await addAlert(db, pairId, alert(), { suppression, acknowledgement });
    const other = await addAlert(db, null, pending({ rule: 'of-yesterday' }));
    const told = await db.read((tx) => findAlert(tx, known));
    expect(alertSchema.parse(told)).toEqual(told);
    expect(told).toMatchObject({
      pair: 'office',
      title: 'Pair not healthy',
      firedAt: new Date(NOW).toISOString(),
      levels: [{ since: new Date(NOW - 30_000).toISOString() }, { since: null }],
      suppression: { kind: 'maintenance', windowId: 3, until: new Date(NOW + 1).toISOString() },
      acknowledgement: { at: new Date(NOW).toISOString(), by: 'anna', note: 'I look' },
    });
    expect(await db.read((tx) => findAlert(tx, other))).toMatchObject({
      pair: null,
      title: 'of-yesterday',
      severity: null,
    });
    expect(await db.read((tx) => findAlert(tx, 4711))).toBeNull();
  });
});

const open = (db: Database, pairId: number | null) => db.read((tx) => openAlerts(tx, pairId));
