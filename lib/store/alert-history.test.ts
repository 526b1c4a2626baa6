import { expect, it } from 'vitest';
import type { PairAlertFacts } from '../alerts/facts.ts';
import { previewRule } from '../alerts/preview.ts';
import { pairFlapping } from '../alerts/rules/pair-flapping.ts';
import { pairNotHealthy } from '../alerts/rules/pair-not-healthy.ts';
import { partnerDownEntered } from '../alerts/rules/partner-down-entered.ts';
import { poolUseDrop } from '../alerts/rules/pool-use-drop.ts';
import { sourceFailing } from '../alerts/rules/source-failing.ts';
import { BUCKET_MS } from '../contracts/history.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { type AlertHistoryQuery, alertHistory } from './alert-history.ts';
import { appendEvent } from './events.ts';
import { saveFindings } from './findings.ts';
import { replaceBuckets } from './pool-series.ts';
import { openStateSpan } from './state-spans.ts';
import { event, makePair, NOW } from './testing/samples.ts';
import { watchPool } from './testing/watch.ts';
import { openVerdictSpan } from './verdict-spans.ts';

const MINUTE_MS = 60_000;
const SLOT_MS = BUCKET_MS['5m'];
const DAY_MS = 86_400_000;
/** Begin of the past that is asked for. */
const FROM = NOW - DAY_MS;

