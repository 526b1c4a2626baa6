import type { RecordGap } from '../contracts/period-report.ts';
import { countOf } from '../pair/count.ts';
import { iso, lengthOf, SOURCE_TITLES } from '../reports/text/words.ts';
import type { PairFacts, Span } from './facts.ts';
import { merged, type Stretch, unseenIn } from './stretches.ts';

/** One wait for a judgement is no gap. */
const UNSEEN_INTERVALS = 5;
/** What tells most of a pair. */
const EXPECTED = ['omapi', 'leases', 'log', 'clock', 'config'] as const;

/** Where Pairwatch itself saw nothing of a pair, or less, each way to see summed up. */
export function gapsOf(pair: PairFacts, stretches: readonly Stretch[], span: Span): RecordGap[] {
  return [...unseenGap(pair, stretches, span), ...failingGaps(pair, span), ...neverRead(pair, span)];
}

function unseenGap(pair: PairFacts, stretches: readonly Stretch[], span: Span): RecordGap[] {
  const unseen = unseenIn(stretches, span).filter(
    ({ from, until }) => until - from > UNSEEN_INTERVALS * pair.intervalMs,
  );
  return gapOf(
    pair,
    { server: null, source: null, spans: unseen, isOpen: false },
    (often) =>
      `Nobody saw how many servers answered clients: ${often}. Pairwatch did not run, or could not tell.`,
  );
}

function failingGaps(pair: PairFacts, span: Span): RecordGap[] {
  const bySource = new Map<string, PairFacts['failures'][number][]>();
  for (const failure of pair.failures) {
    const key = `${failure.server} ${failure.source}`;
    bySource.set(key, [...(bySource.get(key) ?? []), failure]);
  }
  return [...bySource.values()].flatMap((failures) => {
    const [first] = failures;
    if (!first) return [];
    const { server, source } = first;
    const spans = failures
      .map(({ from, until }) => ({ from: Math.max(from, span.from), until: Math.min(until, span.until) }))
      .filter(({ from, until }) => until > from);
    const isOpen = failures.some((each) => each.isOpen);
    return gapOf(
      pair,
      { server, source, spans, isOpen },
      (often) => `${SOURCE_TITLES[source]} of ${server} gave nothing: ${often}.`,
    );
  });
}

function neverRead(pair: PairFacts, span: Span): RecordGap[] {
  return pair.servers.flatMap(({ name, sources }) =>
    EXPECTED.filter((source) => !sources.includes(source)).flatMap((source) =>
      gapOf(
        pair,
        { server: name, source, spans: [span], isOpen: true },
        () => `${SOURCE_TITLES[source]} of ${name}: Pairwatch is not set up to read it.`,
      ),
    ),
  );
}

function gapOf(
  { name }: PairFacts,
  { spans, ...of }: { spans: readonly Span[] } & Pick<RecordGap, 'server' | 'source' | 'isOpen'>,
  sentence: (often: string) => string,
): RecordGap[] {
  const row = merged(spans);
  const [first, ...others] = row;
  if (!first) return [];
  const totalMs = row.reduce((sum, { from, until }) => sum + until - from, 0);
  const { from, until } = others.reduce(
    (most, each) => (each.until - each.from > most.until - most.from ? each : most),
    first,
  );
  const often = `${countOf(row.length, 'time')}, ${lengthOf(totalMs)} in all`;
  return [
    {
      ...of,
      pair: name,
      count: row.length,
      totalMs,
      longest: { from: iso(from), until: iso(until) },
      sentence: sentence(often),
    },
  ];
}
