import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_GROUPS } from '../contracts/transitions.ts';
import { type Transition, transitionGroups } from './transition-groups.ts';

const MINUTE_MS = 60_000;
const SPAN = { from: 0, to: MOST_GROUPS * MINUTE_MS };
const change = (at: number, server: string, state: string): Transition => ({ at, server, state });

it('leaves changes alone that are far enough from each other', () => {
  const changes = [change(MINUTE_MS, 'dhcp-b', 'recover'), change(2 * MINUTE_MS, 'dhcp-a', 'partner-down')];
  expect(transitionGroups(changes, SPAN)).toEqual([
    { at: MINUTE_MS, count: 1, first: [{ server: 'dhcp-b', state: 'recover' }], worstState: 'recover' },
    {
      at: 2 * MINUTE_MS,
      count: 1,
      first: [{ server: 'dhcp-a', state: 'partner-down' }],
      worstState: 'partner-down',
    },
  ]);
});

it('makes one of those that are near to the first of them, with the worst state of all', () => {
  const states = ['normal', 'communications-interrupted', 'recover', 'conflict-done', 'normal'];
  const changes = states.map((state, index) => change(1_000 * index, 'dhcp-a', state));
  expect(transitionGroups(changes, SPAN)).toEqual([
    {
      at: 0,
      count: 5,
      first: [
        { server: 'dhcp-a', state: 'normal' },
        { server: 'dhcp-a', state: 'communications-interrupted' },
        { server: 'dhcp-a', state: 'recover' },
      ],
      worstState: 'conflict-done',
    },
  ]);
});

it('leaves nothing out and gives no more groups than there may be', () => {
  const span = fc
    .record({ from: fc.integer({ min: 0, max: 2e12 }), lengthMs: fc.integer({ min: 1, max: 4e10 }) })
    .map(({ from, lengthMs }) => ({ from, to: from + lengthMs }));
  const times = span.chain(({ from, to }) =>
    fc.record({
      span: fc.constant({ from, to }),
      times: fc.array(fc.integer({ min: from + 1, max: to }), { maxLength: 300 }),
    }),
  );
  fc.assert(
    fc.property(times, ({ span: asked, times: at }) => {
      const changes = at.toSorted((a, b) => a - b).map((each) => change(each, 'dhcp-a', 'normal'));
      const groups = transitionGroups(changes, asked);
      expect(groups.length).toBeLessThanOrEqual(MOST_GROUPS);
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(changes.length);
    }),
  );
});
