import { expect, it } from 'vitest';
import { pairListSchema } from '../contracts/pair.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent, listEvents } from './events.ts';
import { savePairStatus } from './pair-status.ts';
import { findPair, listPairs, setPeerName, syncPairs } from './pairs.ts';
import { saveServerStatus } from './server-status.ts';
import { saveSource } from './sources.ts';
import { openStateSpan } from './state-spans.ts';
import { event, health, INTERVAL_MS, makePair, NOW, OFFICE, status, view } from './testing/samples.ts';

const BRANCH = { ...OFFICE, name: 'branch', title: null };

describeOnEngines('pairs', (engine) => {
  it('shows a pair of the settings that was never checked as unknown', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const pair = await db.read((tx) => findPair(tx, 'office', NOW));
    expect(pair).toMatchObject({
      name: 'office',
      title: 'Head office',
      peer: 'pair',
      verdict: 'unknown',
      code: 'not-checked-yet',
      since: new Date(NOW).toISOString(),
      checkedAt: null,
      servers: [
        { name: 'dhcp-a', role: 'primary', state: null, answering: null, observedAt: null },
        { name: 'dhcp-b', role: 'secondary', state: null, answering: null },
      ],
    });
    expect(pair?.sentence).toMatch(/not been checked/);
    expect(pair?.servers[0]?.sources.map(({ kind, freshness }) => [kind, freshness])).toEqual([
      ['omapi', 'never'],
      ['pools', 'never'],
    ]);
    expectToFitTheContract([pair]);
  });

  it('shows what was judged and what each server said, with sentence and ages of now', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    await db.write(async (tx) => {
      const failure = { kind: 'refused', message: 'Nothing listens on port 7911.' };
      await saveSource(
        tx,
        primaryId,
        health({ lastSuccessAt: NOW - 60_000, failingSince: NOW - 58_000, consecutiveFailures: 30, failure }),
      );
      await saveSource(tx, secondaryId, health());
      await saveServerStatus(
        tx,
        secondaryId,
        view({ localState: 'communications-interrupted', unackedUpdates: 7 }),
        {},
      );
      await openStateSpan(tx, secondaryId, {
        state: 'communications-interrupted',
        from: NOW - 6 * 60_000,
        stosAt: null,
        lastSeenAt: NOW,
      });
      await savePairStatus(tx, pairId, status());
    });
    const pair = await db.read((tx) => findPair(tx, 'office', NOW + 1_000));
    expect(pair).toMatchObject({
      verdict: 'degraded',
      code: 'one-alone',
      sentence: 'dhcp-b answers alone since 10:36 UTC (6 min), dhcp-a unreachable.',
      sentenceTemplate: 'dhcp-b answers alone since {since}, dhcp-a unreachable.',
      nextStep: 'Look after dhcp-a.',
      since: new Date(NOW - 6 * 60_000).toISOString(),
      checkedAt: new Date(NOW).toISOString(),
      intervalMs: INTERVAL_MS,
      link: { status: 'down', text: 'dhcp-b cannot hear its partner.' },
      skew: null,
    });
    expect(pair?.servers[0]).toMatchObject({ name: 'dhcp-a', state: null, answering: null });
    expect(pair?.servers[0]?.sources[0]).toMatchObject({
      freshness: 'stale',
      failingSince: new Date(NOW - 58_000).toISOString(),
      consecutiveFailures: 30,
      failure: { kind: 'refused', message: 'Nothing listens on port 7911.' },
    });
    expect(pair?.servers[1]).toMatchObject({
      name: 'dhcp-b',
      state: 'communications-interrupted',
      partnerState: 'normal',
      since: new Date(NOW - 6 * 60_000).toISOString(),
      observedAt: new Date(NOW).toISOString(),
      answering: true,
      answeringReason: 'It says so.',
      mcltSeconds: 3600,
      unackedUpdates: 7,
      sources: [{ kind: 'omapi', freshness: 'fresh', roundTripMs: 1.25 }],
    });
    expectToFitTheContract([pair]);
  });

  it('turns a judgement nobody renewed to unknown, also a healthy one', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write((tx) => savePairStatus(tx, pairId, status({ verdict: 'healthy' })));
    const pair = await db.read((tx) => findPair(tx, 'office', NOW + 40_000));
    expect(pair).toMatchObject({ verdict: 'unknown', code: 'collector-silent' });
    expect(pair?.sentence).toContain('40 s');
    expect(pair?.servers.map(({ answering }) => answering)).toEqual([null, null]);
  });

  it('keeps a skew and takes it back', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const skew = {
      skewMs: -1500,
      uncertaintyMs: 1000,
      method: 'stos',
      measuredAt: new Date(NOW).toISOString(),
    } as const;
    await db.write((tx) => savePairStatus(tx, pairId, status({ skew })));
    expect((await db.read((tx) => findPair(tx, 'office', NOW)))?.skew).toEqual(skew);
    await db.write((tx) => savePairStatus(tx, pairId, status()));
    expect((await db.read((tx) => findPair(tx, 'office', NOW)))?.skew).toBeNull();
  });

  it('lists the worst first, then in the order of the settings', async () => {
    const { db } = await engine.open();
    const names = ['alpha', 'beta', 'gamma', 'delta'];
    const refs = await db.write((tx) =>
      syncPairs(
        tx,
        names.map((name) => ({ ...OFFICE, name })),
        NOW,
      ),
    );
    const verdicts = { alpha: 'healthy', beta: 'recovering', gamma: 'down', delta: 'healthy' } as const;
    await db.write(async (tx) => {
      for (const { name, pairId } of refs) {
        if (name === 'alpha' || name === 'beta' || name === 'gamma' || name === 'delta') {
          await savePairStatus(tx, pairId, status({ verdict: verdicts[name] }));
        }
      }
    });
    const pairs = await db.read((tx) => listPairs(tx, NOW));
    expect(pairs.map(({ name }) => name)).toEqual(['gamma', 'beta', 'alpha', 'delta']);
    expectToFitTheContract(pairs);
  });

  it('lists pairs with all sources of their servers, or with the one that tells their states', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    for (const kind of ['leases', 'omapi'] as const)
      await db.write((tx) => saveSource(tx, primaryId, health({ kind })));
    const kindsOf = async (sources: 'all' | 'omapi') =>
      (await db.read((tx) => listPairs(tx, NOW, { sources }))).flatMap(({ servers }) =>
        servers.map((server) => server.sources.map(({ kind }) => kind)),
      );
    const all = await kindsOf('all');
    expect(all[0]).toEqual(expect.arrayContaining(['omapi', 'leases']));
    expect(await kindsOf('omapi')).toEqual(all.map((kinds) => kinds.filter((kind) => kind === 'omapi')));
  });

  it('takes changes of the settings over and leaves ids and history as they are', async () => {
    const { db } = await engine.open();
    const before = await makePair(db);
    await db.write((tx) => saveSource(tx, before.primaryId, health()));
    const [primary, secondary] = OFFICE.servers;
    if (!primary || !secondary) throw new Error('the sample has two servers');
    const changed = {
      ...OFFICE,
      title: 'Office',
      intervalMs: 5_000,
      servers: [
        { ...primary, host: '10.0.0.1', sources: [{ kind: 'omapi' as const, intervalMs: 5_000 }] },
        secondary,
      ],
    };
    const [after] = await db.write((tx) => syncPairs(tx, [changed], NOW + 1));
    expect(after).toEqual({
      pairId: before.pairId,
      name: 'office',
      servers: [
        { serverId: before.primaryId, name: 'dhcp-a', role: 'primary', host: '10.0.0.1' },
        { serverId: before.secondaryId, name: 'dhcp-b', role: 'secondary', host: '10.66.0.12' },
      ],
    });
    const pair = await db.read((tx) => findPair(tx, 'office', NOW));
    expect(pair).toMatchObject({ title: 'Office', intervalMs: 5_000 });
    expect(pair?.servers[0]?.host).toBe('10.0.0.1');
    expect(pair?.servers[0]?.sources).toMatchObject([
      { kind: 'omapi', intervalMs: 5_000, freshness: 'fresh' },
    ]);
  });

  it('hides a pair that left the settings, keeps its history, and has it back under its id', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write(async (tx) => {
      await appendEvent(tx, event(pairId));
      await syncPairs(tx, [BRANCH], NOW);
    });
    expect(await names(db)).toEqual(['branch']);
    expect(await db.read((tx) => findPair(tx, 'office', NOW))).toBeNull();
    expect((await db.read((tx) => listEvents(tx, { pair: 'office', limit: 50 }))).events).toHaveLength(1);
    const refs = await db.write((tx) => syncPairs(tx, [BRANCH, OFFICE], NOW + 5_000));
    expect(refs[1]?.pairId).toBe(pairId);
    expect(await names(db)).toEqual(['branch', 'office']);
    // Never judged since it is back, so it is unknown since it is back.
    const pair = await db.read((tx) => findPair(tx, 'office', NOW + 5_000));
    expect(pair?.since).toBe(new Date(NOW + 5_000).toISOString());
  });

  it('hides a server that left the settings and has it back under its id', async () => {
    const { db } = await engine.open();
    const { secondaryId } = await makePair(db);
    const serverNames = async () =>
      (await db.read((tx) => findPair(tx, 'office', NOW)))?.servers.map(({ name }) => name);
    const replaced = OFFICE.servers.map((server) =>
      server.role === 'primary' ? server : { ...server, name: 'dhcp-c' },
    );
    await db.write((tx) => syncPairs(tx, [{ ...OFFICE, servers: replaced }], NOW));
    expect(await serverNames()).toEqual(['dhcp-a', 'dhcp-c']);
    const [back] = await db.write((tx) => syncPairs(tx, [OFFICE], NOW));
    expect(back?.servers[1]?.serverId).toBe(secondaryId);
    expect(await serverNames()).toEqual(['dhcp-a', 'dhcp-b']);
  });

  it('keeps a peer name that was found as long as the settings name none', async () => {
    const { db } = await engine.open();
    const unnamed = { ...OFFICE, peerName: null };
    const peer = async () => (await db.read((tx) => findPair(tx, 'office', NOW)))?.peer;
    const [ref] = await db.write((tx) => syncPairs(tx, [unnamed], NOW));
    expect(await peer()).toBeNull();
    await db.write((tx) => setPeerName(tx, ref?.pairId ?? 0, 'found'));
    await db.write((tx) => syncPairs(tx, [unnamed], NOW));
    expect(await peer()).toBe('found');
    await db.write((tx) => setPeerName(tx, ref?.pairId ?? 0, 'other'));
    expect(await peer()).toBe('other');
    await db.write((tx) => syncPairs(tx, [OFFICE], NOW));
    expect(await peer()).toBe('pair');
  });

  it('says so when a column holds what nobody wrote there', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write(async (tx) => {
      await savePairStatus(tx, pairId, status());
      await tx.pairStatus.update({ where: { pairId }, data: { evidence: { not: 'a list' } } });
    });
    await expect(db.read((tx) => listPairs(tx, NOW))).rejects.toThrow(/expected array/);
  });
});

function expectToFitTheContract(pairs: unknown[]): void {
  const answer = { now: new Date(NOW).toISOString(), pairs };
  expect(pairListSchema.parse(answer)).toEqual(answer);
}

async function names(db: Database): Promise<string[]> {
  return (await db.read((tx) => listPairs(tx, NOW))).map(({ name }) => name);
}
