import type { ConfiguredPool } from '../../../dhcpd/config/config.ts';
import type { PoolPair } from '../addresses.ts';
import { permitLine } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { ROLES } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { listed, rangeText, subjectOf } from '../wording.ts';

/** Whom the two pools of the same addresses let in. */
export function checkPermits(comparison: Comparison): Found[] {
  const different = comparison.pools.filter(
    ({ primary, secondary }) => permitsText(primary) !== permitsText(secondary),
  );
  const groups = groupBy(
    different,
    ({ primary, secondary }) => `${permitsText(primary)}\0${permitsText(secondary)}`,
  );
  return [...groups.values()].flatMap((group) => findingOfGroup(comparison, group));
}

/** In any order: a client is let in when any of them allows it and none denies it. */
function permitsText({ permits }: ConfiguredPool): string {
  const lines = permits.map((permit) => permitLine(permit).slice(0, -1));
  return [...new Set(lines)].toSorted().join(', ');
}

function findingOfGroup(comparison: Comparison, group: PoolPair[]): Found[] {
  const [first] = group;
  if (!first) return [];
  const names = group.map(({ ranges }) => rangeText(ranges.primary));
  const texts = ROLES.map(
    (role) => `${permitsText(first[role]) || 'everybody'} at ${comparison[role].server}`,
  );
  return [
    findingOf('permits-differ', {
      subject: subjectOf(names),
      sentence: `The servers let different clients into ${listed(names)}: ${texts.join(' against ')}.`,
      places: ROLES.flatMap((role) =>
        group.flatMap(({ [role]: pool }) =>
          (pool.permits.length > 0 ? pool.permits : [pool]).map((place) =>
            placeAt(comparison[role].server, place, 'action' in place ? permitLine(place) : 'pool'),
          ),
        ),
      ),
      correction: group.slice(0, MOST_PLACES).map(({ primary, secondary }) => ({
        server: comparison.secondary.server,
        file: secondary.file,
        lines: [
          `# in the pool of line ${secondary.line}, all of its allow and deny`,
          ...primary.permits.map(permitLine),
        ],
      })),
      nextStep: `Decide who is to have these addresses and write it on both servers; the lines make ${comparison.secondary.server} like ${comparison.primary.server}.`,
    }),
  ];
}
