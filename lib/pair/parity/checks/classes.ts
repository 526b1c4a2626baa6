import type { Contents, DhcpClass, Subclass } from '../../../dhcpd/config/config.ts';
import { classBlock, quoted, subclassLines } from '../blocks.ts';
import { canonicalText } from '../canonical.ts';
import type { Comparison } from '../comparison.ts';
import { type Both, partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { differencesIn, executedOf, keysOf, settingsOf } from '../settings.ts';
import { counted, listed } from '../wording.ts';

/** Classes, and their subclasses, that are not the same on both servers: one finding a class. */
export function checkClasses(comparison: Comparison): Found[] {
  const { primary, secondary } = comparison;
  const classes = {
    primary: new Map(primary.config.classes.map((each) => [each.name, each])),
    secondary: new Map(secondary.config.classes.map((each) => [each.name, each])),
  };
  const subclasses = {
    primary: groupBy(primary.config.subclasses, (each) => each.class),
    secondary: groupBy(secondary.config.subclasses, (each) => each.class),
  };
  const names = new Set([...classes.primary.keys(), ...classes.secondary.keys()]);
  return [...names].flatMap((name) => {
    const pair = { primary: classes.primary.get(name), secondary: classes.secondary.get(name) };
    const members = {
      primary: subclasses.primary.get(name) ?? [],
      secondary: subclasses.secondary.get(name) ?? [],
    };
    if (!pair.primary) return missingFinding(comparison, 'primary', pair.secondary, members);
    if (!pair.secondary) return missingFinding(comparison, 'secondary', pair.primary, members);
    return differentFinding(comparison, { primary: pair.primary, secondary: pair.secondary }, members);
  });
}

function missingFinding(
  comparison: Comparison,
  role: Role,
  declared: DhcpClass | undefined,
  members: Both<Subclass[]>,
): Found[] {
  if (!declared) return [];
  const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
  const subclasses = members[partnerRole(role)];
  const withMembers = subclasses.length === 0 ? '' : `, with its ${counted(subclasses.length, 'member')}`;
  return [
    findingOf('class-differs', {
      subject: declared.name,
      sentence: `${side.server} has no class ${quoted(declared.name)}, which ${partner.server} has${withMembers}.`,
      places: [placeAt(partner.server, declared, `class ${quoted(declared.name)}`)],
      correction: [
        {
          server: side.server,
          file: side.mainFile,
          lines: [...classBlock(declared), ...subclasses.slice(0, MOST_PLACES).flatMap(subclassLines)],
        },
      ],
      lackedBy: side.server,
      nextStep: `Declare the class at ${side.server} before the pools that name it, or remove it at ${partner.server}.`,
    }),
  ];
}

function differentFinding(comparison: Comparison, pair: Both<DhcpClass>, members: Both<Subclass[]>): Found[] {
  const { primary, secondary } = comparison;
  const parts = bodyDifferences(pair);
  const alone = aloneOf(members);
  const lacking = ROLES.filter((role) => alone[partnerRole(role)].length > 0);
  const texts = lacking.map((role) => {
    const names = alone[partnerRole(role)].map(({ data }) => data);
    return `${comparison[role].server} lacks ${counted(names.length, 'member')} (${listed(names)})`;
  });
  const changed = changedMembers(members);
  if (changed.length > 0)
    texts.push(`what it sets differs for ${listed(changed.map((each) => each.primary.data))}`);
  if (parts.length > 0) texts.unshift(`its ${listed(parts)} ${parts.length === 1 ? 'differs' : 'differ'}`);
  if (texts.length === 0) return [];
  const { name } = pair.primary;
  return [
    findingOf('class-differs', {
      subject: name,
      sentence: `The class ${quoted(name)} is not the same at ${primary.server} and ${secondary.server}: ${texts.join('; ')}.`,
      places: ROLES.flatMap((role) => [
        placeAt(comparison[role].server, pair[role], `class ${quoted(name)}`),
        ...[...alone[role], ...changed.map((each) => each[role])].map((each) =>
          placeAt(comparison[role].server, each, `subclass ${quoted(name)} ${each.data}`),
        ),
      ]),
      correction: [
        ...(parts.length === 0
          ? []
          : [
              {
                server: secondary.server,
                file: pair.secondary.file,
                lines: [`# line ${pair.secondary.line}`, ...classBlock(pair.primary)],
              },
            ]),
        ...lacking.map((role) => ({
          server: comparison[role].server,
          file: pair[role].file,
          lines: alone[partnerRole(role)].slice(0, MOST_PLACES).flatMap(subclassLines),
        })),
        ...changed.slice(0, MOST_PLACES).map((each) => ({
          server: secondary.server,
          file: each.secondary.file,
          lines: [`# line ${each.secondary.line}`, ...subclassLines(each.primary)],
        })),
      ],
      nextStep: 'Decide which is right and write it on both servers.',
    }),
  ];
}

/** What of the class's own block differs, in words. */
function bodyDifferences({ primary, secondary }: Both<DhcpClass>): string[] {
  const parts: string[] = [];
  if (matchesOf(primary) !== matchesOf(secondary)) parts.push('match');
  if ((primary.leaseLimit ?? 0) !== (secondary.leaseLimit ?? 0)) parts.push('lease limit');
  return [...parts, ...contentDifferences(primary, secondary)];
}

function matchesOf({ matches }: DhcpClass): string {
  return matches.map(canonicalText).toSorted().join('\0');
}

function contentDifferences(primary: Contents, secondary: Contents): string[] {
  const [one, other] = [settingsOf(primary), settingsOf(secondary)];
  const keys = differencesIn(keysOf(one, other), (key) => ({
    primary: one.get(key),
    secondary: other.get(key),
  })).map(({ key }) => key);
  const executed = [primary, secondary].map((contents) =>
    executedOf(contents)
      .map(({ keyword, value }) => `${keyword} ${value}`)
      .toSorted()
      .join('\0'),
  );
  return executed[0] === executed[1] ? keys : [...keys, 'statements'];
}

function memberKey({ data }: Subclass): string {
  return canonicalText(data);
}

function aloneOf({ primary, secondary }: Both<Subclass[]>): Both<Subclass[]> {
  const keys = { primary: new Set(primary.map(memberKey)), secondary: new Set(secondary.map(memberKey)) };
  return {
    primary: primary.filter((each) => !keys.secondary.has(memberKey(each))),
    secondary: secondary.filter((each) => !keys.primary.has(memberKey(each))),
  };
}

function changedMembers({ primary, secondary }: Both<Subclass[]>): Both<Subclass>[] {
  const others = new Map(secondary.map((each) => [memberKey(each), each]));
  return primary.flatMap((each) => {
    const other = others.get(memberKey(each));
    const isSame =
      !other ||
      ((each.leaseLimit ?? 0) === (other.leaseLimit ?? 0) && contentDifferences(each, other).length === 0);
    return isSame ? [] : [{ primary: each, secondary: other }];
  });
}
