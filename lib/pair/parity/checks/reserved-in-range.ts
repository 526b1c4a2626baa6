import type { ConfigCorrection } from '../../../contracts/config-review.ts';
import { formatIpv4, parseIpv4 } from '../../../contracts/ipv4.ts';
import type { ConfiguredRange, Host } from '../../../dhcpd/config/config.ts';
import { rangeLine } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { reservationText } from '../reservations.ts';
import { holderOf } from '../side.ts';
import { listed, rangeText } from '../wording.ts';

type Clash = { role: Role; range: ConfiguredRange; host: Host; address: number };

/** Reserved addresses that a range gives to anyone, one finding a range. */
export function checkReservedInRange(comparison: Comparison): Found[] {
  const clashes = ROLES.flatMap((role) => clashesAt(comparison, role));
  const groups = groupBy(clashes, ({ range }) => rangeText(range));
  return [...groups].map(([range, group]) => findingOfGroup(comparison, range, group));
}

function clashesAt(comparison: Comparison, role: Role): Clash[] {
  const { config } = comparison[role];
  const ranges = config.ranges.toSorted((a, b) => a.low - b.low);
  return config.hosts.flatMap((host) =>
    host.fixedAddresses.flatMap((text) => {
      const address = parseIpv4(text);
      const range = address === null ? undefined : holderOf(ranges, address);
      return address === null || !range ? [] : [{ role, range, host, address }];
    }),
  );
}

function findingOfGroup(comparison: Comparison, range: string, group: Clash[]): Found {
  const hosts = [...new Set(group.map(({ host }) => reservationText(host)))];
  const roles = ROLES.filter((role) => group.some((clash) => clash.role === role));
  const servers = listed(roles.map((role) => comparison[role].server));
  return findingOf('reservation-in-range', {
    subject: range,
    sentence: `${listed(hosts)} ${hosts.length === 1 ? 'is' : 'are'} reserved inside the range ${range} of ${servers}.`,
    places: roles.flatMap((role) =>
      group
        .filter((clash) => clash.role === role)
        .flatMap(({ range: found, host }) => [
          placeAt(comparison[role].server, found, rangeLine(found)),
          placeAt(comparison[role].server, host, `host ${reservationText(host)}`),
        ]),
    ),
    correction: roles.flatMap((role) =>
      splitRange(
        comparison[role].server,
        group.filter((clash) => clash.role === role),
      ),
    ),
    nextStep:
      'Take the reserved addresses out of the range on both servers, or reserve addresses outside it.',
  });
}

/** The range without the reserved addresses; nothing where that makes too many of it. */
function splitRange(server: string, clashes: readonly Clash[]): ConfigCorrection[] {
  const [first] = clashes;
  if (!first || clashes.length > MOST_PLACES) return [];
  const { range } = first;
  const lines: string[] = [];
  let low = range.low;
  for (const address of clashes.map((clash) => clash.address).sort((a, b) => a - b)) {
    if (address > low) lines.push(rangeLine({ first: formatIpv4(low), last: formatIpv4(address - 1) }));
    low = address + 1;
  }
  if (low <= range.high) lines.push(rangeLine({ first: formatIpv4(low), last: range.last }));
  return [{ server, file: range.file, lines: [`# line ${range.line}`, ...lines] }];
}
