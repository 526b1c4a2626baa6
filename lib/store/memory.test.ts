import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { loadPairMemory } from './memory.ts';
import { savePairStatus } from './pair-status.ts';
import { syncPairs } from './pairs.ts';
import { saveServerStatus } from './server-status.ts';
import { saveSource } from './sources.ts';
import { confirmStateSpan, openStateSpan } from './state-spans.ts';
import { health, INTERVAL_MS, makePair, NOW, OFFICE, status, view } from './testing/samples.ts';
import { openVerdictSpan } from './verdict-spans.ts';

const UNTRIED = {
  lastAttemptAt: null,
  lastSuccessAt: null,
  failingSince: null,
  consecutiveFailures: 0,
  failure: null,
  roundTripMs: null,
};

describeOnEngines('memory', (engine) => {
  it('remembers nothing of a pair that was never polled', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    expect(await db.read((tx) => loadPairMemory(tx, pairId))).toEqual({
      pairId,
      name: 'office',
      title: 'Head office',
      peerName: 'pair',
      servers: [
        {
          serverId: primaryId,
          name: 'dhcp-a',
          role: 'primary',
          host: '10.66.0.11',
          sources: {
            omapi: { kind: 'omapi', intervalMs: INTERVAL_MS, ...UNTRIED },
            pools: { kind: 'pools', intervalMs: 10_000, ...UNTRIED },
          },
          view: null,
          openSpan: null,
        },
        {
          serverId: secondaryId,
          name: 'dhcp-b',
          role: 'secondary',
          host: '10.66.0.12',
          sources: { omapi: { kind: 'omapi', intervalMs: INTERVAL_MS, ...UNTRIED } },
          view: null,
          openSpan: null,
        },
      ],
      verdict: null,
      status: null,
      findings: [],
    });
  });

  it('remembers everything as it was written last, to the millisecond', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const failed = health({
      lastSuccessAt: NOW - 6_001,
      failingSince: NOW - 4_002,
      consecutiveFailures: 3,
      failure: { kind: 'timeout', message: 'No answer within 10 s.' },
    });
    const seen = view({ observedAt: NOW - 6_003, localState: 'state-42', partnerStosAt: null });
    await db.write(async (tx) => {
      await saveSource(tx, primaryId, health());
      await saveSource(tx, primaryId, failed);
      await saveServerStatus(tx, primaryId, view(), { first: true });
      await saveServerStatus(tx, primaryId, seen, { skew: 0, left: undefined });
      await openStateSpan(tx, primaryId, {
        state: 'normal',
        from: NOW - 99_999,
        stosAt: null,
        lastSeenAt: NOW - 9_000,
      });
      await openStateSpan(tx, primaryId, {
        state: 'state-42',
        from: NOW - 8_004,
        stosAt: NOW - 8_500,
        lastSeenAt: NOW,
      });
      await openVerdictSpan(tx, pairId, { verdict: 'healthy', code: 'healthy', from: NOW - 99_999 });
      await openVerdictSpan(tx, pairId, { verdict: 'unknown', code: 'primary-unread', from: NOW - 1 });
      await savePairStatus(tx, pairId, status({ verdict: 'unknown' }));
    });
    const memory = await db.read((tx) => loadPairMemory(tx, pairId));
    expect(memory.servers[0]).toMatchObject({
      sources: { omapi: failed },
      view: seen,
      openSpan: { state: 'state-42', from: NOW - 8_004, stosAt: NOW - 8_500, lastSeenAt: NOW },
    });
    expect(memory.verdict).toMatchObject({ verdict: 'unknown', code: 'primary-unread', from: NOW - 1 });
    expect(memory.status).toEqual(status({ verdict: 'unknown' }));
    const raw = await db.read((tx) => tx.serverStatus.findMany({ select: { raw: true } }));
    expect(raw).toEqual([{ raw: { skew: 0 } }]);
  });

  it('ends a stay where the next begins and keeps both', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    await db.write(async (tx) => {
      await openStateSpan(tx, primaryId, { state: 'startup', from: NOW, stosAt: null, lastSeenAt: NOW });
      await openStateSpan(tx, secondaryId, { state: 'normal', from: NOW, stosAt: null, lastSeenAt: NOW });
      await confirmStateSpan(tx, primaryId, NOW + 2_000);
      await openStateSpan(tx, primaryId, {
        state: 'normal',
        from: NOW + 3_000,
        stosAt: null,
        lastSeenAt: NOW + 4_000,
      });
      await confirmStateSpan(tx, primaryId, NOW + 6_000);
    });
    const spans = await db.read((tx) =>
      tx.stateSpan.findMany({ where: { serverId: primaryId }, orderBy: { id: 'asc' } }),
    );
    expect(spans).toMatchObject([
      {
        state: 'startup',
        from: new Date(NOW),
        until: new Date(NOW + 3_000),
        lastSeenAt: new Date(NOW + 2_000),
      },
      { state: 'normal', from: new Date(NOW + 3_000), until: null, lastSeenAt: new Date(NOW + 6_000) },
    ]);
    expect(await db.read((tx) => tx.stateSpan.count({ where: { serverId: secondaryId, until: null } }))).toBe(
      1,
    );
  });

  it('ends a verdict where the next begins and keeps both', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write(async (tx) => {
      await openVerdictSpan(tx, pairId, { verdict: 'healthy', code: 'healthy', from: NOW });
      await openVerdictSpan(tx, pairId, { verdict: 'down', code: 'both-off', from: NOW + 7 });
    });
    const spans = await db.read((tx) => tx.verdictSpan.findMany({ orderBy: { id: 'asc' } }));
    expect(spans).toMatchObject([
      { verdict: 'healthy', from: new Date(NOW), until: new Date(NOW + 7) },
      { verdict: 'down', from: new Date(NOW + 7), until: null },
    ]);
  });

  it('changes nothing when a change is written twice', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const span = { state: 'normal', from: NOW, stosAt: NOW - 1, lastSeenAt: NOW + 1 };
    const verdict = { verdict: 'healthy', code: 'healthy', from: NOW } as const;
    const write = () =>
      db.write(async (tx) => {
        await openStateSpan(tx, primaryId, span);
        await openVerdictSpan(tx, pairId, verdict);
      });
    await write();
    const once = await db.read((tx) => loadPairMemory(tx, pairId));
    await write();
    expect(await db.read((tx) => loadPairMemory(tx, pairId))).toEqual(once);
    expect(await db.read(async (tx) => [await tx.stateSpan.count(), await tx.verdictSpan.count()])).toEqual([
      1, 1,
    ]);
  });

  it('remembers only the servers of the settings', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const servers = OFFICE.servers.map((server) =>
      server.role === 'primary' ? { ...server, name: 'dhcp-z' } : server,
    );
    await db.write((tx) => syncPairs(tx, [{ ...OFFICE, servers }], NOW));
    const memory = await db.read((tx) => loadPairMemory(tx, pairId));
    expect(memory.servers.map(({ name }) => name)).toEqual(['dhcp-z', 'dhcp-b']);
  });
});
