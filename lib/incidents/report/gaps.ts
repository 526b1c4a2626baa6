import type { IncidentReport, ReportGap } from '../../contracts/incident-report.ts';
import { countOf } from '../../pair/count.ts';
import { type Stretch, whileWatched } from '../../pair/watched.ts';
import { iso, isoOrNull, SOURCE_TITLES } from '../../reports/text/words.ts';
import type { ReportFacts, ServerFacts } from './facts.ts';

/** Between two looks at the clocks nobody looks; shorter gaps than that prove nothing. */
const MOST_PAUSE_MS = 120_000;
/** One wait for a judgement is no gap. */
const UNSEEN_INTERVALS = 5;
const KINDS: ReportGap['kind'][] = ['collector', 'unseen', 'cut', 'source'];

/** Where Pairwatch itself saw nothing or less, so that nobody takes its silence for a fact. */
export function gapsOf(facts: ReportFacts, answering: IncidentReport['answering']): ReportGap[] {
  return [
    ...blindTimes(facts),
    ...unseen(facts, answering),
    ...cut(facts),
    ...failing(facts),
    ...unmeasured(facts),
    ...uncounted(facts),
    ...neverRead(facts),
  ].sort(
    (one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || one.from.localeCompare(other.from),
  );
}

/** Nothing at all was kept of the pair, and no failing source tells why. */
function blindTimes(facts: ReportFacts): ReportGap[] {
  const mostPauseMs = Math.max(MOST_PAUSE_MS, UNSEEN_INTERVALS * facts.pair.intervalMs);
  return holesIn(facts.span, signsOfLife(facts), mostPauseMs).map((hole) => ({
    kind: 'collector',
    server: null,
    source: null,
    ...hole,
    sentence: 'Pairwatch kept nothing of the pair: it did not run, or could not write.',
  }));
}

/** Where a span was not watched for longer than a pause may be. */
function holesIn(
  span: ReportFacts['span'],
  stretches: readonly Stretch[],
  mostPauseMs: number,
): Pick<ReportGap, 'from' | 'until'>[] {
  const watched = whileWatched([span], stretches, mostPauseMs);
  const holes: Pick<ReportGap, 'from' | 'until'>[] = [];
  let seenUntil = span.from;
  for (const { from, until } of [...watched, { from: span.until, until: span.until }]) {
    if (from > seenUntil) holes.push({ from: iso(seenUntil), until: iso(from) });
    seenUntil = Math.max(seenUntil, until ?? span.until);
  }
  return holes;
}

function signsOfLife({
  servers,
  answering,
  events,
  skew,
  pools,
  backlog,
  failures,
  span,
}: ReportFacts): Stretch[] {
  const moments = [
    ...skew.map(({ at }) => at),
    ...servers.flatMap(({ offsets }) => offsets.map(({ at }) => at)),
    ...events.map(({ observedAt }) => Date.parse(observedAt)),
    ...pools.flatMap(({ history }) =>
      history.flatMap(({ points }) =>
        points.flatMap(({ at, used, free }) => (used === null && free === null ? [] : at)),
      ),
    ),
  ];
  return [
    ...servers.flatMap(({ stays }) => stays.map(({ from, seenUntil }) => ({ from, until: seenUntil }))),
    ...answering,
    ...backlog.flatMap(({ stays }) => stays),
    ...failures.map(({ from, until }) => ({ from, until: until ?? span.until })),
    ...moments.map((at) => ({ from: at, until: at })),
  ];
}

function unseen({ pair }: ReportFacts, answering: IncidentReport['answering']): ReportGap[] {
  return answering
    .filter(
      ({ servers, from, until }) =>
        servers === null && Date.parse(until) - Date.parse(from) > UNSEEN_INTERVALS * pair.intervalMs,
    )
    .map(({ from, until }) => ({
      kind: 'unseen',
      server: null,
      source: null,
      from,
      until,
      sentence: 'It was not seen how many servers answered clients.',
    }));
}

function cut({ eventsCut }: ReportFacts): ReportGap[] {
  if (eventsCut === null) return [];
  return [
    {
      kind: 'cut',
      server: null,
      source: null,
      from: iso(eventsCut.from),
      until: iso(eventsCut.until),
      sentence: `There were too many events: ${countOf(eventsCut.count, 'event')} of this time are left out of the report.`,
    },
  ];
}

function failing({ failures, span }: ReportFacts): ReportGap[] {
  return failures
    .filter(({ from, until }) => from <= span.until && (until === null || until >= span.from))
    .map(({ server, source, from, until, sentence }) => ({
      kind: 'source',
      server,
      source,
      from: iso(from),
      until: isoOrNull(until),
      sentence,
    }));
}

/** What tells most of why something happened, beside the state itself. */
const EXPECTED = [
  'omapi',
  'leases',
  'log',
  'clock',
  'config',
] as const satisfies ServerFacts['sources'][number]['kind'][];

function neverRead({ servers, span }: ReportFacts): ReportGap[] {
  return servers.flatMap(({ name, sources }) =>
    EXPECTED.filter((kind) => sources.every((source) => source.kind !== kind)).map((kind) => ({
      kind: 'source' as const,
      server: name,
      source: kind,
      from: iso(span.from),
      until: iso(span.until),
      sentence: `${SOURCE_TITLES[kind]} of ${name}: Pairwatch is not set up to read it, so nothing in this report rests on it.`,
    })),
  );
}

/** A clock that is to be read, and told nothing from the begin to the end. */
function unmeasured({ servers, span, failures }: ReportFacts): ReportGap[] {
  return servers
    .filter(
      ({ name, sources, offsets }) =>
        sources.some(({ kind }) => kind === 'clock') &&
        offsets.every(({ at }) => at < span.from || at > span.until) &&
        !failures.some(({ server, source }) => server === name && source === 'clock'),
    )
    .map(({ name }) => ({
      kind: 'source',
      server: name,
      source: 'clock',
      from: iso(span.from),
      until: iso(span.until),
      sentence: `The clock of ${name} was not measured in this time.`,
    }));
}

/** A lease file that is to be read, where nothing is known of what waited, and no failure tells why. */
function uncounted({ servers, span, failures, backlog }: ReportFacts): ReportGap[] {
  return servers.flatMap(({ name, sources }) => {
    const source = sources.find(({ kind }) => kind === 'leases');
    if (!source) return [];
    const stays = backlog.find(({ server }) => server === name)?.stays ?? [];
    const told = failures.filter((failure) => failure.server === name && failure.source === 'leases');
    const mostPauseMs = Math.max(MOST_PAUSE_MS, UNSEEN_INTERVALS * source.intervalMs);
    return holesIn(span, [...stays, ...told], mostPauseMs).map((hole) => ({
      kind: 'source' as const,
      server: name,
      source: 'leases' as const,
      ...hole,
      sentence: `It is not known how many leases of ${name} waited for its partner’s acknowledgement.`,
    }));
  });
}
