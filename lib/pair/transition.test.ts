import { expect, test } from 'vitest';
import type { FailoverState } from '../failover-states.ts';
import type { FailoverView } from './facts.ts';
import { NOW, serverFacts } from './testing/pair-facts.ts';
import { detectTransition, type OpenSpan } from './transition.ts';

const HOUR_MS = 3_600_000;
const OPEN: OpenSpan = {
  state: 'normal',
  from: NOW - HOUR_MS,
  lastSeenAt: NOW - 2000,
  stosAt: NOW - HOUR_MS,
};

function view(localState: FailoverState, localStosAt: number | null): FailoverView {
  const made = serverFacts('primary', { view: { localState, localStosAt, observedAt: NOW } }).view;
  if (!made) throw new Error('serverFacts gave no view');
  return made;
}

const detect = (open: OpenSpan | null, seen: FailoverView) => detectTransition({ open, view: seen });

test('the same state with the same stamp goes on, however long nobody looked', () => {
  expect(detect(OPEN, view('normal', OPEN.stosAt))).toBeNull();
  expect(detect({ ...OPEN, lastSeenAt: NOW - HOUR_MS }, view('normal', OPEN.stosAt))).toBeNull();
});

test('a state that never had a stamp does not begin anew when one appears', () => {
  expect(detect({ ...OPEN, stosAt: null }, view('normal', NOW))).toBeNull();
});

test('a newer stamp times the change by the server’s clock', () => {
  expect(detect(OPEN, view('communications-interrupted', NOW - 1200))).toEqual({
    from: 'normal',
    to: 'communications-interrupted',
    at: NOW - 1200,
    clock: 'server',
    spanFrom: NOW - 1200,
    unseen: false,
    key: `communications-interrupted@${NOW - 1200}`,
    alias: null,
  });
});

test.each([
  ['ahead of ours', NOW + 20_000, NOW],
  ['behind ours', NOW - 20_000, NOW - 2000],
])('with its clock %s the span stays between the two polls', (_, stosAt, spanFrom) => {
  expect(detect(OPEN, view('partner-down', stosAt))).toMatchObject({ at: stosAt, clock: 'server', spanFrom });
});

test.each<[string, FailoverState, number | null]>([
  ['entering startup leaves the stamp', 'startup', OPEN.stosAt],
  ['startup has no stamp of its own even when a missed change left a newer one', 'startup', NOW - 1000],
  ['entering recover-wait leaves the stamp', 'recover-wait', NOW - 1000],
  ['the stamp was set back by MCLT', 'recover', NOW - 2 * HOUR_MS],
  ['no stamp at all', 'recover', null],
  ['a clock that is hours off', 'recover', NOW + HOUR_MS],
])('%s: our own clock times it', (_, state, stosAt) => {
  expect(detect(OPEN, view(state, stosAt))).toMatchObject({ at: NOW, clock: 'pairwatch', spanFrom: NOW });
});

test('two changes within one second have the same stamp', () => {
  const open = { ...OPEN, state: 'communications-interrupted', stosAt: NOW - 1200 };
  expect(detect(open, view('partner-down', NOW - 1200))).toMatchObject({
    at: NOW - 1200,
    clock: 'server',
    spanFrom: NOW - 1200,
    key: `partner-down@${NOW - 1200}`,
  });
});

test.each<[string, string, FailoverState, number]>([
  ['recover-wait, which has the stamp of recover', 'recover', 'recover-wait', NOW - HOUR_MS],
  ['a state stamped by a clock that was set back', 'normal', 'partner-down', NOW - 2 * HOUR_MS],
])('the lease file knows %s by the same key', (_, from, to, stosAt) => {
  expect(detect({ ...OPEN, state: from }, view(to, stosAt))?.key).toBe(`${to}@${stosAt}`);
});

test('leaving startup leaves the stamp too', () => {
  const open = { ...OPEN, state: 'startup' };
  expect(detect(open, view('normal', OPEN.stosAt))).toMatchObject({
    from: 'startup',
    to: 'normal',
    clock: 'pairwatch',
  });
});

test('the same state with a newer stamp was left and entered again between two polls', () => {
  expect(detect(OPEN, view('normal', NOW - 500))).toMatchObject({
    from: 'normal',
    to: 'normal',
    at: NOW - 500,
    clock: 'server',
    unseen: true,
  });
});

test('more may have happened while nobody looked', () => {
  const open = { ...OPEN, lastSeenAt: NOW - 10 * 60_000 };
  expect(detect(open, view('partner-down', NOW - 5 * 60_000))).toMatchObject({
    unseen: true,
    spanFrom: NOW - 5 * 60_000,
  });
});

test('a server first seen has been in its state since its stamp', () => {
  expect(detect(null, view('normal', NOW - HOUR_MS))).toEqual({
    from: null,
    to: 'normal',
    at: NOW - HOUR_MS,
    clock: 'server',
    spanFrom: NOW - HOUR_MS,
    unseen: false,
    key: `normal@${NOW - HOUR_MS}`,
    alias: null,
  });
});

test.each<[string, FailoverState, number | null]>([
  ['a stamp in the future', 'normal', NOW + 5000],
  ['no stamp', 'recover', null],
  ['startup, whose stamp is of the state before', 'startup', NOW - HOUR_MS],
])('first seen with %s, it counts from now', (_, state, stosAt) => {
  expect(detect(null, view(state, stosAt))).toMatchObject({ at: NOW, clock: 'pairwatch', spanFrom: NOW });
});

test('a restarted collector finds the same change under the same key, and another under another', () => {
  const seen = view('communications-interrupted', NOW - 1200);
  const again = detect({ ...OPEN, lastSeenAt: NOW - 8000 }, { ...seen, observedAt: NOW + 9000 });
  expect(again?.key).toBe(detect(OPEN, seen)?.key);
  const next = { state: 'communications-interrupted', from: NOW - 1200, lastSeenAt: NOW, stosAt: NOW - 1200 };
  expect(detect(next, view('normal', NOW - 100))?.key).not.toBe(again?.key);
});

test('a state that follows a startup may be in the lease file already, under its stamp', () => {
  const startup = { state: 'startup', from: NOW - 15_000, lastSeenAt: NOW - 1000, stosAt: NOW - 14_000 };
  expect(detect(startup, view('recover', NOW - 14_000))).toMatchObject({
    from: 'startup',
    alias: `recover@${NOW - 14_000}`,
  });
});

test('so may one with the stamp of the state before, which a startup leaves in place however old it is', () => {
  const stosAt = NOW - HOUR_MS;
  const startup = { state: 'startup', from: NOW - 15_000, lastSeenAt: NOW - 1000, stosAt };
  expect(detect(startup, view('communications-interrupted', stosAt))).toMatchObject({
    at: NOW,
    alias: `communications-interrupted@${stosAt}`,
  });
});
