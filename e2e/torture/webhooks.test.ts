import { expect, it } from 'vitest';
import { SHORT } from './webhooks/plans.ts';
import { torture } from './webhooks/run.ts';

it('delivers every message once killed and answered badly', { timeout: 2 * SHORT.limitMs }, async () => {
  const plan = { ...SHORT, seed: 7, databaseUrl: null, sabotage: null };
  const { faults, messages, kills, undone } = await torture(plan, () => {});
  expect(faults).toEqual([]);
  expect(messages).toBeGreaterThanOrEqual(SHORT.messages);
  expect(kills).toBe(SHORT.kills);
  expect(undone).toBeGreaterThan(0);
});
