import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PairAlertFacts } from '../../alerts/facts.ts';
import { pairFacts, pool, verdict } from '../../alerts/rules/testing/facts.ts';
import { alertQuerySchema } from '../../contracts/alert.ts';
import { deliveryQuerySchema } from '../../contracts/delivery.ts';
import { eventQuerySchema } from '../../contracts/event.ts';
import { incidentQuerySchema } from '../../contracts/incident.ts';
import { messageSchema } from '../../contracts/message.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../incidents/incident.ts';
import { acknowledgeIncident } from '../../store/actions/acknowledge-incident.ts';
import { createSilence } from '../../store/actions/create-silence.ts';
import { listAlerts } from '../../store/alerts.ts';
import { syncEndpoints } from '../../store/endpoints.ts';
import { listEvents } from '../../store/events.ts';
import { listIncidents } from '../../store/incidents.ts';
import { findDelivery, listDeliveries } from '../../store/messages.ts';
import { syncPairs } from '../../store/pairs.ts';
import { makePair, NOW } from '../../store/testing/samples.ts';
import { endAlertsOfLeftPairs } from './end-left.ts';
import { ingestPairAlerts } from './ingest-alerts.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Hundreds of transactions, each synced to the disk: that takes a while where others use it too. */
const HANGS_AFTER_MS = 120_000;

/** Endpoints that between them are told everything. */
const ENDPOINTS = (['incident', 'every-alert'] as const).map((kind) => ({
  name: kind,
  kind: 'standard' as const,
  address: 'https://ops.example.net',
  filter: { pairs: null, severities: ['warning' as const, 'critical' as const], kinds: [kind] },
}));

async function watchedPair(db: Database) {
  const { pairId } = await makePair(db);
  await db.write((tx) => syncEndpoints(tx, ENDPOINTS, NOW));
  return { pairId, pair: 'office', servers: [] } as const;
}

type Scope = Awaited<ReturnType<typeof watchedPair>>;

const CODES: Record<Verdict, string> = {
  healthy: 'both-normal',
  degraded: 'primary-unreachable',
  recovering: 'primary-recovering',
  dangerous: 'both-serve-alone',
  down: 'nobody-answers',
  unknown: 'no-word',
};

function factsAt(now: number, word: Verdict | null): PairAlertFacts {
  // When it began is left to whoever watches: a timer that counts from there needs no more facts than these.
  const said = word && { ...verdict(word, CODES[word]), since: now };
  return pairFacts({ now, verdict: said, servers: [], pools: [], forecasts: null });
}

const look = (db: Database, scope: Scope, facts: PairAlertFacts) =>
  db.write((tx) => ingestPairAlerts(tx, scope, facts, DEFAULT_INCIDENT_LIMITS));

/** All that came of it, without the ids. */
async function outcomeIn(db: Database) {
  return db.read(async (tx) => ({
    alerts: (await listAlerts(tx, alertQuerySchema.parse({ phase: 'all', limit: 200 }))).alerts
      .map(({ rule, phase, severity, startedAt, firedAt, resolvedAt, isFlapping }) => ({
        ...{ rule, phase, severity, startedAt, firedAt, resolvedAt, isFlapping },
      }))
      .sort(
        (one, other) => one.startedAt.localeCompare(other.startedAt) || one.rule.localeCompare(other.rule),
      ),
    incidents: (await listIncidents(tx, incidentQuerySchema.parse({ limit: 200 }))).incidents.map(
      ({ phase, severity, firstSymptom, openedAt, resolvedAt, reopenedAt }) => ({
        ...{ phase, severity, firstSymptom: firstSymptom.sentence, openedAt, resolvedAt, reopenedAt },
      }),
    ),
    messages: (await listDeliveries(tx, deliveryQuerySchema.parse({ limit: 200 }))).deliveries
      .map(({ endpoint, type, sentence, createdAt }) => ({ endpoint, type, sentence, createdAt }))
      .reverse(),
  }));
}

const turn = fc.record({
  afterMs: fc.constantFrom(
    SECOND_MS,
    5 * SECOND_MS,
    31 * SECOND_MS,
    2 * MINUTE_MS,
    6 * MINUTE_MS,
    70 * MINUTE_MS,
  ),
  word: fc.constantFrom<Verdict | null>(
    'healthy',
    'healthy',
    'degraded',
    'down',
    'dangerous',
    'unknown',
    null,
  ),
  isRestarted: fc.boolean(),
});
const turns = fc.array(turn, { minLength: 1, maxLength: 14 });

