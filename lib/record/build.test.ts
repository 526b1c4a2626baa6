import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { PERIOD_TABLES, type PeriodReport, periodReportSchema } from '../contracts/period-report.ts';
import { htmlReport } from '../reports/html/html-report.ts';
import { markdownReport } from '../reports/markdown/markdown-report.ts';
import { redactPeriodReport } from '../reports/redaction/redact-period.ts';
import { textsOf, unknownIn, withoutSentences } from '../reports/testing/walk.ts';
import { buildPeriodReport } from './build.ts';
import { periodDocument } from './document/document.ts';
import { FIXED } from './document/fixed.ts';
import type { RecordFacts } from './facts.ts';
import { recurrencesOf } from './recurrence.ts';
import { stretchesIn } from './stretches.ts';
import { periodCsv } from './tables.ts';
import { DAY_MS, FACTS, HOUR_MS, MINUTE_MS, OFFICE, OUTAGES, WEEK, ZONE } from './testing/sample-facts.ts';
import { TIME_DEFINITIONS } from './times.ts';

const REPORT = buildPeriodReport(FACTS);
const KEY = new Uint8Array(16).fill(3);
const withFacts = (facts: Partial<RecordFacts>) => buildPeriodReport({ ...FACTS, ...facts });

/** Whatever a document says that its report does not. */
function strangeIn(report: PeriodReport): string[] {
  const { summary: _, recurrences, charts, gaps, ...facts } = report;
  const ground = {
    facts: {
      ...facts,
      recurrences: withoutSentences(recurrences),
      charts: withoutSentences(charts),
      gaps: withoutSentences(gaps),
    },
    fixed: [
      ...Object.values(FIXED),
      ...Object.values(TIME_DEFINITIONS).flatMap((each) => Object.values(each)),
    ],
    zone: report.period.zone,
    servers: report.pairs.flatMap(({ servers }) => servers.map(({ name }) => name)),
  };
  return unknownIn(ground, periodDocument(report));
}

