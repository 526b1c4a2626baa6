import { expect, it } from 'vitest';
import { type RuleOptions, ruleOptionsSchema } from '../../../lib/contracts/rule.ts';
import { ruleDraft, ruleOptions } from './rule-draft.ts';

it('gives back the options it was made of', () => {
  const all: RuleOptions[] = [
    {},
    { enabled: false },
    { info: 'off', warning: {}, critical: { forMs: 90_000, limits: { percent: 97.5 } } },
    { keepFiringForMs: 0, noData: 'ok', opensIncident: true, labels: { team: 'net' } },
  ];
  for (const options of all) {
    expect(ruleOptions(ruleDraft(options))).toEqual({ options, mistakes: [] });
    expect(ruleOptionsSchema.safeParse(options).success).toBe(true);
  }
});

it('takes a value for wanted where the level is as around it', () => {
  const draft = ruleDraft({});
  draft.levels.warning.for = '2 min';
  draft.levels.critical.limits.percent = '97,5';
  expect(ruleOptions(draft).options).toEqual({
    warning: { forMs: 120_000 },
    critical: { limits: { percent: 97.5 } },
  });
});

it('names what it cannot read by its place', () => {
  const draft = ruleDraft({});
  draft.levels.warning.for = 'soon';
  draft.levels.warning.limits.percent = 'most';
  draft.keepFiringFor = '5';
  expect(ruleOptions(draft).mistakes.map(({ path }) => path)).toEqual([
    'options.keepFiringForMs',
    'options.warning.forMs',
    'options.warning.limits.percent',
  ]);
});
