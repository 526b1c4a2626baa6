import type { ReportChart } from '../contracts/incident-report.ts';
import { iso } from '../reports/text/words.ts';
import type { PairFacts, Span } from './facts.ts';
import type { Stretch } from './stretches.ts';

/** Finer than a page shows; what is shorter must not vanish all the same. */
const CELLS = 400;
const SERVERS = ['nobody', 'one server', 'two servers'] as const;

/** Who answered when, a lane a pair; of one pair how far apart its clocks were, too. */
export function chartsOf(
  pairs: readonly { facts: PairFacts; stretches: readonly Stretch[] }[],
  span: Span,
): ReportChart[] {
  const [only] = pairs;
  const skew = pairs.length === 1 && only ? skewChart(only.facts, span) : null;
  return [answeringChart(pairs, span), ...(skew ? [skew] : [])];
}

function answeringChart(
  pairs: readonly { facts: PairFacts; stretches: readonly Stretch[] }[],
  span: Span,
): ReportChart {
  const cellMs = (span.until - span.from) / CELLS;
  return {
    kind: 'lanes',
    code: 'answering',
    title: 'How many servers answered clients',
    summary:
      'A stretch too short to be drawn is drawn as long as the least that can be seen; the fewest servers win.',
    from: iso(span.from),
    until: iso(span.until),
    lanes: pairs.map(({ facts: { name }, stretches }) => ({
      name,
      look: 'ink',
      stays: coarse(stretches, span, cellMs).map(({ from, until, servers }) => ({
        state: SERVERS[servers],
        from: iso(from),
        until: iso(until),
      })),
    })),
    marks: [],
  };
}

/** The fewest that answered in each cell; where nobody saw any of it, nothing. */
function coarse(stretches: readonly Stretch[], span: Span, cellMs: number): Stretch[] {
  const cells = new Array<Stretch['servers'] | undefined>(CELLS);
  for (const { from, until, servers } of stretches) {
    const last = Math.min(CELLS - 1, Math.ceil((until - span.from) / cellMs) - 1);
    for (let cell = Math.floor((from - span.from) / cellMs); cell <= last; cell += 1) {
      const known = cells[cell];
      cells[cell] = known === undefined || servers < known ? servers : known;
    }
  }
  const drawn: Stretch[] = [];
  for (const [cell, servers] of cells.entries()) {
    if (servers === undefined) continue;
    const from = Math.round(span.from + cell * cellMs);
    const until = Math.round(span.from + (cell + 1) * cellMs);
    const before = drawn.at(-1);
    if (before?.until === from && before.servers === servers) before.until = until;
    else drawn.push({ from, until, servers });
  }
  return drawn;
}

function skewChart({ clocks, servers }: PairFacts, span: Span): ReportChart | null {
  if (clocks.skew.every(({ value }) => value === null)) return null;
  const [primary, secondary] = servers.map(({ name }) => name);
  return {
    kind: 'lines',
    code: 'skew',
    title: `Clock of ${secondary} minus clock of ${primary}`,
    summary: 'The mean of each stretch of time, between the least and the most that it may truly have been.',
    from: iso(span.from),
    until: iso(span.until),
    unit: 's',
    isStacked: false,
    series: [
      {
        name: 'Skew',
        look: 'ink',
        points: clocks.skew.map(({ at, value }) =>
          value === null
            ? [Date.parse(at), null, null, null]
            : [Date.parse(at), seconds(value.avgMs), seconds(value.lowMs), seconds(value.highMs)],
        ),
      },
    ],
    limits: [],
    marks: [],
  };
}

/** To the millisecond. */
const seconds = (ms: number): number => Math.round(ms) / 1000;
