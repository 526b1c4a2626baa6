import { describe, expect, it, test } from 'vitest';
import type { Judgement } from './judgement.ts';
import { answeringServers, redundancyByDay } from './redundancy.ts';

type Told = [boolean | null, boolean | null];

function judgement(
  [primary, secondary]: Told,
  status: Judgement['link']['status'],
): Pick<Judgement, 'verdict' | 'answering' | 'link'> {
  const told = (server: string, answering: boolean | null) => ({ server, answering, reason: '' });
  return {
    verdict: 'unknown',
    answering: [told('dhcp-a', primary), told('dhcp-b', secondary)],
    link: { status, text: '' },
  };
}

test.each<[Told, Judgement['link']['status'], number | null]>([
  [[true, true], 'up', 2],
  [[true, true], 'down', 2],
  [[true, false], 'unknown', 1],
  [[false, true], 'up', 1],
  [[false, false], 'up', 0],
  [[true, null], 'down', 1],
  [[true, null], 'unknown', null],
  [[false, null], 'down', null],
  [[null, null], 'unknown', null],
])('%j over a link that is %s are %s', (told, status, servers) => {
  expect(answeringServers(judgement(told, status))).toBe(servers);
});

test('nobody answers in a pair that is down, also when neither gives a word', () => {
  expect(answeringServers({ ...judgement([null, null], 'unknown'), verdict: 'down' })).toBe(0);
});

describe('the record by day', () => {
  const at = (time: string) => Date.parse(`2026-11-${time}Z`);

  it('splits what goes over midnight, and calls unseen what nobody saw', () => {
    const stays = [
      { servers: 2, from: at('20T12:00:00'), until: at('20T23:00:00') },
      { servers: 1, from: at('20T23:00:00'), until: at('21T00:30:00') },
      { servers: 0, from: at('21T00:30:00'), until: at('21T00:30:03') },
      { servers: 2, from: at('21T00:30:03'), until: at('21T06:00:00') },
    ] as const;
    expect(redundancyByDay(stays, at('19T08:00:00'), at('21T12:00:00'))).toEqual([
      { day: '2026-11-19', two: 0, one: 0, none: 0, unseen: 1440 },
      { day: '2026-11-20', two: 660, one: 60, none: 0, unseen: 720 },
      { day: '2026-11-21', two: 330, one: 30, none: 0.1, unseen: 360 },
    ]);
  });

  it('counts no minute twice after our clock was set back', () => {
    const stays = [
      { servers: 2, from: at('20T12:00:00'), until: at('20T14:00:00') },
      { servers: 1, from: at('20T13:00:00'), until: at('20T15:00:00') },
    ] as const;
    expect(redundancyByDay(stays, at('20T00:00:00'), at('21T00:00:00'))).toEqual([
      { day: '2026-11-20', two: 120, one: 60, none: 0, unseen: 1260 },
    ]);
  });
});
