import { expect, it } from 'vitest';
import { KNOWN_FAILOVER_STATES, worstState } from './failover-states.ts';

it.each([
  ['normal', 'recover', 'recover'],
  ['paused', 'recover', 'paused'],
  ['communications-interrupted', 'shutdown', 'communications-interrupted'],
  ['partner-down', 'potential-conflict', 'potential-conflict'],
  ['state-77', 'startup', 'state-77'],
  ['state-77', 'partner-down', 'partner-down'],
])('tells of %s and %s first that there is %s', (one, other, worst) => {
  expect([worstState(one, other), worstState(other, one)]).toEqual([worst, worst]);
});

it('has a place for every state, between a conflict and normal', () => {
  for (const state of KNOWN_FAILOVER_STATES) {
    expect(worstState('potential-conflict', state)).toBe('potential-conflict');
    expect(worstState('normal', state)).toBe(state);
  }
});
