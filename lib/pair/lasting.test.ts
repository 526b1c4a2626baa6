import { expect, it } from 'vitest';
import { findingsOf, type Lasting, lasting, NOTHING_LASTS, type Observation } from './lasting.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const SLOW: Observation = {
  key: 'clock:apart',
  server: null,
  code: 'clocks-apart',
  severity: 'warning',
  sentence: 'The clocks are apart.',
  nextStep: null,
  evidence: [],
  tellAfterMs: 15_000,
};

const sinceOf = (goingOn: Lasting) => findingsOf(goingOn).map(({ key, since }) => [key, since]);

it('is a finding once it has lasted, since it was first seen', () => {
  const first = lasting([SLOW], NOTHING_LASTS, START);
  expect(sinceOf(first)).toEqual([]);
  expect(sinceOf(lasting([SLOW], first, START + 14_999))).toEqual([]);
  expect(sinceOf(lasting([SLOW], first, START + 15_000))).toEqual([['clock:apart', START]]);
});

it('begins anew when it was gone meanwhile', () => {
  const first = lasting([SLOW], NOTHING_LASTS, START);
  const gone = lasting([], first, START + 10_000);
  expect(sinceOf(lasting([SLOW], gone, START + 20_000))).toEqual([]);
});

it('began when the facts say so, but never in the future', () => {
  const before = { ...SLOW, since: START - 60_000 };
  expect(sinceOf(lasting([before], NOTHING_LASTS, START))).toEqual([['clock:apart', START - 60_000]]);
  const later = { ...SLOW, since: START + 60_000, tellAfterMs: 0 };
  expect(sinceOf(lasting([later], NOTHING_LASTS, START))).toEqual([['clock:apart', START]]);
});

it('keeps what nothing can be said of as it was', () => {
  const told = lasting([{ ...SLOW, tellAfterMs: 0 }], NOTHING_LASTS, START);
  expect(lasting([], told, START + 60_000, (key) => key.startsWith('clock:'))).toEqual(told);
  expect(lasting([], told, START + 60_000, (key) => key.startsWith('config:'))).toEqual(NOTHING_LASTS);
});
