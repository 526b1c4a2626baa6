import type { ReportServer } from '../../contracts/incident-report.ts';
import { iso, isoOrNull } from '../../reports/text/words.ts';
import type { ReportFacts, ServerFacts } from './facts.ts';

/** A word that comes later than this after the one before says nothing about the time between. */
const SEEN_WITHIN_INTERVALS = 5;

/** Each server of the pair with its states; a stay ends where it was seen last when it was seen no more. */
export function serversOf({ servers, pair, now }: ReportFacts): ReportServer[] {
  return servers.map((server) => ({
    name: server.name,
    role: server.role,
    host: server.host,
    zone: server.zone,
    dhcpdVersion: server.dhcpdVersion?.version ?? null,
    stays: staysSeen(server, pair.intervalMs, now).map(({ state, from, until }) => ({
      state,
      from: iso(from),
      until: isoOrNull(until),
    })),
  }));
}

/** As far as they were seen. */
export function staysSeen({ stays }: ServerFacts, intervalMs: number, now: number) {
  return stays.map(({ state, from, until, seenUntil }) => {
    const wasLost = (until ?? now) - seenUntil > SEEN_WITHIN_INTERVALS * intervalMs;
    return { state, from, until: wasLost ? Math.max(from, seenUntil) : until };
  });
}

/** The zone of all servers, where they agree and each was asked. */
export function siteZone({ servers }: ReportFacts): string | null {
  const zones = new Set(servers.map(({ zone }) => zone));
  const [zone] = zones;
  return zones.size === 1 ? (zone ?? null) : null;
}
