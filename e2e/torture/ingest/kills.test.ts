import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../lib/db/testing/engines.ts';
import { tortureIngest } from './run.ts';

const KILLS = 10;

describeOnEngines('a collector killed in the middle of what it stores', (engine) => {
  it('leaves no reading stored in part, and loses none it had acknowledged', {
    timeout: 120_000,
  }, async () => {
    const databaseUrl = await engine.makeDatabase();
    const { faults, kills, readings } = await tortureIngest({ seed: 11, kills: KILLS, databaseUrl });
    expect(faults).toEqual([]);
    expect(kills).toBe(KILLS);
    expect(readings).toBeGreaterThan(KILLS);
  });
});