describe('the report on a week', () => {
  it('is as its schema says', () => {
    expect(periodReportSchema.parse(REPORT)).toEqual(REPORT);
  });

  it('tells planned from unplanned, and what nobody saw from both', () => {
    expect(REPORT.redundancy).toEqual({
      twoMs: 7 * DAY_MS - HOUR_MS - 24 * MINUTE_MS,
      oneMs: 20 * MINUTE_MS,
      noneMs: 4 * MINUTE_MS,
      unseenMs: HOUR_MS,
      share: { twoPercent: 99.76, onePercent: 0.2, nonePercent: 0.04 },
      unseenPercent: 0.6,
      planned: { oneMs: 10 * MINUTE_MS, noneMs: 2 * MINUTE_MS },
      unplanned: { oneMs: 10 * MINUTE_MS, noneMs: 2 * MINUTE_MS },
    });
    expect(REPORT.pairs[0]?.days).toHaveLength(7);
    const sum = (name: 'twoMs' | 'oneMs' | 'noneMs' | 'unseenMs') =>
      REPORT.pairs[0]?.days.reduce((all, day) => all + day[name], 0);
    for (const name of ['twoMs', 'oneMs', 'noneMs', 'unseenMs'] as const)
      expect(sum(name)).toBe(REPORT.redundancy[name]);
  });

  it('counts times of incidents that began in it and were not planned, and says on how many they rest', () => {
    expect(REPORT.incidents.map(({ id, isPlanned }) => [id, isPlanned])).toEqual([
      [3, true],
      [4, false],
    ]);
    expect(
      REPORT.times.map(({ code, count, without, meanMs, medianMs }) => [
        code,
        count,
        without,
        meanMs,
        medianMs,
      ]),
    ).toEqual([
      ['detect', 1, 0, 33_000, 33_000],
      ['acknowledge', 1, 0, 267_000, 267_000],
      ['recover', 1, 0, 780_000, 780_000],
    ]);
    const unplanned = withFacts({ planned: [] });
    expect(
      unplanned.times.map(({ count, without, meanMs, medianMs }) => [count, without, meanMs, medianMs]),
    ).toEqual([
      [2, 0, 32_500, 32_500],
      [1, 1, 267_000, 267_000],
      [2, 0, 780_000, 780_000],
    ]);
  });

  it('finds what comes again, and the hour of the week at which it does', () => {
    expect(REPORT.recurrences.map(({ sentence }) => sentence)).toEqual([
      'Nobody answered the clients of office 4 times in 8 weeks, 3 of them on Sundays between 02:00 and 03:00 (Europe/Berlin).',
      'dhcp-b, the secondary of office, took over 4 times in 8 weeks, 3 of them on Sundays between 02:00 and 03:00 (Europe/Berlin).',
    ]);
    expect(REPORT.recurrences[1]?.slot).toEqual({ weekday: 'sun', from: '02:00', to: '03:00', count: 3 });
  });

  it('says within limits only where nothing that may be wrong speaks against it', () => {
    const clocks = REPORT.pairs[0]?.clocks;
    expect(clocks?.skew).toMatchObject({
      withinMs: HOUR_MS,
      beyondMs: HOUR_MS,
      undecidedMs: 0,
      unmeasuredMs: 166 * HOUR_MS,
      withinPercent: 50,
      worst: { valueMs: 6204.2, uncertaintyMs: 21 },
    });
    expect(clocks?.servers.map(({ record }) => record && [record.withinMs, record.undecidedMs])).toEqual([
      [HOUR_MS, HOUR_MS],
      null,
    ]);
  });

  it('sums up where Pairwatch was blind', () => {
    expect(REPORT.gaps.map(({ sentence }) => sentence)).toEqual([
      'Nobody saw how many servers answered clients: 1 time, 1 h in all. Pairwatch did not run, or could not tell.',
      'Lease file of dhcp-a gave nothing: 2 times, 1 h 5 min in all.',
      'dhcpd.conf of dhcp-b: Pairwatch is not set up to read it.',
    ]);
  });

  it('is told in a paragraph', () => {
    expect(REPORT.summary.join(' ')).toMatchInlineSnapshot(
      `"In week 2026-W47 two servers of office answered clients for 99.76 % of the time that was seen, one alone for 20 min and none for 4 min. Of the time with fewer than two, 10 min with one and 2 min with none were planned. For 1 h (0.6 %) nobody saw who answered. 2 incidents began, 1 of them within planned maintenance. Medians: 33 s to detect (of 1), 4 min 27 s to acknowledge (of 1), 13 min to recover (of 1). Nobody answered the clients of office 4 times in 8 weeks, 3 of them on Sundays between 02:00 and 03:00 (Europe/Berlin). dhcp-b, the secondary of office, took over 4 times in 8 weeks, 3 of them on Sundays between 02:00 and 03:00 (Europe/Berlin). The pool lan 10.66.1.10–10.66.1.209 of office was 88.25 % full or fuller for a twentieth of the time. The clocks of office were more than 5 s apart for 1 h. 1 practice was overdue at the end."`,
    );
  });

  it('that is not over says how far it had come, and nothing of the rest', () => {
    const soFar = withFacts({ now: WEEK.from + DAY_MS });
    expect(soFar.period).toMatchObject({
      isOver: false,
      lengthMs: DAY_MS,
      until: new Date(WEEK.from + DAY_MS).toISOString(),
    });
    expect(soFar.redundancy).toMatchObject({ twoMs: DAY_MS, unseenMs: 0 });
    expect(soFar.incidents).toEqual([]);
    expect(strangeIn(soFar)).toEqual([]);
  });

  it('of a pair that nobody saw says so, and no share of anything', () => {
    const blind = withFacts({
      pairs: [{ ...OFFICE, answering: [], pools: [], clocks: { ...OFFICE.clocks, skew: [], servers: [] } }],
    });
    expect(blind.redundancy).toMatchObject({ share: null, unseenMs: 7 * DAY_MS, unseenPercent: 100 });
    expect(blind.summary[0]).toBe('In week 2026-W47 nobody saw how many servers of office answered clients.');
    expect(strangeIn(blind)).toEqual([]);
  });

  it('of no pair at all says just that', () => {
    const nothing = withFacts({ scope: { pair: null, title: null }, pairs: [], incidents: [] });
    expect(nothing.summary[0]).toBe('In week 2026-W47 no pair was watched.');
    expect(strangeIn(nothing)).toEqual([]);
  });

  it('leaves out a pair that came later, and counts one only from when it came', () => {
    const later = { ...OFFICE, name: 'later', watched: { from: WEEK.until, until: null } };
    const young = { ...OFFICE, name: 'young', watched: { from: WEEK.until - 2 * HOUR_MS, until: null } };
    const report = withFacts({ scope: { pair: null, title: null }, pairs: [later, young] });
    expect(report.pairs.map(({ name }) => name)).toEqual(['young']);
    expect(report.redundancy).toMatchObject({ twoMs: HOUR_MS, unseenMs: HOUR_MS });
  });
});

