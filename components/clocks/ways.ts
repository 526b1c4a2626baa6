import type { ClocksDto } from '../../lib/contracts/truth.ts';

type Skew = NonNullable<ClocksDto['skew']>;

/** What each way to compare the clocks does, and how far it may be relied on; the best first. */
export const WAYS = {
  sntp: {
    name: 'NTP',
    what: 'Both servers are asked for the time within a poll; what is Pairwatch’s own clock cancels out. Exact to a few milliseconds.',
  },
  ssh: {
    name: 'SSH',
    what: 'date runs on both servers over the connection that is there. Exact to half of an answer’s way, mostly a few milliseconds.',
  },
  arrival: {
    name: 'Lease files',
    what: 'When a grant shows in both lease files, against the time it says. Exact to about a second or two, and only while clients come.',
  },
  stos: {
    name: 'Stamps',
    what: 'What both wrote down of their last change of state. Exact to about a second at that moment; a clock set since then does not show.',
  },
} as const satisfies Record<Skew['method'], { name: string; what: string }>;

/** Why a way is the one that counts, or is not. */
export function standingOf(way: Skew, used: Skew | null): string {
  if (used?.method === way.method && used.measuredAt === way.measuredAt)
    return 'counts: the best way that is fresh';
  if (used === null) return 'too old, or overruled by what was measured since';
  return ORDER.indexOf(way.method) < ORDER.indexOf(used.method)
    ? 'not used: too old to tell of now'
    : `not used: ${WAYS[used.method].name} is more exact`;
}

const ORDER: readonly Skew['method'][] = ['sntp', 'ssh', 'arrival', 'stos'];
