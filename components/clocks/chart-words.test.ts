import { describe, expect, it } from 'vitest';
import type { ClockPointDto } from '../../lib/contracts/clock-history.ts';
import { methodStretches, offsetTitle, signedOff, skewSummary, skewTitle } from './chart-words.ts';

const iso = (at: number) => new Date(at).toISOString();
type Method = NonNullable<ClockPointDto['value']>['method'];

const point = (at: number, avgMs: number, method: Method = 'sntp', off = 1): ClockPointDto => ({
  at: iso(at),
  count: 1,
  value: { method, avgMs, minMs: avgMs, maxMs: avgMs, lowMs: avgMs - off, highMs: avgMs + off },
});
const gap = (at: number): ClockPointDto => ({ at: iso(at), count: 0, value: null });
const NAMES = { primary: 'dhcp-a', secondary: 'dhcp-b' };

it.each([
  [0.2, '0'],
  [-3, '−3\u00a0ms'],
  [20_000, '+20\u00a0s'],
  [-1500, '−1.5\u00a0s'],
])('writes %d ms as %s', (ms, text) => {
  expect(signedOff(ms)).toBe(text);
});

describe('methodStretches', () => {
  const range = { from: 0, to: 100, stepMs: 10 };
  it('tells which way measured when, and when none did', () => {
    const points = [point(0, 1), point(10, 1), gap(20), point(50, 1, 'ssh'), point(60, 1)];
    expect(methodStretches(points, range)).toEqual([
      { from: 0, to: 20, method: 'sntp' },
      { from: 20, to: 50, method: null },
      { from: 50, to: 60, method: 'ssh' },
      { from: 60, to: 100, method: 'sntp' },
    ]);
  });

  it('begins with what was not measured', () => {
    expect(methodStretches([point(40, 1)], range)).toEqual([
      { from: 0, to: 40, method: null },
      { from: 40, to: 100, method: 'sntp' },
    ]);
    expect(methodStretches([], range)).toEqual([{ from: 0, to: 100, method: null }]);
  });

  it('has none of no length', () => {
    expect(methodStretches([point(-5, 1), point(0, 1, 'ssh')], range)).toEqual([
      { from: 0, to: 100, method: 'ssh' },
    ]);
  });
});

describe('the title', () => {
  it('tells the last word and the widest distance', () => {
    expect(skewTitle([point(0, -30_000, 'stos', 1000), point(1, 12)], NAMES)).toBe(
      'dhcp-b was 12 ms ahead last (± 1 ms); at most 30.0 s apart, by the stamps of their last change of state',
    );
    expect(skewTitle([point(0, -12)], NAMES)).toMatch(/^dhcp-a was 12 ms ahead last/);
  });

  it('claims no difference that lies within the uncertainty', () => {
    expect(skewTitle([point(0, 3, 'sntp', 5)], NAMES)).toMatch(/^The clocks agreed last \(± 5 ms\)/);
  });

  it('takes no middle for true of a clock that moved within one point', () => {
    const moved = {
      ...point(0, 2_900),
      value: { method: 'sntp' as const, avgMs: 2_900, minMs: 1, maxMs: 20_000, lowMs: 0, highMs: 20_001 },
    };
    expect(skewTitle([moved], NAMES)).toMatch(
      /^The clock of dhcp-b moved between \+1\u00a0ms and \+20\u00a0s against that of dhcp-a last;/,
    );
    expect(offsetTitle([{ server: 'dhcp-b', role: 'secondary', points: [moved] }])).toMatch(
      /dhcp-b between \+1\u00a0ms and \+20\u00a0s$/,
    );
  });

  it('says that nothing is known rather than that nothing was', () => {
    expect(skewTitle([gap(0)], NAMES)).toMatch(/not measured/);
    expect(offsetTitle([{ server: 'dhcp-a', role: 'primary', points: [gap(1)] }])).toMatch(/Neither clock/);
    expect(skewSummary([], [])).toMatch(/No measurement/);
  });

  it('has the last reading of each clock', () => {
    expect(
      offsetTitle([
        { server: 'dhcp-a', role: 'primary', points: [point(0, 4), gap(1)] },
        { server: 'dhcp-b', role: 'secondary', points: [point(0, -20_000)] },
      ]),
    ).toBe('Against Pairwatch’s clock, as last read: dhcp-a +4\u00a0ms, dhcp-b −20\u00a0s');
  });
});
