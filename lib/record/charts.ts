import type { ReportChart } from '../contracts/incident-report.ts';
import { iso } from '../reports/text/words.ts';
import type { PairFacts, Span } from './facts.ts';
import type { Stretch } from './stretches.ts';

/** More are drawn as what they are on the whole. */
const MOST_STAYS = 200;
const CELLS = 150;
const SERVERS = ['nobody', 'one server', 'two servers'] as const;
const IN_TURN = 'in turn';

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
  return {
    kind: 'lanes',
    code: 'answering',
    title: 'How many servers answered clients',
    summary: 'Where they changed too often to be drawn one by one, it says so.',
    from: iso(span.from),
    until: iso(span.until),
    lanes: pairs.map(({ facts: { name }, stretches }) => ({
      name,
      look: 'ink',
      stays: staysOf(stretches, span).map(({ state, from, until }) => ({
        state,
        from: iso(from),
        until: iso(until),
      })),
    })),
    marks: [],
  };
}

type Stay = Span & { state: string };

function staysOf(stretches: readonly Stretch[], span: Span): Stay[] {
  const stays = stretches.map(({ servers, ...of }) => ({ ...of, state: SERVERS[servers] }));
  return stays.length <= MOST_STAYS ? stays : coarse(stays, span);
}

/** Of each cell what held all through it; where it changed within, that; where nobody saw any of it, nothing. */
function coarse(stays: readonly Stay[], span: Span): Stay[] {
  const cellMs = (span.until - span.from) / CELLS;
  const drawn: Stay[] = [];
  let first = 0;
  for (let cell = 0; cell < CELLS; cell += 1) {
    const from = Math.round(span.from + cell * cellMs);
    const until = Math.round(span.from + (cell + 1) * cellMs);
    while ((stays[first]?.until ?? until) <= from) first += 1;
    let last = first;
    while ((stays[last]?.from ?? until) < until) last += 1;
    const within = stays.slice(first, last);
    const [only] = within;
    if (!only) continue;
    const isWhole = within.length === 1 && only.from <= from && only.until >= until;
    const state = isWhole ? only.state : IN_TURN;
    const before = drawn.at(-1);
    if (before?.until === from && before.state === state) before.until = until;
    else drawn.push({ from, until, state });
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
