import { parseIpv4 } from '../../../contracts/ipv4.ts';
import type { Subnet } from '../../../dhcpd/config/config.ts';
import { block, contentsLines, subnetHead } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { type Both, partnerRole, ROLES } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { holderOf, type Side } from '../side.ts';
import { counted, listed, subjectOf } from '../wording.ts';

/** Subnets with another netmask, that one server lacks, or that hang together otherwise. */
export function checkSubnets(comparison: Comparison): Found[] {
  return [...differentMasks(comparison), ...missing(comparison), ...regrouped(comparison)];
}

function differentMasks({ primary, secondary, subnets }: Comparison): Found[] {
  const paired = new Set(subnets.flatMap((pair) => [pair.primary, pair.secondary]));
  const others = secondary.subnets.filter((subnet) => !paired.has(subnet));
  const pairs = primary.subnets.flatMap((subnet) => {
    const other = paired.has(subnet)
      ? undefined
      : (holderOf(others, subnet.low) ?? holderOf(others, subnet.high));
    return other ? [{ primary: subnet, secondary: other }] : [];
  });
  return pairs.map((pair) =>
    findingOf('subnet-differs', {
      subject: `${pair.primary.name} ${pair.secondary.name}`,
      sentence: `The subnet ${pair.primary.name} of ${primary.server} is ${pair.secondary.name} at ${secondary.server}.`,
      places: [placeOf(primary, pair.primary), placeOf(secondary, pair.secondary)],
      correction: [
        {
          server: secondary.server,
          file: pair.secondary.file,
          lines: [`# line ${pair.secondary.line}`, `${subnetHead(pair.primary)} {`],
        },
      ],
      nextStep: "Write the netmask that the network's routers have, on both servers.",
    }),
  );
}

function placeOf({ server }: Side, subnet: Subnet) {
  return placeAt(server, subnet, subnetHead(subnet));
}

/** A subnet without ranges and reservations is often only the server's own network: nobody gets an address there. */
function missing(comparison: Comparison): Found[] {
  return ROLES.flatMap((role) => {
    const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
    const withRanges = new Set(partner.config.ranges.map(({ subnet }) => subnet));
    const reserved = reservedSubnets(partner);
    const subnets = partner.subnets.filter(
      (subnet) =>
        reserved.has(subnet) &&
        !withRanges.has(subnet.name) &&
        !holderOf(side.subnets, subnet.low) &&
        !holderOf(side.subnets, subnet.high),
    );
    if (subnets.length === 0) return [];
    const names = subnets.map(({ name }) => name);
    return findingOf('subnet-missing', {
      subject: `${side.server}: ${subjectOf(names)}`,
      sentence: `${side.server} lacks ${counted(names.length, 'subnet')} in which ${partner.server} has reservations: ${listed(names)}.`,
      places: subnets.map((subnet) => placeOf(partner, subnet)),
      correction: subnets.slice(0, MOST_PLACES).map((subnet) => ({
        server: side.server,
        file: side.mainFile,
        lines: block(subnetHead(subnet), contentsLines(partner.config.scopes[subnet.scope] ?? NOTHING)),
      })),
      lackedBy: side.server,
      nextStep: `Declare the subnets at ${side.server} too.`,
    });
  });
}

const NOTHING = { options: [], parameters: [], statements: [] };

function reservedSubnets(side: Side): Set<Subnet> {
  const subnets = new Set<Subnet>();
  for (const text of side.config.hosts.flatMap(({ fixedAddresses }) => fixedAddresses)) {
    const address = parseIpv4(text);
    const subnet = address === null ? undefined : holderOf(side.subnets, address);
    if (subnet) subnets.add(subnet);
  }
  return subnets;
}

/** Shared networks that don't hold the same subnets, as far as both servers have these; their names don't count. */
function regrouped({ primary, secondary, subnets }: Comparison): Found[] {
  const ofPrimary = groupBy(subnets, (pair) => pair.primary.sharedNetwork);
  const ofSecondary = groupBy(subnets, (pair) => pair.secondary.sharedNetwork);
  const seen = new Set<Both<Subnet>[]>();
  return subnets.flatMap((pair) => {
    const one = ofPrimary.get(pair.primary.sharedNetwork) ?? [];
    const other = ofSecondary.get(pair.secondary.sharedNetwork) ?? [];
    if (seen.has(one) || seen.has(other)) return [];
    const isSame =
      one.length === other.length &&
      (one.length === 1 ||
        one.every((each) => each.secondary.sharedNetwork === pair.secondary.sharedNetwork));
    seen.add(one).add(other);
    if (isSame) return [];
    const [holdsOne, holdsOther] = [one, other].map((each) =>
      listed(each.map(({ primary: { name } }) => name)),
    );
    return findingOf('shared-network-differs', {
      subject: pair.primary.sharedNetwork,
      sentence: `The shared network of ${pair.primary.name} holds ${holdsOne} at ${primary.server}, but ${holdsOther} at ${secondary.server}.`,
      places: [placeOf(primary, pair.primary), placeOf(secondary, pair.secondary)],
      nextStep: 'Put the subnets of one wire into one shared-network block, the same on both servers.',
    });
  });
}
