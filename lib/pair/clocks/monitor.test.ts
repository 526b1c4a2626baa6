import { expect, test } from 'vitest';
import { monitorSuspectOf } from './monitor.ts';
import { reading } from './testing/clock-facts.ts';

const suspect = (
  primaryMs: number,
  secondaryMs: number,
  uncertaintyMs = 1,
  synchronised: [boolean | null, boolean | null] = [null, null],
) =>
  monitorSuspectOf(
    reading('sntp', primaryMs, { uncertaintyMs, synchronised: synchronised[0] }),
    reading('ssh', secondaryMs, { uncertaintyMs, synchronised: synchronised[1] }),
  );

test.each([
  [2000, 2010, 1, 2005],
  [-2000, -2010, 1, -2005],
  [100, 140, 1, 120],
  [20_000, 20_000, 1000, 20_000],
])(
  'servers off by %s and %s ms ± %s ms blame us by %s ms',
  (primaryMs, secondaryMs, uncertaintyMs, offsetMs) => {
    expect(suspect(primaryMs, secondaryMs, uncertaintyMs)).toMatchObject({ offsetMs, isCertain: false });
  },
);

test.each([
  ['neither is off', 20, 21, 1],
  ['only one is off', 2000, 3, 1],
  ['they are off to both sides', 2000, -2000, 1],
  ['they are as far from each other as from us', 100, 190, 1],
  ['it is within the uncertainty', 300, 300, 260],
])('nobody is blamed when %s', (_, primaryMs, secondaryMs, uncertaintyMs) => {
  expect(suspect(primaryMs, secondaryMs, uncertaintyMs)).toBeNull();
});

test('nobody is blamed by one server alone', () => {
  expect(monitorSuspectOf(reading('sntp', 2000), null)).toBeNull();
  expect(monitorSuspectOf(null, reading('sntp', 2000))).toBeNull();
});

test.each([
  [true, true, true],
  [true, null, false],
  [true, false, false],
])('with synchronised %s and %s it is certain: %s', (primary, secondary, isCertain) => {
  expect(suspect(2000, 2010, 1, [primary, secondary])).toMatchObject({ isCertain });
});

test('the uncertainty covers both servers', () => {
  expect(suspect(2000, 2010, 3)).toMatchObject({ offsetMs: 2005, uncertaintyMs: 8 });
});