describeOnEngines('what was known of a pair', (engine) => {
  it('is not told of a pair there is not', async () => {
    const { db } = await engine.open();
    expect(
      await db.read((tx) => alertHistory(tx, 'nowhere', { from: FROM, to: NOW, rule: 'clocks' })),
    ).toBeNull();
  });

  it('is its verdicts, in the words in which they were told', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const begin = FROM + 7 * MINUTE_MS;
    await judged(
      db,
      pairId,
      ['healthy', FROM - DAY_MS],
      ['degraded', begin],
      ['healthy', begin + 10 * MINUTE_MS],
    );
    await db.write((tx) =>
      appendEvent(tx, {
        ...event(pairId, { key: 'v', kind: 'verdict', to: 'degraded', at: begin, sortAt: begin + 900 }),
        sentence: 'dhcp-b answers alone.',
      }),
    );
    const facts = await past(db, 'pair-not-healthy');
    const times = facts.map(({ now }) => now);
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
    expect(at(facts, begin - 1).verdict).toMatchObject({ verdict: 'healthy', since: FROM - DAY_MS });
    expect(facts.find(({ now }) => now === begin)?.verdict).toEqual({
      verdict: 'degraded',
      code: 'degraded',
      since: begin,
      sentence: 'dhcp-b answers alone.',
      nextStep: null,
      evidence: event(pairId).evidence,
    });
    const firings = previewRule(pairNotHealthy, [], 'office', facts, NOW);
    expect(firings).toMatchObject([
      {
        severity: 'critical',
        firedAt: begin + 30_000,
        resolvedAt: begin + 11 * MINUTE_MS,
        sentence: 'dhcp-b answers alone.',
      },
    ]);
  });

  it('is how often it stopped to be healthy, which is over once that is long ago', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const turns = [0, 1, 2, 3].flatMap((turn): [Verdict, number][] => [
      ['degraded', FROM + (10 + 2 * turn) * MINUTE_MS],
      ['healthy', FROM + (11 + 2 * turn) * MINUTE_MS],
    ]);
    await judged(db, pairId, ['healthy', FROM - DAY_MS], ...turns);
    const facts = await past(db, 'pair-flapping');
    expect(at(facts, FROM + 12 * MINUTE_MS).leavesOfHealthy).toEqual([
      { at: FROM + 10 * MINUTE_MS, backAt: FROM + 11 * MINUTE_MS },
      { at: FROM + 12 * MINUTE_MS, backAt: FROM + 13 * MINUTE_MS },
    ]);
    const [firing, ...others] = previewRule(pairFlapping, [], 'office', facts, NOW);
    expect(others).toEqual([]);
    expect(firing?.firedAt).toBe(FROM + 16 * MINUTE_MS);
    expect(firing?.resolvedAt).toBeLessThan(FROM + 40 * MINUTE_MS);
  });

  it('is the states of its servers, for as long as they were seen', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const stay = (state: string, from: number, lastSeenAt: number) =>
      db.write((tx) => openStateSpan(tx, primaryId, { state, from, stosAt: null, lastSeenAt }));
    const begin = FROM + 60 * MINUTE_MS;
    const lost = begin + 30 * MINUTE_MS;
    await stay('normal', FROM - DAY_MS, begin);
    await stay('partner-down', begin, lost);
    await stay('normal', begin + 120 * MINUTE_MS, NOW);
    const facts = await past(db, 'partner-down-entered');
    expect(at(facts, begin).servers).toMatchObject([
      { name: 'dhcp-a', role: 'primary', state: 'partner-down', stateSince: begin, isSettled: true },
      { name: 'dhcp-b', state: null, stateSince: null },
    ]);
    const unseen = at(facts, lost + 20 * MINUTE_MS);
    expect(unseen.servers[0]?.sources).toMatchObject([
      { kind: 'omapi', lastSuccessAt: lost, lastAttemptAt: unseen.now },
    ]);
    expect(previewRule(partnerDownEntered, [], 'office', facts, NOW)).toMatchObject([
      { subject: { server: 'dhcp-a' }, firedAt: begin, resolvedAt: begin + 121 * MINUTE_MS },
    ]);
  });

  it('is when OMAPI of a server failed', async () => {
    const { db } = await engine.open();
    const { pairId, secondaryId } = await makePair(db);
    const tell = (to: 'failing' | 'working', time: number, source: 'omapi' | 'leases' = 'omapi') =>
      db.write((tx) =>
        appendEvent(tx, {
          ...event(pairId, { key: `${to} ${time} ${source}`, kind: 'source', to, at: time, sortAt: time }),
          serverId: secondaryId,
          sentence: 'It refused.',
          evidence: [{ server: 'dhcp-b', source, text: '', observedAt: null }],
        }),
      );
    const begin = FROM + 60 * MINUTE_MS;
    await tell('failing', FROM - MINUTE_MS, 'leases');
    await tell('failing', begin);
    await tell('working', begin + 10 * MINUTE_MS);
    const facts = await past(db, 'server-unreachable');
    const failing = (time: number) => at(facts, time).servers[1]?.sources[0];
    expect(failing(begin - 1)).toMatchObject({ failingSince: null, failure: null });
    expect(failing(begin)).toMatchObject({
      failingSince: begin,
      failure: { kind: 'recorded', message: 'It refused.' },
    });
    expect(failing(begin + 10 * MINUTE_MS)).toMatchObject({ failingSince: null });
  });

  it('is what was found, from its begin to its end', async () => {
    const { db } = await engine.open();
    const { pairId, secondaryId } = await makePair(db);
    const finding = {
      key: 'source:failing:dhcp-b',
      serverId: secondaryId,
      code: 'source-failing',
      severity: 'warning' as const,
      since: FROM + 60 * MINUTE_MS,
      sentence: 'Its log can not be read.',
      nextStep: null,
      evidence: [],
    };
    const save = (now: number, ...found: (typeof finding)[]) =>
      db.write((tx) => saveFindings(tx, pairId, 'source', now, found));
    await save(finding.since, finding);
    await save(FROM + 90 * MINUTE_MS);
    const facts = await past(db, 'source-failing');
    const { serverId: _, ...found } = finding;
    expect(at(facts, finding.since).findings).toEqual([{ ...found, server: 'dhcp-b' }]);
    expect(at(facts, FROM + 90 * MINUTE_MS).findings).toEqual([]);
    expect(previewRule(sourceFailing, [], 'office', facts, NOW)).toMatchObject([
      { firedAt: FROM + 62 * MINUTE_MS, resolvedAt: FROM + 91 * MINUTE_MS },
    ]);
  });

  it('is the use of its pools by five minutes, with the last half hour', async () => {
    const { db } = await engine.open();
    const { poolId, primaryId, secondaryId, record } = await watchPool(db);
    await record(0);
    await bucket(db, poolId, primaryId, 0, 40);
    await bucket(db, poolId, primaryId, 1, 30);
    await bucket(db, poolId, secondaryId, 1, 99);
    await bucket(db, poolId, secondaryId, 2, 90);
    const facts = await past(db, 'pool-use-drop');
    const pool = (slot: number) => at(facts, FROM_SLOT + slot * SLOT_MS).pools[0];
    expect(pool(1)).toEqual({
      key: 'lan:10.66.1.10',
      title: 'lan 10.66.1.10–10.66.1.109',
      sharedNetwork: 'lan',
      size: 100,
      use: { at: FROM_SLOT + SLOT_MS, used: 60, free: 40 },
      recentUse: [expect.objectContaining({ used: 60 })],
      endings: null,
    });
    // The primary's word where both have one.
    expect(pool(2)).toMatchObject({ use: { used: 70 } });
    expect(pool(3)).toMatchObject({
      use: { used: 10 },
      recentUse: [{ used: 60 }, { used: 70 }, { used: 10 }],
    });
    expect(at(facts, FROM_SLOT + 4 * SLOT_MS).pools[0]).toMatchObject({ use: null });
    expect(at(facts, FROM_SLOT + 12 * SLOT_MS).pools[0]).toMatchObject({ use: null, recentUse: [] });
    expect(previewRule(poolUseDrop, [], 'office', facts, NOW)).toMatchObject([
      { subject: { pool: 'lan:10.66.1.10' }, firedAt: FROM_SLOT + 3 * SLOT_MS },
    ]);
  });

  it('is that of one shared network alone where one of its pools is asked for', async () => {
    const { db } = await engine.open();
    await watchPool(db);
    const none = await past(db, 'pool-use-high', { pool: 'other' });
    expect(none.every(({ pools }) => pools.length === 0)).toBe(true);
    const own = await past(db, 'pool-use-high', { pool: 'lan:10.66.1.10' });
    expect(own.every(({ pools }) => pools.length === 1)).toBe(true);
  });

  it('is told by hours where five minutes of it would be too much', async () => {
    const { db } = await engine.open();
    const { poolId, primaryId, record } = await watchPool(db);
    await record(0);
    const hour = Math.floor((NOW - DAY_MS) / BUCKET_MS['1h']) * BUCKET_MS['1h'];
    await bucket(db, poolId, primaryId, 0, 40);
    await db.write((tx) =>
      replaceBuckets(tx, '1h', hour, [
        { ...HALF_FULL, poolId, serverId: primaryId, at: hour, stats: free(50) },
      ]),
    );
    const facts = await past(db, 'pool-use-high', { from: NOW - 200 * DAY_MS });
    expect(facts.length).toBeLessThanOrEqual(20_000);
    const known = facts.filter(({ pools }) => pools[0]?.use);
    expect(known[0]?.pools).toMatchObject([{ use: { at: hour + BUCKET_MS['1h'], free: 50 }, recentUse: [] }]);
  });
});

