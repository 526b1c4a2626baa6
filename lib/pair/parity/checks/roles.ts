import { quoted } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { ROLES } from '../facts.ts';
import { type Found, findingOf } from '../finding.ts';
import { peerCorrection, peerPlace } from '../peer-place.ts';
import { primaryOf, type Relation } from '../peers.ts';
import { listed } from '../wording.ts';

/** What only a primary gives. */
const OF_PRIMARY = ['mclt', 'split', 'hba'];

/** One server of each relation has to be primary, and the settings should call that one so. */
export function checkRoles(comparison: Comparison): Found[] {
  const { primary, secondary, peers } = comparison;
  const equal = peers.relations.flatMap((relation) =>
    primaryOf(relation) === null ? [rolesEqual(comparison, relation)] : [],
  );
  const [first] = peers.relations;
  // Two servers may have two relations, each of them the primary of one.
  if (!first || peers.relations.some((relation) => primaryOf(relation) !== 'secondary')) return equal;
  return [
    findingOf('roles-swapped', {
      subject: first.primary.name,
      sentence: `Pairwatch takes ${primary.server} for the primary, but ${secondary.server} is, by the files of both.`,
      places: [
        peerPlace(primary, first.primary, 'primary', 'secondary'),
        peerPlace(secondary, first.secondary, 'primary', 'secondary'),
      ],
      nextStep: `Name ${secondary.server} as the primary to Pairwatch, or change the roles in both files.`,
    }),
  ];
}

function rolesEqual(comparison: Comparison, relation: Relation): Found {
  const { primary, secondary } = comparison;
  const { role } = relation.primary;
  const correction =
    role === 'primary'
      ? peerCorrection(secondary, relation.secondary, { role: 'secondary', remove: OF_PRIMARY })
      : peerCorrection(primary, relation.primary, { role: 'primary', set: { mclt: 1800, split: 128 } });
  const silent = ROLES.filter((each) => !relation[each].given.some(({ keyword }) => keyword === role));
  const unnamed =
    silent.length === 0
      ? ''
      : `: dhcpd takes ${listed(silent.map((each) => comparison[each].server))}, without a role, for ${role}`;
  return findingOf('roles-equal', {
    subject: relation.primary.name,
    sentence: `Both ${primary.server} and ${secondary.server} are ${role} of the failover peer ${quoted(relation.primary.name)}${unnamed}.`,
    places: [
      peerPlace(primary, relation.primary, 'primary', 'secondary'),
      peerPlace(secondary, relation.secondary, 'primary', 'secondary'),
    ],
    correction: [correction],
    nextStep: `Make ${primary.server} the primary, with mclt and split, and ${secondary.server} the secondary, without.`,
  });
}
