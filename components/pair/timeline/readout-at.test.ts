import { expect, it } from 'vitest';
import type { TimelineDto } from '../../../lib/contracts/timeline.ts';
import { lanesOf } from './layout.ts';
import { lastedWords, readoutAt, readoutText } from './readout-at.ts';
import { rowsOf } from './timeline-rows.ts';

const BEGIN = Date.UTC(2026, 6, 21, 10, 0, 0);
const at = (minutes: number) => BEGIN + minutes * 60_000;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();

const TIMELINE: TimelineDto = {
  now: iso(60),
  from: iso(0),
  to: iso(60),
  servers: [
    { name: 'dhcp-a', role: 'primary', stays: [{ state: 'normal', from: iso(-90), until: iso(30) }] },
    { name: 'dhcp-b', role: 'secondary', stays: [{ state: 'normal', from: iso(10), until: null }] },
  ],
  verdicts: [{ verdict: 'healthy', code: 'both-normal', from: iso(10), until: iso(31) }],
  marks: [
    { eventId: 1, kind: 'alert', at: iso(40), sentence: 'Alert.' },
    { eventId: 2, kind: 'config', at: iso(42), sentence: 'The configuration changed.' },
  ],
  isCut: false,
};
const LANES = lanesOf(TIMELINE);

it('reads out what was at a time, with the marks near it, the nearest first', () => {
  const readout = readoutAt(LANES, at(41.5), 2 * 60_000);
  expect(readout).toMatchObject({ verdict: null, servers: [{ stay: null }, { stay: { ended: null } }] });
  expect(readout.marks.map(({ eventId }) => eventId)).toEqual([2, 1]);
  expect(readoutText(readoutAt(LANES, at(20), 0), 'UTC')).toBe(
    '2026-07-21 10:20:00.000 UTC; verdict healthy; dhcp-a normal; dhcp-b normal',
  );
});

it('tells how long something lasted, what was short to the second', () => {
  const [a] = LANES.servers[0]?.segments ?? [];
  const [b] = LANES.servers[1]?.segments ?? [];
  const [healthy] = LANES.verdicts;
  expect([a, b, healthy].map((segment) => segment && lastedWords(segment, at(60), 'UTC'))).toEqual([
    '08:30 UTC to 10:30 UTC (2 h)',
    'since 10:10:00',
    '10:10:00 to 10:31:00 (21 min)',
  ]);
});

it('has all of it as rows, the latest first, with true begins', () => {
  expect(
    rowsOf(LANES).map(({ at: began, of, lastedMs }) => [(began - BEGIN) / 60_000, of, lastedMs]),
  ).toEqual([
    [42, 'config', null],
    [40, 'alert', null],
    [10, 'verdict', 21 * 60_000],
    [10, 'dhcp-b', null],
    [-90, 'dhcp-a', 120 * 60_000],
  ]);
});
