import type { ReportImpact, ReportPool } from '../../contracts/incident-report.ts';
import { iso } from '../../reports/text/words.ts';
import type { BacklogStay, Cite, PoolFacts, ReportFacts } from './facts.ts';
import { isWithin } from './phases.ts';

/** Lines of a log that tell of a client that got no answer. */
const REFUSALS = new Set(['no-free-leases', 'partner-holds-all-free', 'not-responding']);
/** Rules that look at how long a pool, or a server's share of it, lasts. */
const FORECASTS = new Set(['own-side-starving', 'forecast-short', 'pool-full', 'pool-use-high']);
const GIVEN_TWICE = 'address-given-twice';
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const HOUR_MS = 3_600_000;

/** What an incident meant for clients and their addresses, as far as it was seen. */
export function impactOf(facts: ReportFacts, cite: Cite): ReportImpact {
  const { answering, clients } = facts.figures;
  return {
    minutes: answering,
    clients,
    pools: facts.pools.map((pool) => poolOf(pool, facts)),
    refused: refusedIn(facts, cite),
    endedLeases: endedIn(facts),
    backlog: backlogIn(facts),
    duplicates: duplicatesIn(facts, cite),
  };
}

function poolOf(
  { history: _, alertIds, sharedNetwork: __, ...pool }: PoolFacts,
  { alerts }: ReportFacts,
): ReportPool {
  const told = alerts.find(
    ({ id, rule, firedBecause }) => alertIds.includes(id) && FORECASTS.has(rule) && firedBecause,
  );
  const why = told?.firedBecause;
  return {
    ...pool,
    forecastThen:
      told && why
        ? { at: told.firedAt ?? told.startedAt, sentence: why.sentence, figures: why.figures }
        : null,
  };
}

function refusedIn({ servers, events, span }: ReportFacts, cite: Cite): ReportImpact['refused'] {
  const ofLog = events.filter(({ evidence }) => evidence.some(({ source }) => source === 'log'));
  const read = servers.filter(
    ({ name, sources }) =>
      sources.some(
        ({ kind, lastSuccessAt }) => kind === 'log' && lastSuccessAt !== null && lastSuccessAt >= span.from,
      ) || ofLog.some(({ server, sortAt }) => server === name && isWithin(sortAt, span)),
  );
  if (read.length === 0) return null;
  const refusals = events.filter(
    ({ kind, to, sortAt }) => kind === 'log' && REFUSALS.has(to) && isWithin(sortAt, span),
  );
  const byServer = read.map(({ name }) => ({
    server: name,
    count: refusals.filter(({ server }) => server === name).reduce((sum, { count }) => sum + count, 0),
  }));
  return {
    count: byServer.reduce((sum, { count }) => sum + count, 0),
    byServer,
    evidence: cite(refusals.flatMap(({ evidence }) => evidence)),
  };
}

/** Both files tell of the same endings: the one that tells of more has seen more. */
function endedIn({ endedLeases, now }: ReportFacts): ReportImpact['endedLeases'] {
  const sums = endedLeases.map(({ server, hours }) => ({
    server,
    count: hours.reduce((sum, { count }) => sum + count, 0),
    from: Math.min(...hours.map(({ hour }) => hour)),
    until: Math.min(now, Math.max(...hours.map(({ hour }) => hour)) + HOUR_MS),
  }));
  const [most] = sums.sort((one, other) => other.count - one.count);
  return most ? { ...most, from: iso(most.from), until: iso(most.until) } : null;
}

function backlogIn({ backlog, span }: ReportFacts): ReportImpact['backlog'] {
  return backlog.map(({ server, stays }) => {
    const within = stays.filter(({ from, until }) => from <= span.until && until >= span.from);
    const most = within.reduce<BacklogStay | null>(
      (top, each) => (top === null || each.most > top.most ? each : top),
      null,
    );
    const last = within.at(-1);
    return {
      server,
      most: most && { count: most.most, at: iso(Math.max(most.from, span.from)) },
      atEnd: last ? { count: last.most, at: iso(Math.min(last.until, span.until)) } : null,
    };
  });
}

function duplicatesIn({ findings, span }: ReportFacts, cite: Cite): ReportImpact['duplicates'] {
  return findings
    .filter(
      ({ code, since, until }) =>
        code === GIVEN_TWICE &&
        Date.parse(since) <= span.until &&
        (until === null || Date.parse(until) >= span.from),
    )
    .flatMap(({ since, sentence, evidence }) => {
      const addresses = new Set(sentence.match(ADDRESS) ?? []);
      return [...addresses].map((address) => ({ address, at: since, sentence, evidence: cite(evidence) }));
    });
}
