import { describe, expect, it } from 'vitest';
import { LONGEST_MS, readRange, writeRange } from '../../lib/contracts/range.ts';
import { absoluteInput, readAbsolute } from './absolute-range.ts';
import { pageTimeOf } from './page-time.ts';
import { lastFor, shifted, zoomedOut } from './range-steps.ts';
import { lengthWords, rangeWords } from './range-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 6, 21, 14, 0);

describe('the words of a range', () => {
  it.each([
    [15 * MINUTE, '15 min'],
    [90 * MINUTE, '1 h 30 min'],
    [DAY, '24 h'],
    [2 * DAY, '48 h'],
    [7 * DAY, '7 days'],
    [3 * DAY + 4 * HOUR, '3 days 4 h'],
  ])('say %i ms as %s', (ms, words) => {
    expect(lengthWords(ms)).toBe(words);
  });

  it('say a moving range by its length', () => {
    expect(rangeWords({ lastMs: DAY }, NOW, 'UTC')).toBe('Last 24 h');
  });

  it('say a standing one by its ends in the zone, each day once', () => {
    const range = { from: NOW - 4 * HOUR, to: NOW - HOUR };
    expect(rangeWords(range, NOW, 'UTC')).toBe('21 Jul 10:00 – 13:00 UTC');
    expect(rangeWords(range, NOW, 'Asia/Tokyo')).toBe('21 Jul 19:00 – 22:00 Asia/Tokyo');
    expect(rangeWords({ from: NOW - DAY, to: NOW + 3000 }, NOW, 'UTC')).toBe(
      '20 Jul 14:00 – 21 Jul 14:00:03 UTC',
    );
  });

  it('name the year where it is not this one', () => {
    const newYear = Date.UTC(2026, 0, 1);
    expect(rangeWords({ from: newYear - HOUR, to: newYear + HOUR }, NOW, 'UTC')).toBe(
      '31 Dec 2025 23:00 – 1 Jan 2026 01:00 UTC',
    );
  });
});

describe('steps from one range to the next', () => {
  it('go half its length back, and stand there', () => {
    expect(shifted({ lastMs: 2 * HOUR }, -1, NOW)).toEqual({ from: NOW - 3 * HOUR, to: NOW - HOUR });
  });

  it('move with the present again once they reach it', () => {
    expect(shifted({ from: NOW - 3 * HOUR, to: NOW - HOUR }, 1, NOW)).toEqual({ lastMs: 2 * HOUR });
    expect(shifted({ lastMs: HOUR }, 1, NOW)).toEqual({ lastMs: HOUR });
  });

  it('zoom out about the middle, never beyond the present nor what is kept', () => {
    expect(zoomedOut({ from: NOW - 10 * HOUR, to: NOW - 8 * HOUR }, NOW)).toEqual({
      from: NOW - 11 * HOUR,
      to: NOW - 7 * HOUR,
    });
    expect(zoomedOut({ from: NOW - 2 * HOUR, to: NOW }, NOW)).toEqual({ lastMs: 4 * HOUR });
    expect(zoomedOut({ lastMs: LONGEST_MS }, NOW)).toEqual({ lastMs: LONGEST_MS });
  });

  it.each([MINUTE, 61_234, 11 * DAY + 7 * MINUTE, 399 * DAY + 1])(
    'give %i ms a length an address can spell',
    (ms) => {
      const range = lastFor(ms);
      expect(readRange(writeRange(range))).toEqual(range);
      expect('lastMs' in range && range.lastMs).toBeGreaterThanOrEqual(ms);
    },
  );
});

describe('a range that is typed', () => {
  const BERLIN = 'Europe/Berlin';
  const later = Date.UTC(2027, 0, 1);

  it('goes by the clocks of the zone, both ways', () => {
    const span = { from: Date.UTC(2026, 6, 21, 8, 0), to: Date.UTC(2026, 6, 21, 9, 0, 30) };
    const input = absoluteInput(span, BERLIN);
    expect(input).toEqual({ from: '2026-07-21T10:00', to: '2026-07-21T11:00:30' });
    expect(readAbsolute(input, BERLIN, NOW)).toEqual({ span, mistakes: [], notes: {} });
  });

  it('notes a time that clocks leave out, and the one that is meant', () => {
    const { span, notes } = readAbsolute({ from: '2026-03-29T02:30', to: '2026-03-29T06:00' }, BERLIN, NOW);
    expect(span).toEqual({ from: Date.UTC(2026, 2, 29, 1, 30), to: Date.UTC(2026, 2, 29, 4, 0) });
    expect(notes).toEqual({
      from: 'Clocks of Europe/Berlin leave out 02:30 that day; 03:30 is meant.',
    });
  });

  it('is the wider one where clocks show a time twice', () => {
    const { span, notes } = readAbsolute({ from: '2026-10-25T02:30', to: '2026-10-25T02:30' }, BERLIN, later);
    expect(span).toEqual({ from: Date.UTC(2026, 9, 25, 0, 30), to: Date.UTC(2026, 9, 25, 1, 30) });
    expect(notes.to).toBe('Clocks of Europe/Berlin show 02:30 twice that day; the last one is meant.');
  });

  it.each([
    [{ from: '', to: '2026-07-21T11:00' }, ['from']],
    [{ from: 'yesterday', to: '2026-02-30T11' }, ['from', 'to']],
    [{ from: '2026-07-21T11:00', to: '2026-07-21T10:00' }, ['to']],
    [{ from: '2026-07-21T10:00:00', to: '2026-07-21T10:00:10' }, ['to']],
    [{ from: '2026-07-22T10:00', to: '2026-07-22T12:00' }, ['from']],
    [{ from: '2024-07-21T10:00', to: '2026-07-21T12:00' }, ['from']],
  ])('%j says what is wrong with it, at the field', (input, paths) => {
    const { span, mistakes } = readAbsolute(input, 'UTC', NOW);
    expect(span).toBeNull();
    expect(mistakes.map(({ path }) => path)).toEqual(paths);
  });
});

describe('pageTimeOf', () => {
  it.each(['/pairs/office', '/pairs/office/pools/7', '/pairs/office/clocks'])(
    'gives %s the last day',
    (path) => {
      expect(pageTimeOf(path)).toEqual({ standard: { lastMs: DAY } });
    },
  );

  it('lets events be of any time', () => {
    expect(pageTimeOf('/events')).toEqual({ standard: null });
  });

  it.each([
    '/',
    '/events/12',
    '/pairs/office/pools',
    '/pairs/office/leases',
    '/pairs/office/config',
    '/settings/rules',
    '/alerts',
    '/wall',
  ])('knows that %s is of the present', (path) => {
    expect(pageTimeOf(path)).toBeNull();
  });
});
