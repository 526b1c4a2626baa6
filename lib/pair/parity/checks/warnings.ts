import type { ConfigCorrection } from '../../../contracts/config-review.ts';
import type { FailoverPeer, Place, Warning } from '../../../dhcpd/config/config.ts';
import { quoted, rangeLine, statementLine } from '../blocks.ts';
import type { ConfigCode } from '../codes.ts';
import type { Comparison } from '../comparison.ts';
import { type Both, partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { peerCorrection } from '../peer-place.ts';
import { primaryOf } from '../peers.ts';
import type { Side } from '../side.ts';
import { capitalized, clipped, counted, listed } from '../wording.ts';

/** A warning of the reader of dhcpd.conf that has a code of its own; all others are `config-refused` or `-doubtful`. */
export type Kind = {
  code: ConfigCode;
  /** By which the warning is known. */
  pattern: RegExp;
  /** How the block of the peer it stands at is to change, given the partner's; null where that is not known. */
  change?: (partner: FailoverPeer | undefined) => Parameters<typeof peerCorrection>[2] | null;
  /** Comes of the role that the peer's block gives: the consequence of a wrong one. */
  ofRole?: boolean;
};

export const KINDS: Kind[] = [
  {
    code: 'mclt-missing',
    pattern: /is primary and has no mclt/,
    change: () => ({ set: { mclt: 1800 } }),
    ofRole: true,
  },
  {
    code: 'split-missing',
    pattern: /is primary and has neither split nor hba/,
    change: () => ({ set: { split: 128 } }),
    ofRole: true,
  },
  {
    code: 'split-on-secondary',
    pattern: /is secondary and has (?:split|hba)/,
    change: () => ({ remove: ['split', 'hba'] }),
    ofRole: true,
  },
  {
    code: 'mclt-on-secondary',
    pattern: /is secondary and has mclt/,
    change: () => ({ remove: ['mclt'] }),
    ofRole: true,
  },
  {
    code: 'role-missing',
    pattern: /says neither primary nor secondary/,
    change: (partner) => ({ role: partner?.role === 'primary' ? 'secondary' : 'primary' }),
    ofRole: true,
  },
  {
    code: 'peer-address-missing',
    pattern: /has no peer address/,
    change: (partner) => (partner?.address ? { set: { 'peer address': partner.address } } : null),
  },
  { code: 'peer-unused', pattern: /^no pool refers to the failover peer/ },
  { code: 'peer-missing', pattern: /^no failover peer ".*" is declared before this/ },
  { code: 'omapi-key-missing', pattern: /^no key ".*" is declared/ },
  { code: 'range-overlap', pattern: /^[\d.]+ – [\d.]+ overlaps/ },
  { code: 'range-outside-subnet', pattern: /^[\d.]+ – [\d.]+ does not lie in/ },
  { code: 'shared-network-empty', pattern: /^the shared network .* has no subnet/ },
  { code: 'bare-range', pattern: /^dhcpd puts this range into the pool of/ },
];

/** Told with more by the check of ranges outside failover. */
export const TOLD_ELSEWHERE = /^this range is outside failover/;

/** What dhcpd refuses in one of the files, or reads otherwise than it looks. */
export function checkWarnings(comparison: Comparison): Found[] {
  const warnings = ROLES.flatMap((role) =>
    comparison[role].config.warnings
      .filter(({ message }) => !TOLD_ELSEWHERE.test(message))
      .map((warning) => ({ role, warning, kind: KINDS.find(({ pattern }) => pattern.test(warning.message)) }))
      .filter((told) => !isConsequence(comparison, told)),
  );
  if (warnings.length === 0) return [];
  // A statement that both files have, or one file has in many places, is one mistake.
  const groups = groupBy(warnings, ({ warning }) => withoutPlaces(warning.message));
  const texts = { primary: textsOf(comparison.primary), secondary: textsOf(comparison.secondary) };
  return [...groups.values()].flatMap((group) => findingOfGroup(comparison, group, texts));
}

type Told = { role: Role; warning: Warning; kind: Kind | undefined };

/** What goes away by itself once another finding is mended. */
function isConsequence(comparison: Comparison, { role, warning, kind }: Told): boolean {
  const { peers, ranges } = comparison[role].config;
  if (kind?.ofRole) {
    return comparison.peers.relations.some(
      (relation) => isInside(relation[role], warning) && primaryOf(relation) === null,
    );
  }
  if (kind?.code === 'peer-missing') return peers.length === 0;
  return kind?.code === 'peer-unused' && ranges.some(({ peer }) => peer === null);
}

/** What is found, without what dhcpd does about it. */
function subjectOf(fact: string): string {
  const [found = fact] = withoutPlaces(fact).split('; ');
  return clipped(found);
}

/** What stands at the places that warnings are often of. */
function textsOf({ config }: Side): Map<string, string> {
  const { peers, ranges, sharedNetworks } = config;
  return new Map([
    ...sharedNetworks.map((each) => [keyOf(each), `shared-network ${quoted(each.name)}`] as const),
    ...ranges.map((each) => [keyOf(each), rangeLine(each)] as const),
    ...peers.map((each) => [keyOf(each), `failover peer ${quoted(each.name)}`] as const),
    ...peers.flatMap(({ given }) => given.map((each) => [keyOf(each), statementLine(each)] as const)),
  ]);
}

function keyOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Where another statement stands differs from server to server, and with every edit. */
function withoutPlaces(text: string): string {
  return text.replaceAll(/ of \S+:\d+/g, '');
}

function isInside(peer: FailoverPeer, warning: Warning): boolean {
  return [peer, ...peer.given].some((place) => keyOf(place) === keyOf(warning));
}

function findingOfGroup(comparison: Comparison, group: Told[], texts: Both<Map<string, string>>): Found[] {
  const [first] = group;
  if (!first) return [];
  const { warning, kind } = first;
  const { fact, step } = partsOf(warning.message);
  const servers = listed(
    ROLES.filter((role) => group.some((told) => told.role === role)).map((role) => comparison[role].server),
  );
  const places = group.map(({ role, warning: each }) =>
    placeAt(comparison[role].server, each, texts[role].get(keyOf(each)) ?? subjectOf(fact)),
  );
  const code = kind?.code ?? (warning.refused ? 'config-refused' : 'config-doubtful');
  const times = group.length > ROLES.length ? ` (in ${counted(group.length, 'place')})` : '';
  return [
    findingOf(code, {
      severity: warning.refused ? 'error' : 'warning',
      subject: subjectOf(fact),
      sentence: `At ${servers}, ${fact}${times}.`,
      places,
      correction: group.flatMap((told) => peerCorrections(comparison, told)),
      nextStep: capitalized(step),
    }),
  ];
}

/** Warnings say what is found, and in a sentence of its own, or else behind the last semicolon, how to mend it. */
function partsOf(message: string): { fact: string; step: string } {
  const [, fact = message, step = 'mend it as the sentence says'] =
    /^(.*)\. (?=[A-Z])(.+)$/s.exec(message) ?? /^(.*); (.+)$/s.exec(message) ?? [];
  return { fact, step: /[.;]$/.test(step) ? step : `${step}.` };
}

function peerCorrections(comparison: Comparison, { role, warning, kind }: Told): ConfigCorrection[] {
  const side = comparison[role];
  const peer = side.config.peers.find((each) => isInside(each, warning));
  if (!kind?.change || !peer) return [];
  const relation = comparison.peers.relations.find((each) => each[role] === peer);
  const change = kind.change(relation?.[partnerRole(role)]);
  return change ? [peerCorrection(side, peer, change)] : [];
}