describe('the chart of who answered', () => {
  const staysOf = (report: PeriodReport) =>
    report.charts.flatMap((chart) =>
      chart.code === 'answering' && chart.kind === 'lanes' ? chart.lanes : [],
    )[0]?.stays;

  it('has each stretch from when until when it was', () => {
    expect(staysOf(REPORT)?.map(({ state }) => state)).toEqual([
      'two servers',
      'nobody',
      'one server',
      'two servers',
      'nobody',
      'one server',
      'two servers',
    ]);
    expect(staysOf(REPORT)?.[1]).toMatchObject({
      from: new Date(OUTAGES[2] ?? 0).toISOString(),
      until: new Date((OUTAGES[2] ?? 0) + 2 * MINUTE_MS).toISOString(),
    });
  });

  it('of too many says where they changed, and no more', () => {
    const flapping = Array.from({ length: 1_000 }, (_, index) => ({
      servers: index % 2 === 0 ? (1 as const) : (2 as const),
      from: WEEK.from + DAY_MS + index * MINUTE_MS,
      until: WEEK.from + DAY_MS + (index + 1) * MINUTE_MS,
    }));
    const calm = { servers: 2 as const, from: WEEK.from, until: WEEK.from + DAY_MS };
    const stays = staysOf(withFacts({ pairs: [{ ...OFFICE, answering: [calm, ...flapping] }] }));
    expect(stays?.map(({ state }) => state)).toEqual(['two servers', 'in turn']);
    expect(stays?.[0]?.from).toBe(new Date(WEEK.from).toISOString());
  });
});

describe('what comes again', () => {
  const of = (times: readonly number[], zone = ZONE) =>
    recurrencesOf(
      {
        ...OFFICE,
        servers: OFFICE.servers.map((server) => ({
          ...server,
          takeOvers: server.role === 'secondary' ? times : [],
        })),
      },
      [],
      [],
      { until: WEEK.until, zone },
    );

  it('is never said of fewer than three', () => {
    expect(of(OUTAGES.slice(0, 2))).toEqual([]);
    expect(of(OUTAGES.slice(0, 3)).map(({ slot }) => slot)).toEqual([null]);
  });

  it('counts what comes within an hour of the one before as one', () => {
    const flapping = Array.from({ length: 12 }, (_, index) => WEEK.from + index * 10 * MINUTE_MS);
    expect(of(flapping)).toEqual([]);
  });

  it('keeps to the hour on the wall when the clocks are put back', () => {
    // Saturdays at 23:30 in Berlin, before and after the night of 25 October 2026.
    const saturdays = [
      Date.UTC(2026, 9, 17, 21, 30),
      Date.UTC(2026, 9, 24, 21, 30),
      Date.UTC(2026, 9, 31, 22, 30),
    ];
    expect(of(saturdays)[0]?.slot).toEqual({ weekday: 'sat', from: '23:00', to: '00:00', count: 3 });
    expect(of(saturdays, 'UTC')[0]?.slot).toBeNull();
  });

  it('says how far back was looked where that is less than eight weeks', () => {
    const watched = { from: WEEK.until - 20 * DAY_MS, until: null };
    const times = [3, 2, 1].map((days) => WEEK.until - days * DAY_MS);
    const [found] = recurrencesOf(
      { ...OFFICE, watched, servers: OFFICE.servers.map((server) => ({ ...server, takeOvers: times })) },
      [],
      [],
      { until: WEEK.until, zone: 'UTC' },
    );
    expect(found?.sentence).toBe('dhcp-a, the primary of office, took over 3 times in 20 days.');
  });
});

