import type { Evidence } from '../contracts/verdict.ts';
import { formatDuration } from './duration.ts';
import type { Finding } from './finding.ts';
import type { Lasting } from './lasting.ts';

/**
 * Three readings of one truth: what a server's dhcpd counts, what its lease file holds, and what its partner's lease
 * file holds. They run apart for moments, as any two readings of something that moves; what stays apart is a finding.
 */

/** One pool's figures by one reading. */
export type PoolFigures = { size: number; free: number; backup: number };
const FIGURES = ['size', 'free', 'backup'] as const;

export type PoolReadings = {
  /** Key of the pool. */
  key: string;
  /** What the pool is called: its shared network and ranges. */
  title: string;
  /** dhcpd's own counters over OMAPI. */
  counted: PoolFigures & { at: number };
  /** The lease file's figures in the readings around that moment (`SAME_MOMENT_MS`), in order. */
  inFile: (PoolFigures & { at: number })[];
};

export type ServerReadings = {
  name: string;
  /** Null while dhcpd was not asked for its counters. */
  pools: PoolReadings[] | null;
  /** Addresses whose leases dhcpd may have left out of its counters at its start (reference 2.4). */
  uncounted: { count: number; sample: string[] };
  /** Against the partner's file; null while the two servers may rightly differ. */
  differing:
    | {
        partner: string;
        count: number;
        sample: { address: string; here: string; there: string; since: number }[];
      }
    | 'undecided'
    | null;
};

/** What lasts longer is a finding. */
export const DISAGREEMENT_LASTS_MS = 15_000;
/** Two readings this near in time are of the same moment, as far as anyone can tell. */
export const SAME_MOMENT_MS = 5_000;

/**
 * What disagrees now, by what it disagrees about. `former` is what this gave before: what nothing can be said of now
 * stays as it was last seen, so that a finding is over only once its readings agree.
 */
export function disagreements(servers: readonly ServerReadings[], former: Lasting, now: number): Lasting {
  const goingOn = new Map<string, { since: number; finding: Finding | null }>();
  for (const server of servers) {
    if (server.pools === null) keep((key) => key.startsWith(countersKey(server, '')));
    for (const pool of server.pools ?? []) {
      const key = countersKey(server, pool.key);
      const differs = differingFigures(pool);
      if (differs === 'undecided') keep((each) => each === key);
      if (differs === 'undecided' || differs.length === 0) continue;
      const since = former.get(key)?.since ?? pool.counted.at;
      const isLasting = pool.counted.at - since >= DISAGREEMENT_LASTS_MS;
      goingOn.set(key, {
        since,
        finding: isLasting ? countersFinding(key, server, pool, differs, since) : null,
      });
    }
    if (server.differing === 'undecided') keep((key) => key.startsWith(filesKey(server, '')));
    else if (server.differing && server.differing.count > 0) {
      const finding = filesFinding(server, server.differing, now);
      goingOn.set(finding.key, { since: finding.since, finding });
    }
  }
  return goingOn;

  function keep(isUndecided: (key: string) => boolean): void {
    for (const [key, each] of former) if (isUndecided(key)) goingOn.set(key, each);
  }
}

const countersKey = ({ name }: ServerReadings, pool: string): string => `readings:counters:${name}:${pool}`;
const filesKey = ({ name }: ServerReadings, partner: string): string => `readings:files:${name}:${partner}`;

type Difference = { figure: (typeof FIGURES)[number]; counted: number; inFile: number };

/** A counter agrees when the file had that figure, or passed it, around the moment it was counted. */
function differingFigures({ counted, inFile }: PoolReadings): Difference[] | 'undecided' {
  const [first] = inFile;
  if (!first || !inFile.some(({ at }) => at >= counted.at)) return 'undecided';
  return FIGURES.flatMap((figure) => {
    const values = inFile.map((each) => each[figure]);
    const agrees = Math.min(...values) <= counted[figure] && counted[figure] <= Math.max(...values);
    return agrees ? [] : [{ figure, counted: counted[figure], inFile: first[figure] }];
  });
}

function countersFinding(
  key: string,
  server: ServerReadings,
  pool: PoolReadings,
  differences: Difference[],
  since: number,
): Finding {
  const { count, sample } = server.uncounted;
  const list = differences
    .map(({ figure, counted, inFile }) => `${figure} ${counted} against ${inFile}`)
    .join(', ');
  const isStale = differences.some(({ figure }) => figure === 'size');
  const cause = isStale
    ? ' The ranges in dhcpd.conf are not those dhcpd runs with: it was probably changed since dhcpd started.'
    : count > 0
      ? ` dhcpd does not count free leases whose end is still to come when it starts; the file has ${count}: ${someOf(sample, count)}.`
      : '';
  return {
    key,
    server: server.name,
    code: 'counters-differ-from-file',
    severity: 'warning',
    since,
    sentence: `Pool ${pool.title}: dhcpd on ${server.name} counts otherwise than its lease file: ${list}.${cause}`,
    nextStep: isStale
      ? `Restart dhcpd on ${server.name}, so that it runs with its dhcpd.conf as it is now.`
      : `See by the partner's that the lease file of ${server.name} is whole: then trust it, and dhcpd counts anew when it is restarted. A restart on a file that lost leases forgets them.`,
    evidence: [
      evidence(server.name, 'pools', figuresText(pool.counted), pool.counted.at),
      ...pool.inFile.slice(-1).map((each) => evidence(server.name, 'leases', figuresText(each), each.at)),
    ],
  };
}

function filesFinding(
  server: ServerReadings,
  { partner, count, sample }: Extract<ServerReadings['differing'], object>,
  now: number,
): Finding {
  const { name } = server;
  const since = Math.min(...sample.map((each) => each.since));
  const lines = sample.map(
    ({ address, here, there }) => `${address} is ${here} on ${name} and ${there} on ${partner}`,
  );
  const what = count === 1 ? 'One address differs' : `${count} addresses differ`;
  return {
    key: filesKey(server, partner),
    server: null,
    code: 'lease-files-differ',
    severity: 'warning',
    since,
    sentence: `${what} between the lease files of ${name} and ${partner}, the first for ${formatDuration(now - since)}: ${someOf(lines, count)}.`,
    nextStep: `Compare the two records of one such address, and read both logs for refused updates.`,
    evidence: [evidence(name, 'leases', lines.join('; '), now)],
  };
}

const SHOWN = 5;

function someOf(sample: readonly string[], count: number): string {
  const shown = sample.slice(0, SHOWN);
  return count > shown.length ? `${shown.join(', ')} and ${count - shown.length} more` : shown.join(', ');
}

function figuresText({ size, free, backup }: PoolFigures): string {
  return `${size} addresses, ${free} free, ${backup} backup`;
}

function evidence(server: string, source: Evidence['source'], text: string, at: number): Evidence {
  return { server, source, text, observedAt: new Date(at).toISOString() };
}
