import { expect, it } from 'vitest';
import { transitionMarks } from './transition-marks.ts';

const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2025, 10, 21, 10);
const SPAN = { from: FROM, to: FROM + HOUR_MS };
const stay = (afterMs: number, state: string) => ({
  state,
  from: new Date(FROM + afterMs).toISOString(),
  until: null,
});
const server = (name: string, ...stays: ReturnType<typeof stay>[]) => ({
  name,
  role: 'primary' as const,
  stays,
});

it('marks each change within the span, in order, by how bad it is', () => {
  const marks = transitionMarks(
    [
      server('dhcp-a', stay(-5, 'normal'), stay(30 * 60_000, 'partner-down'), stay(HOUR_MS + 1, 'normal')),
      server('dhcp-b', stay(10 * 60_000, 'recover'), stay(50 * 60_000, 'state-77')),
    ],
    SPAN,
  );
  expect(marks).toEqual([
    { at: FROM + 10 * 60_000, label: 'dhcp-b: recover', look: 'recovering' },
    { at: FROM + 30 * 60_000, label: 'dhcp-a: partner-down', look: 'degraded' },
    { at: FROM + 50 * 60_000, label: 'dhcp-b: state-77', look: 'unknown' },
  ]);
});

it('makes one of those that would lie on each other, with the look of the worst', () => {
  const states = ['normal', 'communications-interrupted', 'potential-conflict', 'conflict-done', 'normal'];
  const stays = states.map((state, index) => stay(1_000 * (index + 1), state));
  expect(transitionMarks([server('dhcp-a', ...stays)], SPAN)).toEqual([
    {
      at: FROM + 1_000,
      label:
        'dhcp-a: normal, dhcp-a: communications-interrupted, dhcp-a: potential-conflict and 2 more changes',
      look: 'down',
    },
  ]);
});
