import { expect, it } from 'vitest';
import { nextDueAt } from './advance.ts';
import { firingsUpTo } from './flapping.ts';
import { CLEAR, HOUR_MS, holds, MINUTE_MS, RULE, run, START } from './testing/readings.ts';

const AT_ONCE = { ...RULE, levels: RULE.levels.map((level) => ({ ...level, forMs: 0 })) };
const TWICE_BEFORE = [START - 40 * MINUTE_MS, START - 20 * MINUTE_MS];

it('goes on firing until it was quiet for 15 min, once it fires for the third time within an hour', () => {
  const readings = [
    [0, holds(0)],
    [MINUTE_MS, CLEAR],
    [15 * MINUTE_MS, CLEAR],
  ] as const;
  const { alert } = run(readings, AT_ONCE, TWICE_BEFORE);
  expect(alert).toMatchObject({ phase: 'firing', isFlapping: true, recentFirings: [...TWICE_BEFORE, START] });
  expect(alert && nextDueAt(alert, AT_ONCE)).toBe(START + 16 * MINUTE_MS);
  expect(run([...readings, [16 * MINUTE_MS, CLEAR]], AT_ONCE, TWICE_BEFORE).change).toBe('resolved');
});

it('flaps to its end, however long ago it began to', () => {
  const readings = [
    [0, holds(0)],
    [2 * HOUR_MS, CLEAR],
    [2 * HOUR_MS + 14 * MINUTE_MS, CLEAR],
  ] as const;
  expect(run(readings, AT_ONCE, TWICE_BEFORE).alert?.phase).toBe('firing');
});

it('keeps firing longer where its rule says so', () => {
  const readings = [
    [0, holds(0)],
    [0, CLEAR],
    [20 * MINUTE_MS, CLEAR],
  ] as const;
  expect(run(readings, { ...AT_ONCE, keepFiringForMs: HOUR_MS }, TWICE_BEFORE).alert?.phase).toBe('firing');
});

it.each([
  ['a firing more than an hour ago', [START - HOUR_MS, START - MINUTE_MS]],
  ['a firing stamped before the clock was set back', [START - MINUTE_MS, START + MINUTE_MS]],
  ['the same firing told twice', [START - MINUTE_MS, START - MINUTE_MS]],
])('does not count %s', (_what, earlier) => {
  expect(firingsUpTo(START, earlier)).toEqual([START - MINUTE_MS, START]);
  expect(run([[0, holds(0)]], AT_ONCE, earlier).alert?.isFlapping).toBe(false);
});
