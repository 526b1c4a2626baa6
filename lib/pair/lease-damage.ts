import type { Observation } from './lasting.ts';

/** Places of one server's lease file that could not be read, by its last reading. */
export type DamageFacts = {
  server: string;
  path: string;
  readAt: number;
  problems: { count: number; list: readonly { line: number; text: string }[] };
};

const SHOWN = 5;

/** Entries of a lease file that say nothing to us, and hardly anything to dhcpd: it leaves a damaged entry out too. */
export function damageObservations(files: readonly DamageFacts[]): Observation[] {
  return files.flatMap(({ server, path, readAt, problems: { count, list } }): Observation[] => {
    const [first] = list;
    if (count === 0 || !first) return [];
    const places = count === 1 ? 'One place' : `${count} places`;
    return [
      {
        key: `readings:damage:${server}`,
        server,
        code: 'lease-file-damaged',
        severity: 'warning',
        sentence: `${places} in the lease file of ${server} could not be read, the first in line ${first.line}: ${first.text}.`,
        nextStep: `Keep a copy of ${path} and of its partner's before dhcpd on ${server} is restarted, then compare the two: a restart drops what it can't read.`,
        evidence: list.slice(0, SHOWN).map(({ line, text }) => ({
          server,
          source: 'leases',
          text: `${path}:${line}: ${text}`,
          observedAt: new Date(readAt).toISOString(),
        })),
      },
    ];
  });
}
