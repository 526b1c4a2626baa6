import { expect, it } from 'vitest';
import type { RuleLayer, RuleOptions } from '../contracts/rule.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { clearRuleOptions } from './actions/clear-rule-options.ts';
import { type RulePlace, setRuleOptions } from './actions/set-rule-options.ts';
import { listEvents } from './events.ts';
import { listRuleLayers, ruleLayers, syncRuleLayers } from './rule-settings.ts';
import { makePair, NOW } from './testing/samples.ts';

const OFF: RuleOptions = { enabled: false };
const USE: RulePlace = { rule: 'pool-use-high', pair: null, pool: null };
const OFFICE = { ...USE, pair: 'office' };
const LAN = { ...OFFICE, pool: 'lan/10.0.0.1' };

describeOnEngines('what is wanted of rules', (engine) => {
  it('is told by the settings first, then by the database, from everywhere to the pools', async () => {
    const { db } = await engine.open();
    await makePair(db);
    for (const place of [LAN, USE, OFFICE]) await set(db, place, OFF);
    await sync(db, [
      { ...LAN, rule: 'clocks', options: OFF },
      { ...USE, rule: 'clocks', options: OFF },
    ]);
    const layers = await db.read(ruleLayers);
    expect(layers.map(({ rule, pair, pool }) => [rule, pair, pool])).toEqual([
      ['clocks', null, null],
      ['clocks', 'office', 'lan/10.0.0.1'],
      ['pool-use-high', null, null],
      ['pool-use-high', 'office', null],
      ['pool-use-high', 'office', 'lan/10.0.0.1'],
    ]);
    expect((await db.read(listRuleLayers)).slice(1, 3)).toMatchObject([
      { origin: 'settings', by: null, at: new Date(NOW).toISOString(), options: OFF },
      { origin: 'database', by: 'anna', at: new Date(NOW).toISOString(), options: OFF },
    ]);
  });

  it('of the settings keeps its time while it stays the same', async () => {
    const { db } = await engine.open();
    const options: RuleOptions = {
      warning: { forMs: 1, limits: { percent: 80, free: 9 } },
      labels: { a: 'b' },
    };
    await sync(db, [
      { ...USE, options },
      { ...OFFICE, options: OFF },
    ]);
    await sync(
      db,
      [
        { ...OFFICE, options: {} },
        { ...USE, options },
      ],
      NOW + 1,
    );
    const layers = await db.read(listRuleLayers);
    expect(layers.map(({ pair, at }) => [pair, Date.parse(at ?? '') - NOW])).toEqual([
      [null, 0],
      ['office', 1],
    ]);
    expect(layers[0]?.options).toEqual(options);
  });

  it('is put in the place of what was wanted there before, and taken back', async () => {
    const { db } = await engine.open();
    await makePair(db);
    await set(db, OFFICE, { labels: { a: 'b' } });
    await set(db, OFFICE, OFF);
    expect(await db.read(ruleLayers)).toEqual([{ ...OFFICE, options: OFF }]);
    await clear(db, OFFICE);
    expect(await db.read(ruleLayers)).toEqual([]);
    await expect(clear(db, OFFICE)).rejects.toMatchObject({ kind: 'not-found' });
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9, pair: 'office' }));
    expect(events.map(({ sentence }) => sentence)).toEqual([
      'otto put the rule pool-use-high for pair office back to what holds without that change.',
      'anna changed the rule pool-use-high for pair office.',
    ]);
  });

  it('is read-only where the settings want something, and there alone', async () => {
    const { db } = await engine.open();
    await makePair(db);
    await sync(db, [{ ...OFFICE, options: OFF }]);
    const readOnly = { kind: 'read-only', message: expect.stringContaining('pairwatch.yaml') };
    await expect(set(db, OFFICE, OFF)).rejects.toMatchObject(readOnly);
    await expect(clear(db, OFFICE)).rejects.toMatchObject(readOnly);
    await set(db, USE, OFF);
    expect(await db.read(ruleLayers)).toHaveLength(2);
  });

  it.each<[string, RulePlace, RuleOptions, string, string]>([
    ['a rule there is not', { ...USE, rule: 'pool-use-hihg' }, OFF, 'not-found', 'pool-use-hihg'],
    ['a pair there is not', { ...USE, pair: 'nowhere' }, OFF, 'not-found', 'nowhere'],
    ['a pool of no pair', { ...USE, pool: 'lan' }, OFF, 'invalid', 'its pair'],
    ['a limit the rule has not', USE, { warning: { limits: { precent: 5 } } }, 'invalid', 'percent'],
    ['a limit out of its range', USE, { warning: { limits: { percent: 101 } } }, 'invalid', '1 to 100'],
  ])('is not taken for %s', async (_, place, options, kind, message) => {
    const { db } = await engine.open();
    await makePair(db);
    const refused = { kind, message: expect.stringContaining(message) };
    await expect(set(db, place, options)).rejects.toMatchObject(refused);
    expect(await db.read(ruleLayers)).toEqual([]);
  });
});

function sync(db: Database, layers: RuleLayer[], now = NOW): Promise<void> {
  return db.write((tx) => syncRuleLayers(tx, layers, now));
}

function set(db: Database, place: RulePlace, options: RuleOptions): Promise<void> {
  return db.write((tx) => setRuleOptions(tx, { ...place, options, by: 'anna', now: NOW }));
}

function clear(db: Database, place: RulePlace): Promise<void> {
  return db.write((tx) => clearRuleOptions(tx, { ...place, by: 'otto', now: NOW + 1 }));
}
