import type { Place } from '../../../dhcpd/config/config.ts';
import type { Comparison } from '../comparison.ts';
import { type Both, partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { type Executed, executedOf } from '../settings.ts';
import { executedIn } from '../side.ts';
import { clipped, listed, rangeText, subjectOf } from '../wording.ts';

/** A block that both servers have, with what each of them runs there. */
type Unit = { title: string; places: Both<Place>; executed: Both<Executed[]> };

/** A statement that only one server runs, and what stands in its place at the other one. */
type Odd = Partial<Both<Executed>> & { unit: Unit };

/** Conditions, events and the like that only one server runs; their order does not count. */
export function checkStatements(comparison: Comparison): Found[] {
  const odd = unitsOf(comparison).flatMap(oddIn);
  const groups = groupBy(odd, ({ primary, secondary }) => `${keyOf(primary)}\0${keyOf(secondary)}`);
  return [...groups.values()].flatMap((group) => findingOfGroup(comparison, group));
}

/** Subnets with all that is around them; pools and hosts with what they have of their own. */
function unitsOf(comparison: Comparison): Unit[] {
  const { primary, secondary } = comparison;
  const ownOf = (role: Role, scope: number) => {
    const block = comparison[role].config.scopes[scope];
    return block ? executedOf(block) : [];
  };
  const subnets = comparison.subnets.map((places) => ({
    title: `subnet ${places.primary.name}`,
    places,
    executed: {
      primary: executedIn(primary, places.primary.scope),
      secondary: executedIn(secondary, places.secondary.scope),
    },
  }));
  const pools = comparison.pools.map(({ ranges, ...places }) => ({
    title: `the pool of ${rangeText(ranges.primary)}`,
    places,
    executed: {
      primary: places.primary.implicit ? [] : ownOf('primary', places.primary.scope),
      secondary: places.secondary.implicit ? [] : ownOf('secondary', places.secondary.scope),
    },
  }));
  const hosts = comparison.reservations.pairs.map((places) => ({
    title: `host ${places.primary.name}`,
    places,
    executed: { primary: executedOf(places.primary), secondary: executedOf(places.secondary) },
  }));
  return [...subnets, ...pools, ...hosts];
}

function oddIn(unit: Unit): Odd[] {
  const { primary, secondary } = unit.executed;
  if (primary.length === 0 && secondary.length === 0) return [];
  const onlyPrimary = without(primary, secondary);
  const onlySecondary = without(secondary, primary);
  const odd: Odd[] = onlyPrimary.map((one) => {
    const at = onlySecondary.findIndex(({ keyword }) => keyword === one.keyword);
    const [other] = at === -1 ? [] : onlySecondary.splice(at, 1);
    return { unit, primary: one, ...(other ? { secondary: other } : {}) };
  });
  return [...odd, ...onlySecondary.map((other) => ({ unit, secondary: other }))];
}

function keyOf(statement: Executed | undefined): string {
  return statement ? `${statement.keyword} ${statement.value}` : '';
}

/** What the other list does not have, or not as often. */
function without(list: readonly Executed[], other: readonly Executed[]): Executed[] {
  const counts = new Map<string, number>();
  for (const each of other) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return list.filter((each) => {
    const left = counts.get(keyOf(each)) ?? 0;
    counts.set(keyOf(each), left - 1);
    return left <= 0;
  });
}

function findingOfGroup(comparison: Comparison, group: Odd[]): Found[] {
  const [first] = group;
  const right = first?.primary ?? first?.secondary;
  if (!first || !right) return [];
  const role: Role = first.primary ? 'secondary' : 'primary';
  const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
  const wrong = first[role];
  const titles = group.map(({ unit }) => unit.title);
  const isEverywhere = group.length > 1 && group.length === comparison.subnets.length;
  const where = isEverywhere ? 'every subnet' : listed(titles);
  const statement = clipped(right.statement);
  return [
    findingOf('statement-differs', {
      subject: isEverywhere ? statement : `${statement}: ${subjectOf(titles)}`,
      sentence: wrong
        ? `The "${right.keyword}" statements of ${partner.server} and ${side.server} differ in ${where}.`
        : `${partner.server} has in ${where} what ${side.server} lacks: ${statement}`,
      places: ROLES.flatMap((each) =>
        group.map(({ unit, [each]: found }) =>
          placeAt(
            comparison[each].server,
            found ?? unit.places[each],
            found ? clipped(found.statement) : unit.title,
          ),
        ),
      ),
      correction: [
        {
          server: side.server,
          file: wrong?.file ?? first.unit.places[role].file,
          lines: [wrong ? `# line ${wrong.line}` : `# for ${where}`, right.statement],
        },
      ],
      ...(wrong ? {} : { lackedBy: side.server }),
      nextStep: `Decide which is right and write it on both servers; the lines make ${side.server} like ${partner.server}.`,
    }),
  ];
}