describe('the document', () => {
  it('says nothing that the report does not', () => {
    expect(strangeIn(REPORT)).toEqual([]);
  });

  it('would be found out if it did', () => {
    const first = periodDocument(REPORT);
    expect(textsOf(first).length).toBeGreaterThan(100);
    const strange = {
      ...REPORT,
      summary: ['Two servers answered for 98.7 % of 2026-01-01 00:00:00 UTC; dhcp-c did not.'],
    };
    expect(strangeIn(strange).join()).toMatch(/98\.7 · .*dhcp-c/);
  });

  it('of all pairs sums them up', () => {
    const report = withFacts({
      scope: { pair: null, title: null },
      pairs: [OFFICE, { ...OFFICE, name: 'plant', title: null }],
    });
    expect(report.redundancy.unseenMs).toBe(2 * HOUR_MS);
    expect(strangeIn(report)).toEqual([]);
  });

  it.each(PERIOD_TABLES)('has the table %s for a spreadsheet, of one width', (table) => {
    const lines = periodCsv(REPORT, table).trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(1);
    const cells = (line: string) => line.replaceAll(/"(?:[^"]|"")*"/g, 'text').split(',').length;
    for (const line of lines) expect(cells(line)).toBe(cells(lines[0] ?? ''));
  });
});

test('whatever is known, a report is made of it in every format, and says nothing else', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('<script>alert(1)</script>', '=cmd|calc', '\u202egnp.exe', 'a'.repeat(4096)),
  );
  const stay = fc.record({
    servers: fc.constantFrom(0 as const, 1 as const, 2 as const),
    from: fc.integer({ min: WEEK.from - 70 * DAY_MS, max: WEEK.until }),
    long: fc.integer({ min: 0, max: 3 * DAY_MS }),
  });
  fc.assert(
    fc.property(
      fc.array(stay, { maxLength: 40 }),
      hostile,
      fc.array(fc.integer({ min: WEEK.from - 70 * DAY_MS, max: WEEK.until }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 8 * DAY_MS }),
      (stays, text, takeOvers, age) => {
        const answering = stays.map(({ servers, from, long }) => ({ servers, from, until: from + long }));
        const servers = OFFICE.servers.map((server) => ({ ...server, takeOvers }));
        const report = withFacts({
          now: WEEK.from + age,
          pairs: [{ ...OFFICE, title: text, answering, servers }],
          changes: [{ pair: 'office', server: null, at: WEEK.from, sentence: text }],
        });
        expect(() => periodReportSchema.parse(report)).not.toThrow();
        const { twoMs, oneMs, noneMs, unseenMs } = report.redundancy;
        expect(twoMs + oneMs + noneMs + unseenMs).toBe(report.period.lengthMs);
        expect(
          stretchesIn(answering, { from: WEEK.from, until: WEEK.until }).every(
            (each) => each.until > each.from,
          ),
        ).toBe(true);
        expect(htmlReport(periodDocument(report))).not.toContain('<script>alert');
        markdownReport(periodDocument(report));
        for (const table of PERIOD_TABLES) expect(periodCsv(report, table)).not.toMatch(/(^|,)=cmd/m);
        if (!/\d|[^\x20-\x7e]/.test(text)) expect(strangeIn(report)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

describe('for a reader', () => {
  const textOf = (report: PeriodReport) => JSON.stringify(report);

  it('of a vendor it has no address', () => {
    const report = redactPeriodReport(REPORT, 'vendor', KEY);
    expect(periodReportSchema.parse(report)).toEqual(report);
    expect(textOf(report)).not.toContain('10.66.');
    expect(textOf(report)).toContain('dhcp-b');
  });

  it('of the public it names nobody, and says what is left out', () => {
    const report = redactPeriodReport(REPORT, 'public', KEY);
    expect(textOf(report)).not.toMatch(/\b(10\.66\.|dhcp-[ab]|office|Head|anna|bert|lan)\b/);
    expect(report.recurrences[1]?.sentence).toMatch(
      /^server B, the secondary of the pair, took over 4 times/,
    );
    expect(report.redacted.withheld).toHaveLength(3);
    expect(strangeIn(report)).toEqual([]);
  });

  it('of our own it has all', () => {
    expect(redactPeriodReport(REPORT, 'internal', KEY)).toEqual(REPORT);
  });
});
