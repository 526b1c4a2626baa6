import { quoted } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { partnerRole, ROLES } from '../facts.ts';
import { type Found, findingOf, placeAt } from '../finding.ts';
import { peerCorrection, peerPlace } from '../peer-place.ts';
import { orphansOf } from '../peers.ts';
import { listed, subjectOf } from '../wording.ts';

/** Failover peers that are missing on one side, or called otherwise. */
export function checkPeerNames(comparison: Comparison): Found[] {
  const { relations } = comparison.peers;
  if (relations.length === 0) return [nothingInCommon(comparison)];
  return [...renamed(comparison), ...orphaned(comparison)];
}

function nothingInCommon(comparison: Comparison): Found {
  const { primary, secondary, peers } = comparison;
  const without = ROLES.map((role) => comparison[role]).filter(({ config }) => config.peers.length === 0);
  const servers = without.map(({ server }) => server);
  const sentence =
    without.length > 0
      ? `${listed(servers)} ${without.length === 1 ? 'has' : 'have'} no failover peer.`
      : `${primary.server} and ${secondary.server} have no failover peer in common.`;
  return findingOf('peer-missing', {
    subject: subjectOf(servers),
    sentence,
    places: ROLES.flatMap((role) => {
      const side = comparison[role];
      const named = peers.unrelated[role].map((peer) => peerPlace(side, peer));
      const top = { file: side.mainFile, line: 1, column: 1 };
      return named.length > 0 ? named : [placeAt(side.server, top, 'no failover peer')];
    }),
    nextStep:
      'Declare the peer with one name on both servers, one primary and one secondary, and refer to it in every pool.',
  });
}

function renamed({ primary, secondary, peers }: Comparison): Found[] {
  return peers.relations.flatMap((relation) => {
    const [one, other] = [relation.primary, relation.secondary];
    if (one.name === other.name) return [];
    return findingOf('peer-name-differs', {
      subject: `${one.name} ${other.name}`,
      sentence: `The failover peer is called ${quoted(one.name)} at ${primary.server} and ${quoted(other.name)} at ${secondary.server}.`,
      places: [peerPlace(primary, one), peerPlace(secondary, other)],
      correction: [peerCorrection(secondary, other, { name: one.name })],
      nextStep: `Give it one name on both servers, also where pools and shared networks refer to it: failover peer ${quoted(one.name)};`,
    });
  });
}

function orphaned(comparison: Comparison): Found[] {
  return ROLES.flatMap((role) => {
    const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
    return orphansOf(role, comparison.peers, partner).map((peer) =>
      findingOf('peer-missing', {
        subject: `${partner.server} ${peer.name}`,
        sentence: `${partner.server} has no failover peer ${quoted(peer.name)}, which ${side.server} has with it.`,
        places: [peerPlace(side, peer)],
        nextStep: `Declare ${quoted(peer.name)} at ${partner.server} too, or remove it at ${side.server}.`,
      }),
    );
  });
}