const FROM_SLOT = Math.ceil(FROM / SLOT_MS) * SLOT_MS;
const HALF_FULL = { source: 'omapi', count: 30, expected: 30 } as const;

/** What is free, without a share in backup. */
function free(count: number) {
  const figure = (value: number) => ({ sum: value, min: value, max: value, last: value });
  return { leaseCount: figure(100), freeLeases: figure(count), backupLeases: figure(0) };
}

function bucket(db: Database, poolId: number, serverId: number, slot: number, count: number): Promise<void> {
  const start = FROM_SLOT + slot * SLOT_MS;
  const row = { ...HALF_FULL, poolId, serverId, at: start, stats: free(count) };
  return db.write(async (tx) => {
    await tx.poolBucket.create({ data: { tier: '5m', ...row, at: new Date(start) } });
  });
}

async function judged(db: Database, pairId: number, ...verdicts: [Verdict, number][]): Promise<void> {
  for (const [verdict, from] of verdicts)
    await db.write((tx) => openVerdictSpan(tx, pairId, { verdict, code: verdict, from }));
}

async function past(
  db: Database,
  rule: string,
  changes: Partial<AlertHistoryQuery> = {},
): Promise<PairAlertFacts[]> {
  const query = { from: FROM, to: NOW, rule, ...changes };
  return (await db.read((tx) => alertHistory(tx, 'office', query))) ?? [];
}

/** The facts that held at a time. */
function at(facts: readonly PairAlertFacts[], time: number): PairAlertFacts {
  const found = facts.findLast(({ now }) => now <= time);
  if (!found) throw new Error('nothing is told of so early a time');
  return found;
}
