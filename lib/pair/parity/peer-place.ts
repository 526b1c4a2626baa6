import type { ConfigCorrection, ConfigPlace } from '../../contracts/config-review.ts';
import type { FailoverPeer } from '../../dhcpd/config/config.ts';
import { peerBlock, quoted, statementLine } from './blocks.ts';
import { placeAt } from './finding.ts';
import type { Side } from './side.ts';

/** The parameter of the peer; the peer itself where it does not give it. */
export function peerPlace(side: Side, peer: FailoverPeer, ...keywords: string[]): ConfigPlace {
  const given = peer.given.findLast(({ keyword }) => keywords.includes(keyword));
  return given
    ? placeAt(side.server, given, statementLine(given))
    : placeAt(side.server, peer, `failover peer ${quoted(peer.name)}`);
}

/** The peer's whole block as it is to be. */
export function peerCorrection(
  side: Side,
  peer: FailoverPeer,
  change: Parameters<typeof peerBlock>[1],
): ConfigCorrection {
  return { server: side.server, file: peer.file, lines: peerBlock(peer, change) };
}