describeOnSqlite('the alerts of a pair', ({ open }) => {
  it(
    'come out the same when each reading is taken twice and the collector is started again in between',
    async () => {
      await fc.assert(
        fc.asyncProperty(turns, async (story) => {
          const [plain, troubled] = [await open(), await open()];
          const scopes = [await watchedPair(plain.db), await watchedPair(troubled.db)] as const;
          let { db } = troubled;
          let now = NOW;
          for (const { afterMs, word, isRestarted } of story) {
            now += afterMs;
            const facts = factsAt(now, word);
            await look(plain.db, scopes[0], facts);
            await look(db, scopes[1], facts);
            if (!isRestarted) continue;
            await db.close();
            db = await openDatabase(troubled.url, { role: 'collector' });
            await look(db, scopes[1], facts);
          }
          expect(await outcomeIn(db)).toEqual(await outcomeIn(plain.db));
          await db.close();
        }),
        { numRuns: 15 },
      );
    },
    HANGS_AFTER_MS,
  );

  it('are told with a stored cause each, in words that receivers can check', async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (story) => {
        const { db } = await open();
        const scope = await watchedPair(db);
        let now = NOW;
        for (const { afterMs, word, isRestarted } of story) {
          now += afterMs;
          const silence = {
            pair: null,
            rule: null,
            server: null,
            pool: null,
            reason: 'a test',
            by: 'ada',
            now,
          };
          if (isRestarted) {
            const until = { startsAt: now, endsAt: now + MINUTE_MS };
            await db.write((tx) => createSilence(tx, { ...silence, ...until, rule: 'pair-not-healthy' }));
          }
          await look(db, scope, factsAt(now, word));
        }
        const { events } = await db.read((tx) => listEvents(tx, eventQuerySchema.parse({ limit: 500 })));
        const { incidents } = await db.read((tx) =>
          listIncidents(tx, incidentQuerySchema.parse({ limit: 200 })),
        );
        const { alerts } = await db.read((tx) =>
          listAlerts(tx, alertQuerySchema.parse({ phase: 'all', limit: 200 })),
        );
        expect(incidents.filter(({ phase }) => phase === 'open').length).toBeLessThanOrEqual(1);
        for (const { firstSymptom } of incidents)
          expect(alerts.map(({ id }) => id)).toContain(firstSymptom.alertId);
        const { deliveries } = await db.read((tx) =>
          listDeliveries(tx, deliveryQuerySchema.parse({ limit: 200 })),
        );
        for (const { id, sentence } of deliveries) {
          const found = await db.read((tx) => findDelivery(tx, id));
          expect(messageSchema.safeParse(JSON.parse(found?.body ?? '')).error).toBeUndefined();
          expect(events.some((event) => event.sentence.startsWith(sentence))).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('are told when they hold again after they were kept back and all but over', async () => {
    const { db } = await open();
    const scope = await watchedPair(db);
    const lookAt = (afterMs: number, used: number) => {
      const now = NOW + afterMs;
      const use = { at: now, used, free: 200 - used };
      return look(db, scope, { ...factsAt(now, 'healthy'), pools: [pool({ use, recentUse: [] })] });
    };
    const all = { pair: null, rule: null, server: null, pool: null, reason: 'a test', by: 'ada' };
    const until = { startsAt: NOW, endsAt: NOW + 10 * MINUTE_MS };
    await db.write((tx) => createSilence(tx, { ...all, ...until, now: NOW }));
    await lookAt(0, 195);
    await lookAt(6 * MINUTE_MS, 195);
    await lookAt(9 * MINUTE_MS, 10);
    await lookAt(11 * MINUTE_MS, 10);
    expect((await outcomeIn(db)).messages).toEqual([]);
    await lookAt(12 * MINUTE_MS, 195);
    await lookAt(13 * MINUTE_MS, 195);
    expect((await outcomeIn(db)).messages).toMatchObject([
      { type: 'alert.firing', sentence: expect.stringContaining('goes on') },
    ]);
  });

  it('outlive their incident by themselves, for whoever did not hear of each as it began', async () => {
    const { db } = await open();
    const scope = await watchedPair(db);
    const lookAt = (minutes: number, word: Verdict) => {
      const now = NOW + minutes * MINUTE_MS;
      const use = { at: now, used: 180, free: 20 };
      return look(db, scope, { ...factsAt(now, word), pools: [pool({ use, recentUse: [] })] });
    };
    const filter = {
      pairs: null,
      severities: ['warning' as const],
      kinds: ['incident' as const, 'alert' as const],
    };
    const usual = { name: 'usual', kind: 'standard' as const, address: 'https://ops.example.net', filter };
    await db.write((tx) => syncEndpoints(tx, [...ENDPOINTS, usual], NOW));
    for (const minutes of [0, 1, 2, 3, 4]) await lookAt(minutes, 'degraded');
    for (const minutes of [5, 6, 7, 8, 9, 10, 11, 12]) await lookAt(minutes, 'healthy');
    const told = (await outcomeIn(db)).messages.filter(({ sentence }) => sentence.includes('Pool use high'));
    expect(told.map(({ endpoint, type }) => [endpoint, type])).toEqual([
      ['every-alert', 'alert.firing'],
      ['usual', 'alert.firing'],
    ]);
  });

  it('keep what somebody acknowledged, tell it, and end with the pair when that leaves the settings', async () => {
    const { db } = await open();
    const scope = await watchedPair(db);
    await look(db, scope, factsAt(NOW, 'down'));
    const acknowledged = { id: 1, by: 'ada', note: null, now: NOW + SECOND_MS };
    await db.write((tx) => acknowledgeIncident(tx, acknowledged));
    await look(db, scope, factsAt(NOW + 5 * SECOND_MS, 'down'));
    await db.write(async (tx) => {
      await syncPairs(tx, [], NOW + MINUTE_MS);
      await endAlertsOfLeftPairs(tx, NOW + MINUTE_MS);
      await endAlertsOfLeftPairs(tx, NOW + 2 * MINUTE_MS);
    });
    const { alerts, incidents, messages } = await outcomeIn(db);
    expect(alerts.map(({ phase }) => phase)).toEqual(alerts.map(() => 'resolved'));
    expect(incidents).toMatchObject([
      { phase: 'resolved', resolvedAt: new Date(NOW + MINUTE_MS).toISOString() },
    ]);
    const ofIncident = messages.filter(({ endpoint }) => endpoint === 'incident').map(({ type }) => type);
    expect(ofIncident).toEqual(['incident.opened', 'incident.acknowledged', 'incident.resolved']);
  });
});
