import type { FailoverPeer } from '../../../dhcpd/config/config.ts';
import type { ConfigCode } from '../codes.ts';
import type { Comparison } from '../comparison.ts';
import { ROLES, type Role } from '../facts.ts';
import { type Found, findingOf } from '../finding.ts';
import { peerCorrection, peerPlace } from '../peer-place.ts';
import type { Relation } from '../peers.ts';
import { listed } from '../wording.ts';

type Limit = {
  code: ConfigCode;
  keyword: string;
  /** Whether the peer has what the finding is about. */
  isFound(peer: FailoverPeer): boolean;
  sentence(servers: string, relation: Relation): string;
  /** What to write instead. */
  value: number;
  nextStep: string;
};

const LOAD_BALANCE = 'load balance max seconds';
const AUTO_PARTNER_DOWN = 'auto-partner-down';
const MAX_UNACKED = 'max-unacked-updates';

/** What one server's block may say that is seldom good, and is told once when both say it. */
const LIMITS: Limit[] = [
  {
    code: 'load-balance-off',
    keyword: LOAD_BALANCE,
    isFound: ({ loadBalanceMaxSeconds }) => loadBalanceMaxSeconds === 0,
    sentence: (servers) => `Load balancing is off at ${servers}: load balance max seconds is 0 or missing.`,
    value: 3,
    nextStep: 'Write load balance max seconds 3; on both servers.',
  },
  {
    code: 'auto-partner-down',
    keyword: AUTO_PARTNER_DOWN,
    isFound: ({ autoPartnerDownSeconds }) => autoPartnerDownSeconds > 0,
    sentence: (servers, relation) =>
      `${servers} will go to partner-down without being told, ${secondsOf(relation)} after losing contact.`,
    value: 0,
    nextStep: 'Remove auto-partner-down, and set partner-down by hand once the partner is known to be off.',
  },
  {
    code: 'max-unacked-zero',
    keyword: MAX_UNACKED,
    isFound: ({ given }) => given.findLast(({ keyword }) => keyword === MAX_UNACKED)?.text === '0',
    sentence: (servers) =>
      `max-unacked-updates is 0 at ${servers}, which dhcpd takes for its default of 100.`,
    value: 100,
    nextStep: 'Write the number of updates that may be under way, such as 100.',
  },
];

export function checkPeerLimits(comparison: Comparison): Found[] {
  return comparison.peers.relations.flatMap((relation) =>
    LIMITS.flatMap((limit) => {
      const roles = ROLES.filter((role) => limit.isFound(relation[role]));
      return roles.length === 0 ? [] : [limitFinding(comparison, relation, limit, roles)];
    }),
  );
}

function limitFinding(comparison: Comparison, relation: Relation, limit: Limit, roles: Role[]): Found {
  const { code, keyword, value, nextStep } = limit;
  const change = value === 0 ? { remove: [keyword] } : { set: { [keyword]: value } };
  return findingOf(code, {
    subject: relation.primary.name,
    sentence: limit.sentence(listed(roles.map((role) => comparison[role].server)), relation),
    places: roles.map((role) => peerPlace(comparison[role], relation[role], keyword)),
    correction: roles.map((role) => peerCorrection(comparison[role], relation[role], change)),
    nextStep,
  });
}

function secondsOf(relation: Relation): string {
  const seconds = ROLES.map((role) => relation[role].autoPartnerDownSeconds).filter((each) => each > 0);
  return `${[...new Set(seconds)].join(' or ')} s`;
}

/** Parameters that each server keeps for itself, by their keyword. */
const OWN_PARAMETERS: [string, (peer: FailoverPeer) => number][] = [
  ['max-response-delay', (peer) => peer.maxResponseDelaySeconds],
  [MAX_UNACKED, (peer) => peer.maxUnackedUpdates],
  [LOAD_BALANCE, (peer) => peer.loadBalanceMaxSeconds],
  [AUTO_PARTNER_DOWN, (peer) => peer.autoPartnerDownSeconds],
  ['max-lease-misbalance', (peer) => peer.maxLeaseMisbalancePercent],
  ['max-lease-ownership', (peer) => peer.maxLeaseOwnershipPercent],
  ['min-balance', (peer) => peer.minBalanceSeconds],
  ['max-balance', (peer) => peer.maxBalanceSeconds],
];

/** Figures that are told by themselves where one server has them and the other one has not. */
const TOLD_BY_THEMSELVES = new Set(LIMITS.map(({ keyword }) => keyword));

export function checkPeerParameters(comparison: Comparison): Found[] {
  const { primary, secondary, peers } = comparison;
  return peers.relations.flatMap((relation) => {
    const different = OWN_PARAMETERS.filter(([keyword, figureOf]) => {
      const isTold =
        TOLD_BY_THEMSELVES.has(keyword) &&
        LIMITS.some(
          (limit) => limit.keyword === keyword && ROLES.some((role) => limit.isFound(relation[role])),
        );
      return !isTold && figureOf(relation.primary) !== figureOf(relation.secondary);
    });
    if (different.length === 0) return [];
    const keywords = different.map(([keyword]) => keyword);
    const values = different.map(
      ([keyword, figureOf]) =>
        `${keyword} (${figureOf(relation.primary)} and ${figureOf(relation.secondary)})`,
    );
    const set = Object.fromEntries(
      different.map(([keyword, figureOf]) => [keyword, figureOf(relation.primary)]),
    );
    return findingOf('peer-parameters-differ', {
      subject: [relation.primary.name, ...keywords].join(' '),
      sentence: `${primary.server} and ${secondary.server} have different figures for ${listed(values)}.`,
      places: ROLES.flatMap((role) =>
        keywords.map((keyword) => peerPlace(comparison[role], relation[role], keyword)),
      ),
      correction: [peerCorrection(secondary, relation.secondary, { set })],
      nextStep: 'Write the same figures on both servers, unless the difference is meant.',
    });
  });
}
