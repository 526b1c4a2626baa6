import { describe, expect, it } from 'vitest';
import { pair, server } from '../testing/pair.ts';
import { choiceOf, serverZone } from './zone-choice.ts';

const pairIn = (name: string, zone: string | null) =>
  pair({ name, servers: [server({ zone }), server({ role: 'secondary', zone: 'Asia/Tokyo' })] });

describe('serverZone', () => {
  it('is that of the primary on a page of its pair', () => {
    const pairs = [pairIn('office', 'Europe/Berlin'), pairIn('plant', 'America/Lima')];
    expect(serverZone(pairs, 'plant')).toEqual({
      zone: 'America/Lima',
      of: 'the primary of plant',
      why: null,
    });
  });

  it('is the one all primaries share elsewhere', () => {
    expect(serverZone([pairIn('a', 'Europe/Berlin'), pairIn('b', 'Europe/Berlin')], null).zone).toBe(
      'Europe/Berlin',
    );
  });

  it.each([
    ['is not known', [pairIn('office', null)], 'office'],
    ['is none this browser knows', [pairIn('office', 'Mars/Olympus')], 'office'],
    ['is known of one pair alone', [pairIn('a', 'Europe/Berlin'), pairIn('b', null)], null],
    ['differs', [pairIn('a', 'Europe/Berlin'), pairIn('b', 'America/Lima')], null],
    ['is that of no pair', [], null],
  ])('says why there is none where it %s', (_, pairs, name) => {
    const { zone, why } = serverZone(pairs, name);
    expect(zone).toBeNull();
    expect(why).not.toBe('');
  });
});

it('takes any other zone for the browser’s own', () => {
  expect(['UTC', 'server', 'Europe/Vienna'].map(choiceOf)).toEqual(['UTC', 'server', 'local']);
});
