import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { latestConfigTest, listConfigTests, type NewConfigTest, saveConfigTest } from './config-tests.ts';
import { saveConfigVersion } from './config-versions.ts';
import { makePair, NOW } from './testing/samples.ts';

const test = (second: number, changes: Partial<NewConfigTest> = {}): NewConfigTest => ({
  at: NOW + second * 1000,
  ok: true,
  output: `test ${second}`,
  ...changes,
});

describeOnEngines('tests of a configuration', (engine) => {
  it('are listed for both servers, the latest first, each once, and kept for a while', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const save = (serverId: number, each: NewConfigTest) =>
      db.write((tx) => saveConfigTest(tx, serverId, each));
    const list = (pair: string, limit: number) => db.read((tx) => listConfigTests(tx, pair, { limit }));
    expect(await list('office', 10)).toEqual([]);
    await save(primaryId, test(1));
    await save(secondaryId, test(2, { ok: false }));
    await save(primaryId, test(3));
    await save(primaryId, test(3));
    const told = (await list('office', 10))?.map(({ server, at, ok, output }) => [server, at, ok, output]);
    expect(told).toEqual([
      ['dhcp-a', new Date(NOW + 3000).toISOString(), true, 'test 3'],
      ['dhcp-b', new Date(NOW + 2000).toISOString(), false, 'test 2'],
      ['dhcp-a', new Date(NOW + 1000).toISOString(), true, 'test 1'],
    ]);
    expect(await list('office', 1)).toHaveLength(1);
    expect(await list('elsewhere', 10)).toBeNull();
    for (let second = 10; second < 70; second += 1) await save(primaryId, test(second));
    const count = (serverId: number) => db.read((tx) => tx.configTest.count({ where: { serverId } }));
    expect([await count(primaryId), await count(secondaryId)]).toEqual([50, 1]);
  });

  it('are known to be of a configuration only where that is certain', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const save = (each: NewConfigTest) => db.write((tx) => saveConfigTest(tx, primaryId, each));
    const read = (hash: string, second: number) =>
      db.write((tx) => saveConfigVersion(tx, primaryId, { hash, files: [], readAt: NOW + second * 1000 }));
    const latest = (serverId = primaryId) => db.read((tx) => latestConfigTest(tx, serverId));
    await save(test(1));
    expect(await latest()).toBeNull();
    await read('first', 2);
    expect(await latest()).toBeNull();
    await save(test(3));
    expect(await latest()).toEqual({ ...test(3), hash: 'first' });
    expect(await latest(secondaryId)).toBeNull();
    await read('second', 4);
    expect(await latest()).toBeNull();
    await save(test(5, { ok: false }));
    expect(await latest()).toBeNull();
  });
});
