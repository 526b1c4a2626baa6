import type { ConfigCorrection } from '../../../contracts/config-review.ts';
import { parseIpv4 } from '../../../contracts/ipv4.ts';
import type { Comparison } from '../comparison.ts';
import { partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf } from '../finding.ts';
import { peerCorrection, peerPlace } from '../peer-place.ts';
import type { Relation } from '../peers.ts';

/** Each server has to connect to where the other one listens. */
export function checkEndpoints(comparison: Comparison): Found[] {
  return comparison.peers.relations.flatMap((relation) => [
    ...portFindings(comparison, relation),
    ...addressFindings(comparison, relation),
  ]);
}

function portFindings(comparison: Comparison, relation: Relation): Found[] {
  const wrong = ROLES.filter((role) => relation[role].peerPort !== relation[partnerRole(role)].port);
  if (wrong.length === 0) return [];
  const parts = wrong.map((role) => {
    const { server, partner } = serversOf(comparison, role);
    return `${server} connects to port ${relation[role].peerPort} of ${partner}, which listens on ${relation[partnerRole(role)].port}`;
  });
  return [
    findingOf('ports-not-mirrored', {
      subject: relation.primary.name,
      sentence: `${parts.join('; ')}.`,
      places: ROLES.map((role) =>
        peerPlace(comparison[role], relation[role], wrong.includes(role) ? 'peer port' : 'port'),
      ),
      correction: wrong.map((role) =>
        correct(comparison, relation, role, { 'peer port': relation[partnerRole(role)].port }),
      ),
      nextStep: 'Write the port of the one server as the peer port of the other one, both ways.',
    }),
  ];
}

function addressFindings(comparison: Comparison, relation: Relation): Found[] {
  const wrong = ROLES.filter((role) => isElsewhere(relation, role));
  if (wrong.length === 0) return [];
  const parts = wrong.map((role) => {
    const { server, partner } = serversOf(comparison, role);
    const address = relation[partnerRole(role)].address ?? 'another one than its own';
    return `${server} looks for ${partner} at ${relation[role].peerAddress}, which should be ${address}`;
  });
  return [
    findingOf('addresses-not-mirrored', {
      subject: relation.primary.name,
      sentence: `${parts.join('; ')}.`,
      places: ROLES.map((role) =>
        peerPlace(comparison[role], relation[role], wrong.includes(role) ? 'peer address' : 'address'),
      ),
      correction: wrong.flatMap((role) => {
        const { address } = relation[partnerRole(role)];
        return address === null ? [] : [correct(comparison, relation, role, { 'peer address': address })];
      }),
      nextStep: 'Write the address of the one server as the peer address of the other one, both ways.',
    }),
  ];
}

/** Host names are not held against addresses: only their resolver knows. */
function isElsewhere(relation: Relation, role: Role): boolean {
  const peerAddress = parseIpv4(relation[role].peerAddress ?? '');
  if (peerAddress === null) return false;
  if (relation[role].address === relation[role].peerAddress) return true;
  const address = parseIpv4(relation[partnerRole(role)].address ?? '');
  return address !== null && address !== peerAddress;
}

function correct(
  comparison: Comparison,
  relation: Relation,
  role: Role,
  set: Record<string, string | number>,
): ConfigCorrection {
  return peerCorrection(comparison[role], relation[role], { set });
}

function serversOf(comparison: Comparison, role: Role) {
  return { server: comparison[role].server, partner: comparison[partnerRole(role)].server };
}
