import type { Evidence } from '../contracts/verdict.ts';
import type { SourceHealth, SourceKind } from './facts.ts';
import type { Observation } from './lasting.ts';
import { UNREAD_AFTER_FAILURES } from './word.ts';

export type SourcesOfServer = { name: string; sources: readonly SourceHealth[] };

/** What is missing while a source can't be read. A server that OMAPI does not reach is the verdict's to tell. */
const MISSING: Partial<Record<SourceKind, string>> = {
  config: 'dhcpd.conf',
  leases: 'the lease file',
  log: 'the log',
  clock: 'the clock',
  pools: 'the pool counters',
};

/**
 * Ways to read a server that fail: what they tell is missing from the picture, so the rest of it must not look whole.
 * One observation a server, so that it goes on while one failure follows the other.
 */
export function sourceObservations(servers: readonly SourcesOfServer[]): Observation[] {
  return servers.flatMap(({ name, sources }) => {
    const failing = sources.filter((source) => isMissing(source, sources));
    return failing.length === 0 ? [] : [failingSources(name, failing)];
  });
}

/** Which findings of the room can be said neither to hold nor to be over, by their key: those of servers not tried yet. */
export function sourceUndecided(untried: readonly string[]): (key: string) => boolean {
  return (key) => untried.some((server) => key === keyOf(server));
}

const keyOf = (server: string) => `source:${server}`;

function isMissing(source: SourceHealth, sources: readonly SourceHealth[]): boolean {
  if (MISSING[source.kind] === undefined || source.consecutiveFailures < UNREAD_AFTER_FAILURES) return false;
  return source.kind !== 'pools' || !isSilenceOfOmapi(source, sources);
}

/** Why nobody could be talked to: where OMAPI answers by now, the counters were not asked again yet. */
const CONTACT_FAILURES = new Set([
  'refused',
  'unreachable',
  'host-unknown',
  'not-omapi',
  'closed-before-intro',
]);

/** The counters come over OMAPI too: where that is silent, or was when they were asked, the verdict tells it. */
function isSilenceOfOmapi({ failure }: SourceHealth, sources: readonly SourceHealth[]): boolean {
  const omapi = sources.find(({ kind }) => kind === 'omapi');
  if (!omapi) return false;
  return omapi.failure !== null || (failure !== null && CONTACT_FAILURES.has(failure.kind));
}

function failingSources(server: string, failing: readonly SourceHealth[]): Observation {
  const byReason = new Map<string, SourceHealth[]>();
  for (const source of failing.toSorted((one, other) => one.kind.localeCompare(other.kind))) {
    const reason = source.failure?.kind ?? 'unknown';
    byReason.set(reason, [...(byReason.get(reason) ?? []), source]);
  }
  const parts = [...byReason.values()].map((together) => {
    const what = listed(together.flatMap(({ kind }) => MISSING[kind] ?? []));
    return `${what} of ${server}: ${together[0]?.failure?.message ?? 'the reason was not recorded.'}`;
  });
  const since = Math.min(...failing.flatMap(({ failingSince }) => failingSince ?? []));
  return {
    key: keyOf(server),
    server,
    code: 'source-failing',
    severity: 'warning',
    ...(Number.isFinite(since) && { since }),
    sentence: `Pairwatch can't read ${parts.join(' Nor ')}`,
    nextStep: null,
    evidence: failing.map(evidenceOf(server)),
  };
}

const evidenceOf =
  (server: string) =>
  ({ kind, failure, lastAttemptAt, consecutiveFailures }: SourceHealth): Evidence => ({
    server,
    source: kind,
    text: `${consecutiveFailures} polls in a row failed (${failure?.kind ?? 'unknown'}).`,
    observedAt: lastAttemptAt === null ? null : new Date(lastAttemptAt).toISOString(),
  });

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
