import { describe, expect, it, test } from 'vitest';
import type { Schedule } from '../contracts/silence.ts';
import { nextOccurrence, type Occurrence, occurrenceAt } from './schedule.ts';

type Weekly = Extract<Schedule, { kind: 'weekly' }>;

const ONCE: Schedule = { kind: 'once', startsAt: '2026-12-01T20:00:00Z', endsAt: '2026-12-01T22:00:00Z' };
const SUNDAYS: Weekly = { kind: 'weekly', days: ['sun'], from: '02:00', to: '04:00', zone: 'Europe/Berlin' };

const at = (text: string) => Date.parse(text);
const shown = (occurrence: Occurrence | null) =>
  occurrence &&
  [occurrence.startsAt, occurrence.endsAt].map((ms) => new Date(ms).toISOString().replace(':00.000', ''));

describe('once', () => {
  test.each([
    ['2026-12-01T19:59:59Z', false, true],
    ['2026-12-01T20:00:00Z', true, false],
    ['2026-12-01T21:59:59Z', true, false],
    ['2026-12-01T22:00:00Z', false, false],
  ])('%s: present %j, to come %j', (now, isPresent, isToCome) => {
    expect([occurrenceAt(ONCE, at(now)) !== null, nextOccurrence(ONCE, at(now)) !== null]).toEqual([
      isPresent,
      isToCome,
    ]);
  });
});

describe('weekly', () => {
  test.each<[string, string, string[] | null]>([
    ['before it', '2026-11-22T00:59:59Z', null],
    ['its first moment', '2026-11-22T01:00:00Z', ['2026-11-22T01:00Z', '2026-11-22T03:00Z']],
    ['its last moment', '2026-11-22T02:59:59Z', ['2026-11-22T01:00Z', '2026-11-22T03:00Z']],
    ['its end', '2026-11-22T03:00:00Z', null],
    ['that time of another day', '2026-11-23T02:00:00Z', null],
  ])('present: %s', (_what, now, expected) => {
    expect(shown(occurrenceAt(SUNDAYS, at(now)))).toEqual(expected);
  });

  test.each([
    ['just before it', '2026-11-22T00:59:59Z', ['2026-11-22T01:00Z', '2026-11-22T03:00Z']],
    ['as it begins', '2026-11-22T01:00:00Z', ['2026-11-29T01:00Z', '2026-11-29T03:00Z']],
    ['in the middle of the week', '2026-11-25T12:00:00Z', ['2026-11-29T01:00Z', '2026-11-29T03:00Z']],
  ])('next: %s', (_what, now, expected) => {
    expect(shown(nextOccurrence(SUNDAYS, at(now)))).toEqual(expected);
  });

  it('goes over midnight, by the day on which it begins', () => {
    const nights: Weekly = { ...SUNDAYS, days: ['fri'], from: '22:00', to: '06:00' };
    const friday = ['2026-11-20T21:00Z', '2026-11-21T05:00Z'];
    expect(shown(occurrenceAt(nights, at('2026-11-20T23:30:00Z')))).toEqual(friday);
    expect(shown(occurrenceAt(nights, at('2026-11-21T04:59:00Z')))).toEqual(friday);
    expect(occurrenceAt(nights, at('2026-11-20T02:00:00Z'))).toBeNull();
  });

  it('is a whole day where it ends when it begins', () => {
    const day: Weekly = { ...SUNDAYS, from: '00:00', to: '00:00' };
    expect(shown(occurrenceAt(day, at('2026-11-22T12:00:00Z')))).toEqual([
      '2026-11-21T23:00Z',
      '2026-11-22T23:00Z',
    ]);
  });

  it('knows the day of the zone, not that of UTC', () => {
    const auckland: Weekly = { ...SUNDAYS, days: ['mon'], zone: 'Pacific/Auckland' };
    expect(shown(occurrenceAt(auckland, at('2026-11-22T14:00:00Z')))).toEqual([
      '2026-11-22T13:00Z',
      '2026-11-22T15:00Z',
    ]);
  });

  it('tells of a zone nobody knows', () => {
    expect(() => occurrenceAt({ ...SUNDAYS, zone: 'Mars/Olympus' }, 0)).toThrow(
      /time zone is "Mars\/Olympus"/,
    );
  });
});

/** Clocks of Berlin go from 02:00 to 03:00 at 01:00 UTC of 2026-03-29, and from 03:00 to 02:00 at 01:00 UTC of 2026-10-25. */
describe('where clocks are put', () => {
  const SPRING = '2026-03-28T12:00:00Z';
  const AUTUMN = '2026-10-24T12:00:00Z';
  test.each([
    ['over the hour that is left out', SPRING, '01:30', '04:00', ['2026-03-29T00:30Z', '2026-03-29T02:00Z']],
    ['from a time that is left out', SPRING, '02:30', '04:00', ['2026-03-29T01:00Z', '2026-03-29T02:00Z']],
    ['from one, to soon after', SPRING, '02:30', '03:15', ['2026-03-29T01:00Z', '2026-03-29T01:15Z']],
    ['to a time that is left out', SPRING, '01:00', '02:30', ['2026-03-29T00:00Z', '2026-03-29T01:30Z']],
    [
      'within the hour that is left out',
      SPRING,
      '02:15',
      '02:45',
      ['2026-03-29T01:00Z', '2026-03-29T01:45Z'],
    ],
    ['over the hour that comes twice', AUTUMN, '01:00', '04:00', ['2026-10-24T23:00Z', '2026-10-25T03:00Z']],
    ['from a time that comes twice', AUTUMN, '02:30', '04:00', ['2026-10-25T00:30Z', '2026-10-25T03:00Z']],
    ['to a time that comes twice', AUTUMN, '01:00', '02:30', ['2026-10-24T23:00Z', '2026-10-25T01:30Z']],
    [
      'within the hour that comes twice',
      AUTUMN,
      '02:15',
      '02:45',
      ['2026-10-25T00:15Z', '2026-10-25T01:45Z'],
    ],
    [
      'from the day before',
      '2026-10-23T12:00:00Z',
      '22:00',
      '23:00',
      ['2026-10-25T21:00Z', '2026-10-25T22:00Z'],
    ],
  ])('%s', (_what, now, from, to, expected) => {
    const window = { ...SUNDAYS, from, to };
    const next = nextOccurrence(window, at(now));
    expect(shown(next)).toEqual(expected);
    if (next === null) return;
    expect(occurrenceAt(window, next.startsAt)).toEqual(next);
    expect(occurrenceAt(window, next.endsAt - 1)).toEqual(next);
    expect(occurrenceAt(window, next.endsAt)).toBeNull();
  });
});
