import { expect, it } from 'vitest';
import type { EventDto } from '../../lib/contracts/event.ts';
import { holdList, newWords } from './held-list.ts';

const event = (id: number, count = 1): EventDto => ({
  id,
  pair: 'office',
  server: null,
  kind: 'log',
  at: '2025-11-21T10:42:00.000Z',
  clock: 'pairwatch',
  observedAt: '2025-11-21T10:42:00.000Z',
  sortAt: '2025-11-21T10:42:00.000Z',
  from: null,
  to: 'x',
  sentence: `Event ${id}.`,
  evidence: [],
  backfilled: false,
  actor: null,
  incidentId: null,
  count,
  lastAt: null,
});

it('keeps its rows, counts what came at whatever place, and shows what is told anew of a row', () => {
  const held = [event(5), event(3), event(2)];
  const { shown, newCount, mayBeMore } = holdList(held, [event(7), event(5, 4), event(6), event(3)]);
  expect(shown).toEqual([event(5, 4), event(3), event(2)]);
  expect([newCount, mayBeMore]).toEqual([2, false]);
});

it('says that there may be more than it can count', () => {
  const list = holdList([event(1)], [event(9), event(8)]);
  expect(newWords(list)).toBe('2 or more new');
  expect(newWords(holdList([event(1)], [event(9), event(1)]))).toBe('1 new');
  expect(newWords(holdList([], [event(9)]))).toBe('1 new');
});
