import { expect, it } from 'vitest';
import { eventQuerySchema } from '../contracts/event.ts';
import type { Tx } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { OF_OFFICE, storeSecretPair } from '../testing/secret-pair.ts';
import { acknowledgeAlert } from './actions/acknowledge-alert.ts';
import { createSilence } from './actions/create-silence.ts';
import { endSilence } from './actions/end-silence.ts';
import { removeEndpoint } from './actions/remove-endpoint.ts';
import { listEvents } from './events.ts';
import { scoped } from './scope.ts';
import { SCOPE_RULES } from './scope-rules.ts';
import { NOW } from './testing/samples.ts';
import { createToken, revokeToken } from './tokens.ts';

/** Without anything of a pair, or with nothing in it before somebody signs in. */
const WITHOUT_PAIRS = [
  'HistoryProgress',
  'Topic',
  'LeaseFile',
  'LogPosition',
  'User',
  'Session',
  'Account',
  'Verification',
  'TwoFactor',
  'Passkey',
  'RateLimit',
  'ApiToken',
];

const BRANCH = { pairs: ['branch'], id: null };

const asText = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));

/** All rows of a table, whichever. */
function rowsOf(tx: Tx, model: string): Promise<unknown[]> {
  const table = Reflect.get(tx, `${model.charAt(0).toLowerCase()}${model.slice(1)}`);
  return table.findMany(); // `any`, of a table that is there
}

describeOnEngines('what is seen of some pairs', ({ open }) => {
  it('has no row of another pair in any table', async () => {
    const { db } = await open();
    const ids = await storeSecretPair(db, NOW);
    const own = new Set<unknown>([ids.branchId, null, undefined]);
    for (const model of Object.keys(SCOPE_RULES)) {
      const [all, seen, ofOffice] = await db.read(async (tx) => [
        await rowsOf(tx, model),
        await rowsOf(scoped(tx, BRANCH), model),
        await rowsOf(scoped(tx, { pairs: ['office', 'canary'], id: null }), model),
      ]);
      if (!WITHOUT_PAIRS.includes(model)) {
        expect(all.length, model).toBeGreaterThan(0);
        expect(ofOffice.length, model).toBeGreaterThan(0);
      }
      if (model === 'Topic') continue;
      expect(asText(seen), model).not.toMatch(OF_OFFICE);
      for (const row of seen as { pairId?: unknown }[]) expect(own, model).toContain(row.pairId);
      for (const row of seen as { serverId?: unknown }[])
        expect([ids.primaryId, ids.secondaryId], model).not.toContain(row.serverId);
    }
  });

  it('has the same in every way of asking', async () => {
    const { db } = await open();
    const { pairId, incidentId } = await storeSecretPair(db, NOW);
    await db.read(async (read) => {
      const tx = scoped(read, BRANCH);
      expect(await tx.incident.count()).toBe(0);
      expect(await tx.incident.findUnique({ where: { id: incidentId } })).toBeNull();
      expect(await tx.incident.findFirst({ where: { OR: [{ id: incidentId }, { pairId }] } })).toBeNull();
      expect(await tx.alert.groupBy({ by: ['pairId'], _count: true })).toEqual([{ pairId: null, _count: 1 }]);
      expect(await tx.event.aggregate({ _max: { id: true }, where: { pairId } })).toEqual({
        _max: { id: null },
      });
      await expect(tx.pair.findUniqueOrThrow({ where: { name: 'office' } })).rejects.toThrow();
      expect(await tx.endpoint.findUnique({ where: { name: 'canary-team' } })).toBeNull();
      expect((await tx.endpoint.findMany()).map(({ name }) => name)).toEqual(['ops']);
      const list = async (query: object) => (await listEvents(tx, eventQuerySchema.parse(query))).events;
      expect(
        asText([await list({}), await list({ text: 'canary' }), await list({ kind: 'action' })]),
      ).not.toMatch(OF_OFFICE);
    });
  });

  it('is all that can be changed', async () => {
    const { db } = await open();
    const { alertId } = await storeSecretPair(db, NOW);
    const by = 'Anna';
    const act = <T>(deed: (tx: Tx) => Promise<T>) => db.write((tx) => deed(scoped(tx, BRANCH)));
    await expect(
      act((tx) => acknowledgeAlert(tx, { id: alertId, by, note: null, now: NOW })),
    ).rejects.toThrow(`There is no alert ${alertId}.`);
    const silence = {
      rule: null,
      server: null,
      pool: null,
      startsAt: NOW,
      endsAt: NOW + 60_000,
      reason: 'work',
      by,
      now: NOW,
    };
    const silenced = (pair: string | null) => act((tx) => createSilence(tx, { pair, ...silence }));
    await expect(silenced('office')).rejects.toThrow('There is no pair “office”.');
    await expect(silenced(null)).rejects.toThrow('This concerns all pairs');
    const { id } = await silenced('branch');
    await act((tx) => endSilence(tx, { id, by, now: NOW + 1 }));
    const all = await db.write((tx) => createSilence(tx, { pair: null, ...silence }));
    await expect(act((tx) => endSilence(tx, { id: all.id, by, now: NOW + 1 }))).rejects.toThrow(
      'This concerns all pairs',
    );
    const given = { name: 'ops', by, now: NOW };
    await db.write((tx) => tx.endpoint.updateMany({ data: { origin: 'database' } }));
    await expect(act((tx) => removeEndpoint(tx, given))).rejects.toThrow('This concerns all pairs');
    await expect(act((tx) => removeEndpoint(tx, { ...given, name: 'canary-team' }))).rejects.toThrow(
      'canary-team',
    );
    const token = { name: 't', role: 'admin', pairs: null, expiresAt: null, by, now: NOW } as const;
    await db.write((tx) => createToken(tx, token));
    await expect(act((tx) => createToken(tx, { ...token, name: 'u' }))).rejects.toThrow('all pairs');
    await expect(act((tx) => revokeToken(tx, { name: 't', by, now: NOW }))).rejects.toThrow('no token t');
    const left = await act(async (tx) => [
      (await tx.server.deleteMany()).count,
      (await tx.incident.updateMany({ data: { phase: 'resolved' } })).count,
    ]);
    expect(left).toEqual([2, 0]);
  });
});
