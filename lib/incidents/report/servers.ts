import type { ReportServer } from '../../contracts/incident-report.ts';
import { iso, isoOrNull } from '../../reports/text/words.ts';
import type { Cite, ReportFacts, ServerFacts, SourceFailure, Stretch } from './facts.ts';

/** A word that comes later than this after the one before says nothing about the time between. */
const SEEN_WITHIN_INTERVALS = 5;

/** Each server of the pair with its states; a stay ends where it was seen last when it was seen no more. */
export function serversOf({ servers, pair, failures, now }: ReportFacts, cite: Cite): ReportServer[] {
  return servers.map((server) => ({
    name: server.name,
    role: server.role,
    host: server.host,
    zone: server.zone,
    dhcpdVersion: server.dhcpdVersion?.version ?? null,
    versionEvidence: cite(server.dhcpdVersion ? [server.dhcpdVersion.evidence] : []),
    stays: staysSeen(server, failures, { intervalMs: pair.intervalMs, now }).map(
      ({ state, from, until }) => ({
        state,
        from: iso(from),
        until: isoOrNull(until),
      }),
    ),
  }));
}

type Stay = Stretch & { state: string };

/** As far as they were seen: nobody knows what a server was in while it told nothing, though it came back the same. */
function staysSeen(
  { name, stays }: ServerFacts,
  failures: readonly SourceFailure[],
  { intervalMs, now }: { intervalMs: number; now: number },
): Stay[] {
  const leastMs = SEEN_WITHIN_INTERVALS * intervalMs;
  const silences = failures.filter(
    ({ server, source, from, until }) =>
      server === name && source === 'omapi' && (until ?? now) - from > leastMs,
  );
  return stays.flatMap(({ state, from, until, seenUntil }) => {
    const wasLost = (until ?? now) - seenUntil > leastMs;
    return withoutSilences({ state, from, until: wasLost ? Math.max(from, seenUntil) : until }, silences);
  });
}

/** What began while it told nothing over OMAPI was told by its files. */
function withoutSilences(stay: Stay, silences: readonly Stretch[]): Stay[] {
  const parts: Stay[] = [];
  let rest = stay;
  for (const silence of silences) {
    if (silence.from <= rest.from || (rest.until !== null && silence.from >= rest.until)) continue;
    parts.push({ ...rest, until: silence.from });
    if (silence.until === null || (rest.until !== null && silence.until >= rest.until)) return parts;
    rest = { ...rest, from: silence.until };
  }
  return [...parts, rest];
}

/** The zone of all servers, where they agree and each was asked. */
export function siteZone({ servers }: ReportFacts): string | null {
  const zones = new Set(servers.map(({ zone }) => zone));
  const [zone] = zones;
  return zones.size === 1 ? (zone ?? null) : null;
}
