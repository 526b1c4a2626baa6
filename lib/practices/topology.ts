import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import { countOf } from '../pair/count.ts';

type Topology = Pick<DhcpdConfig, 'peers' | 'ranges'>;

/** What a state check is called for by: lines that name each server, range and peer, whatever their order in the file. */
function linesOf({ peers, ranges }: Topology): Map<string, Set<string>> {
  return new Map([
    [
      'peer',
      new Set(
        peers.map(({ name, role, address, port, peerAddress, peerPort }) =>
          [
            `failover peer ${name}`,
            role ?? 'primary',
            `${address ?? 'any address'}:${port ?? ''}`,
            `with ${peerAddress ?? '?'}:${peerPort ?? ''}`,
          ].join(' '),
        ),
      ),
    ],
    [
      'range',
      new Set(
        ranges.map(
          ({ first, last, sharedNetwork, peer }) =>
            `range ${first}–${last} of ${sharedNetwork}${peer === null ? ', outside failover' : `, peer ${peer}`}`,
        ),
      ),
    ],
  ]);
}

const MOST_NAMED = 3;

/** What of the servers, ranges or the peer differs, in words that follow on a name; null where nothing does. */
export function topologyChange(before: Topology, after: Topology): string | null {
  const [old, now] = [linesOf(before), linesOf(after)];
  const added = [...now].flatMap(([kind, lines]) => [...lines].filter((line) => !old.get(kind)?.has(line)));
  const gone = [...old].flatMap(([kind, lines]) => [...lines].filter((line) => !now.get(kind)?.has(line)));
  if (added.length + gone.length === 0) return null;
  return [told('now has', added), told('has no more', gone)].filter((part) => part !== null).join('; ');
}

function told(verb: string, lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  const more = lines.length - MOST_NAMED;
  const rest = more > 0 ? ` and ${countOf(more, 'more', 'more')}` : '';
  return `${verb} ${lines.slice(0, MOST_NAMED).join(', ')}${rest}`;
}
