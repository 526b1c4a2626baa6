import { expect, it } from 'vitest';
import type { TimelineDto } from '../../../lib/contracts/timeline.ts';
import { changesOf, gapsOf, joinsOf, lanesOf, segmentAt, segmentsOf } from './layout.ts';

const BEGIN = Date.UTC(2026, 6, 21, 10, 0, 0);
const SECOND_MS = 1_000;
const at = (seconds: number) => BEGIN + seconds * SECOND_MS;
const iso = (seconds: number) => new Date(at(seconds)).toISOString();
const stay = (from: number, until: number | null, state = 'normal') => ({
  state,
  from: iso(from),
  until: until === null ? null : iso(until),
});
const span = { from: at(0), to: at(100) };

it('clamps stays to the span and keeps when they really were', () => {
  const segments = segmentsOf([stay(-90, -10), stay(-10, 20), stay(20, null), stay(150, null)], span);
  expect(segments.map(({ from, to, began, ended }) => [from, to, began, ended])).toEqual([
    [at(0), at(20), at(-10), at(20)],
    [at(20), at(100), at(20), null],
  ]);
});

it('leaves what nobody saw as gaps, also at both ends', () => {
  const gaps = (...stays: [number, number][]) =>
    gapsOf(
      segmentsOf(
        stays.map(([from, until]) => stay(from, until)),
        span,
      ),
      span,
    ).map(({ from, to }) => [(from - BEGIN) / SECOND_MS, (to - BEGIN) / SECOND_MS]);
  expect(gaps([10, 30], [30, 40], [60, 90])).toEqual([
    [0, 10],
    [40, 60],
    [90, 100],
  ]);
  expect(gaps([-10, 110])).toEqual([]);
  expect(gaps()).toEqual([[0, 100]]);
});

it('counts as a change what began within the span', () => {
  expect(changesOf(segmentsOf([stay(-10, 20), stay(20, 50), stay(60, null)], span), span)).toEqual([
    at(20),
    at(60),
  ]);
});

it('joins changes of both servers to their nearest, each to one', () => {
  expect(joinsOf([at(10), at(50)], [at(12), at(14), at(80)])).toEqual([{ a: at(10), b: at(12) }]);
  expect(joinsOf([at(10), at(13)], [at(12), at(20)])).toEqual([{ a: at(13), b: at(12) }]);
  expect(joinsOf([at(10), at(30)], [at(12), at(31)])).toHaveLength(2);
  expect(joinsOf([at(10)], [at(16)])).toEqual([]);
});

it('says what was at a time, of two that meet the later one, and nothing of a gap', () => {
  const segments = segmentsOf([stay(0, 20, 'normal'), stay(20, 40, 'recover')], span);
  expect(segmentAt(segments, at(20))?.of.state).toBe('recover');
  expect(segmentAt(segments, at(19))?.of.state).toBe('normal');
  expect(segmentAt(segments, at(41))).toBeNull();
});

it('ends with the present, and has every moment once and in order', () => {
  const timeline: TimelineDto = {
    now: iso(100),
    from: iso(0),
    to: iso(3600),
    servers: [
      { name: 'dhcp-a', role: 'primary', stays: [stay(0, 30), stay(30, null, 'communications-interrupted')] },
      {
        name: 'dhcp-b',
        role: 'secondary',
        stays: [stay(0, 31), stay(31, null, 'communications-interrupted')],
      },
    ],
    verdicts: [
      { verdict: 'healthy', code: 'both-normal', from: iso(0), until: iso(31) },
      { verdict: 'degraded', code: 'communications-interrupted', from: iso(31), until: null },
    ],
    marks: [{ eventId: 7, kind: 'alert', at: iso(45), sentence: 'Alert.' }],
    isCut: false,
  };
  const lanes = lanesOf(timeline);
  expect(lanes.span).toEqual(span);
  expect(lanes.joins).toEqual([{ a: at(30), b: at(31) }]);
  expect(lanes.moments).toEqual([at(0), at(30), at(31), at(45), at(100)]);
});
