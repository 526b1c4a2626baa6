/** In which zone a reader wants times: UTC, that of their browser, or that of the servers looked at. */
export type ZoneChoice = 'UTC' | 'local' | 'server';

/** The choice behind what the cookie holds, which names a browser's zone so that the server can print it too. */
export function choiceOf(remembered: string): ZoneChoice {
  return remembered === 'UTC' || remembered === 'server' ? remembered : 'local';
}

type Located = { name: string; servers: readonly { role: string; zone?: string | null }[] };

/** Whether the zone of the servers is known, and else why it is not. */
export type ServerZone = { zone: string; of: string; why: null } | { zone: null; of: null; why: string };

/**
 * The zone of the servers a page shows: that of the primary on a page of one pair, elsewhere the one that all primaries share.
 * `pair` is null elsewhere.
 */
export function serverZone(pairs: readonly Located[], pair: string | null): ServerZone {
  const looked = pair === null ? pairs : pairs.filter(({ name }) => name === pair);
  const zones = looked.map(primaryZone);
  const [zone] = zones;
  const name = looked[0]?.name;
  if (zone === undefined || name === undefined) return unknown('No pair is watched here.');
  if (looked.length === 1)
    return zone === null ? unknown(NOT_ASKED) : { zone, of: `the primary of ${name}`, why: null };
  if (zone === null || zones.includes(null))
    return unknown('Not every pair’s zone is known; it is on the pages of a pair.');
  if (zones.some((each) => each !== zone))
    return unknown('The pairs are in different zones; choose it on the pages of a pair.');
  return { zone, of: 'all primaries', why: null };
}

const NOT_ASKED =
  'The zone of this pair’s primary is not known: it is asked for over SSH, or from the machine Pairwatch runs on.';

const unknown = (why: string): ServerZone => ({ zone: null, of: null, why });

function primaryZone({ servers }: Located): string | null {
  const zone = servers.find(({ role }) => role === 'primary')?.zone ?? null;
  return zone !== null && isZone(zone) ? zone : null;
}

/** Whether this runtime can print times in a zone. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false; // RangeError: no such zone
  }
}

/** What stands behind a time to name its zone; nothing for the reader's own. */
export const zoneTag = (zone: string): string => (zone === 'local' ? '' : zone);
