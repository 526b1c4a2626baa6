import { expect, it } from 'vitest';
import { fleetSchema } from '../contracts/fleet.ts';
import type { PairDto } from '../contracts/pair.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { listFleet } from './fleet.ts';
import { savePairStatus } from './pair-status.ts';
import { listPairs, syncPairs } from './pairs.ts';
import { INTERVAL_MS, NOW, OFFICE, status } from './testing/samples.ts';

const PAIRS = ['office', 'branch', 'plant'].map((name) => ({ ...OFFICE, name }));
const GONE = { ...OFFICE, name: 'gone' };

describeOnEngines('the fleet', (engine) => {
  it('tells of each pair what the list of pairs tells, however old it is', async () => {
    const { db } = await engine.open();
    await db.write((tx) => syncPairs(tx, [...PAIRS, GONE], NOW));
    const [office, branch] = await db.write((tx) => syncPairs(tx, PAIRS, NOW));
    await db.write(async (tx) => {
      await savePairStatus(tx, office?.pairId ?? 0, status({ verdict: 'healthy' }));
      await savePairStatus(tx, branch?.pairId ?? 0, status({ verdict: 'down', code: 'both-down' }));
    });
    for (const age of [0, 4 * INTERVAL_MS, 6 * INTERVAL_MS, 86_400_000]) {
      const now = NOW + age;
      const { fleet, pairs } = await db.read(async (tx) => ({
        fleet: await listFleet(tx, now),
        pairs: await listPairs(tx, now),
      }));
      expect(fleet).toEqual(pairs.map(inShort));
      expect(() => fleetSchema.parse({ now: new Date(now).toISOString(), pairs: fleet })).not.toThrow();
    }
  });

  it('is empty where no pair is watched', async () => {
    const { db } = await engine.open();
    expect(await db.read((tx) => listFleet(tx, NOW))).toEqual([]);
  });
});

const inShort = ({ name, title, verdict, code, sentence, checkedAt, intervalMs, servers }: PairDto) => ({
  name,
  title,
  verdict,
  code,
  sentence,
  checkedAt,
  intervalMs,
  servers: servers.map(({ name, role, host, zone }) => ({ name, role, host, zone })),
});
