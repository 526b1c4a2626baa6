import { expect, it } from 'vitest';
import type { RuleDto, RuleOptions } from '../../../lib/contracts/rule.ts';
import { layerAt, ruleAround } from './around.ts';

const layer = (pair: string | null, options: RuleOptions): RuleDto['layers'][number] => ({
  rule: 'pair-not-healthy',
  pair,
  pool: null,
  options,
  origin: 'database',
  by: 'ann',
  at: '2026-07-21T10:42:00.000Z',
});

it('tells a rule as it is without what is wanted at the place itself', () => {
  const layers = [layer(null, { critical: 'off' }), layer('office', { warning: { forMs: 1000 } })];
  const rule = { id: 'pair-not-healthy', layers };
  const office = { pair: 'office', pool: null };
  expect(layerAt(rule, office)?.options).toEqual({ warning: { forMs: 1000 } });
  expect(ruleAround(rule, office)?.levels).toEqual([{ severity: 'warning', forMs: 30_000, limits: {} }]);
  expect(ruleAround(rule, { pair: null, pool: null })?.levels.map(({ severity }) => severity)).toEqual([
    'warning',
    'critical',
  ]);
});

it('knows nothing of a rule that is not there', () => {
  expect(ruleAround({ id: 'of-a-newer-server', layers: [] }, { pair: null, pool: null })).toBeNull();
});
