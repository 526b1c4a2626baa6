import { describe, expect, it } from 'vitest';
import { findingsOf, NOTHING_LASTS } from './lasting.ts';
import { DISAGREEMENT_LASTS_MS, disagreements, type ServerReadings } from './three-readings.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const COUNTED = { size: 100, free: 40, backup: 30 };

/** dhcp-a's counters at `at`, and its lease file a moment before and after. */
function readings(at: number, inFile: Partial<typeof COUNTED>[] = [{}, {}]): ServerReadings {
  return {
    name: 'dhcp-a',
    pools: [
      {
        key: 'lan/10.0.0.1',
        title: 'lan 10.0.0.1–10.0.0.100',
        counted: { ...COUNTED, at },
        inFile: inFile.map((figures, index) => ({ ...COUNTED, ...figures, at: at - 1_000 + index * 2_000 })),
      },
    ],
    uncounted: { count: 0, sample: [] },
    differing: null,
  };
}

/** Every ten seconds a reading of the counters, held against the file. */
function watch(steps: Partial<typeof COUNTED>[][]) {
  let disagreeing = NOTHING_LASTS;
  return steps.map((inFile, index) => {
    const at = START + index * 10_000;
    disagreeing = disagreements([readings(at, inFile)], disagreeing, at + 1_000);
    return findingsOf(disagreeing);
  });
}

const sinceLong = new Map([
  ['readings:counters:dhcp-a:lan/10.0.0.1', { since: START - DISAGREEMENT_LASTS_MS, finding: null }],
]);

describe('counters of dhcpd and of its lease file', () => {
  it.each([
    ['are the same', [{}, {}]],
    ['are passed by the file around that moment', [{ free: 41 }, { free: 38 }]],
  ])('agree when they %s', (_, inFile) => {
    expect(watch([inFile, inFile, inFile, inFile]).flat()).toEqual([]);
  });

  it('make a finding once they differ for longer than 15 s, which says both figures', () => {
    const apart = [{ free: 42 }, { free: 42 }];
    const found = watch([apart, apart, apart]);
    expect(found.map((each) => each.length)).toEqual([0, 0, 1]);
    expect(found[2]?.[0]).toMatchObject({
      server: 'dhcp-a',
      since: START,
      sentence: expect.stringContaining('free 40 against 42'),
    });
  });

  it('begin anew when they met in between', () => {
    const apart = [{ backup: 3 }, { backup: 3 }];
    expect(watch([apart, [{}, {}], apart, apart]).flat()).toEqual([]);
  });

  it('are not held against a file that was not read since', () => {
    const apart = [{ free: 42 }, { free: 42 }];
    expect(watch([apart, [], [{ free: 42 }], apart]).map((each) => each.length)).toEqual([0, 0, 0, 1]);
  });

  it('are no less a finding while nothing can be said of them', () => {
    const apart = [{ free: 42 }, { free: 42 }];
    expect(watch([apart, apart, apart, [], apart]).map((each) => each.length)).toEqual([0, 0, 1, 1, 1]);
    const lasting = disagreements([readings(START, apart)], sinceLong, START);
    const notAsked = { ...readings(START + 1_000), pools: null };
    expect(findingsOf(disagreements([notAsked], lasting, START + 1_000))).toEqual(findingsOf(lasting));
  });

  it('name the addresses dhcpd leaves out after a start, or the ranges when the sizes differ', () => {
    const sentenceOf = (differing: Partial<ServerReadings>, inFile: Partial<typeof COUNTED>) => {
      const server = { ...readings(START, [inFile, inFile]), ...differing };
      return findingsOf(disagreements([server], sinceLong, START))[0]?.sentence;
    };
    const uncounted = { count: 7, sample: ['10.0.0.5', '10.0.0.6'] };
    expect(sentenceOf({ uncounted }, { free: 47 })).toContain(
      'the file has 7: 10.0.0.5, 10.0.0.6 and 5 more',
    );
    expect(sentenceOf({ uncounted }, { size: 90 })).toContain('changed since dhcpd started');
  });
});

describe('the lease files of both servers', () => {
  const differing = (count: number): ServerReadings => ({
    ...readings(START),
    differing: {
      partner: 'dhcp-b',
      count,
      sample: [{ address: '10.0.0.7', here: 'active', there: 'free', since: START - 20_000 }],
    },
  });

  it('are a finding with the addresses at fault', () => {
    expect(findingsOf(disagreements([differing(1)], new Map(), START))).toMatchObject([
      {
        server: null,
        code: 'lease-files-differ',
        since: START - 20_000,
        sentence:
          'One address differs between the lease files of dhcp-a and dhcp-b, the first for 20 s: 10.0.0.7 is active on dhcp-a and free on dhcp-b.',
      },
    ]);
  });

  it('are none when no address differs', () => {
    expect(findingsOf(disagreements([differing(0)], new Map(), START))).toEqual([]);
  });

  it('go on differing while one of them is not read, and no longer once they may differ', () => {
    const lasting = disagreements([differing(1)], new Map(), START);
    const then = (said: ServerReadings['differing']) =>
      findingsOf(disagreements([{ ...differing(1), differing: said }], lasting, START + 1_000));
    expect(then('undecided')).toEqual(findingsOf(lasting));
    expect(then(null)).toEqual([]);
  });
});
