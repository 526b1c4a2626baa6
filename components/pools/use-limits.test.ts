import { expect, it } from 'vitest';
import type { RuleDto } from '../../lib/contracts/rule.ts';
import { limitsOfUse } from './use-limits.ts';

const rule = (changes: Partial<RuleDto> = {}): RuleDto => ({
  id: 'pool-use-high',
  title: '',
  summary: '',
  about: 'pool',
  enabled: true,
  levels: [
    { severity: 'warning', forMs: 0, limits: { percent: 85, free: 50, size: 16 } },
    { severity: 'critical', forMs: 0, limits: { percent: 95, free: 10, size: 16 } },
  ],
  limits: {},
  keepFiringForMs: 0,
  noData: 'keep',
  opensIncident: false,
  labels: {},
  layers: [],
  ...changes,
});

it('draws the line where both of its conditions hold', () => {
  expect(limitsOfUse(rule(), 200)).toEqual([
    { value: 170, label: 'warning from 170 used' },
    { value: 190, label: 'critical from 190 used' },
  ]);
  expect(limitsOfUse(rule(), 1000).map(({ value }) => value)).toEqual([950, 990]);
});

it('draws none for a rule that is off, not there, or leaves so small a pool alone', () => {
  expect(limitsOfUse(rule({ enabled: false }), 200)).toEqual([]);
  expect(limitsOfUse(undefined, 200)).toEqual([]);
  expect(limitsOfUse(rule(), 15)).toEqual([]);
});
