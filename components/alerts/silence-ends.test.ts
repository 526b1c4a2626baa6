import { describe, expect, it } from 'vitest';
import { wallTime } from '../time/wall-time.ts';
import { endOfSilence, type SilenceEnd } from './silence-ends.ts';

const NOW = Date.parse('2026-07-21T22:30:00Z');

describe('endOfSilence', () => {
  it.each<[SilenceEnd, string, string]>([
    ['30min', 'UTC', '2026-07-21T23:00:00.000Z'],
    ['2h', 'UTC', '2026-07-22T00:30:00.000Z'],
    ['8h', 'UTC', '2026-07-22T06:30:00.000Z'],
    ['morning', 'UTC', '2026-07-22T08:00:00.000Z'],
    // There it is the 22nd already.
    ['morning', 'Europe/Berlin', '2026-07-23T06:00:00.000Z'],
    ['morning', 'America/New_York', '2026-07-22T12:00:00.000Z'],
  ])('%s in %s', (end, zone, expected) => {
    expect(new Date(endOfSilence(end, '', NOW, zone) ?? 0).toISOString()).toBe(expected);
  });

  it('takes an own end by the clocks of the zone, the later one in the hour that comes twice', () => {
    const end = (text: string) => endOfSilence('own', text, NOW, 'Europe/Berlin');
    expect(end('2026-07-22T09:15')).toBe(Date.parse('2026-07-22T07:15:00Z'));
    expect(end('2026-10-25T02:30')).toBe(Date.parse('2026-10-25T01:30:00Z'));
  });

  it.each(['', 'soon'])('has no end of "%s"', (text) => {
    expect(endOfSilence('own', text, NOW, 'UTC')).toBeNull();
  });
});

describe('wallTime', () => {
  it('is what the same zone reads back', () => {
    expect(wallTime(NOW, 'Europe/Berlin')).toBe('2026-07-22T00:30');
    expect(endOfSilence('own', wallTime(NOW, 'Europe/Berlin'), 0, 'Europe/Berlin')).toBe(NOW);
  });
});
