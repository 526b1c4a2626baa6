import type { Host } from '../../../dhcpd/config/config.ts';
import { hostBlock } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { type Both, partnerRole, ROLES } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { addressesOf, identityOf, reservationText } from '../reservations.ts';
import type { Side } from '../side.ts';
import { counted, listed, listedClauses, subjectOf } from '../wording.ts';

/** Hosts that one server lacks, or has for another client or address. */
export function checkReservations(comparison: Comparison): Found[] {
  return [...missing(comparison), ...different(comparison)];
}

function missing(comparison: Comparison): Found[] {
  return ROLES.flatMap((role) => {
    const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
    const hosts = comparison.reservations.alone[partner.role];
    if (hosts.length === 0) return [];
    return findingOf('reservation-missing', {
      subject: `${side.server}: ${subjectOf(hosts.map(({ name }) => name))}`,
      sentence: `${side.server} lacks ${counted(hosts.length, 'reservation')} of ${partner.server}: ${listed(hosts.map(reservationText))}.`,
      places: hosts.slice(0, MOST_PLACES).map((host) => placeOf(partner, host)),
      correction: hosts
        .slice(0, MOST_PLACES)
        .map((host) => ({ server: side.server, file: side.mainFile, lines: hostBlock(host) })),
      lackedBy: side.server,
      nextStep: `Add ${hosts.length === 1 ? 'it' : 'them'} at ${side.server}, or remove ${hosts.length === 1 ? 'it' : 'them'} at ${partner.server}.`,
    });
  });
}

function different({ primary, secondary, reservations }: Comparison): Found[] {
  const hosts = reservations.pairs.filter(
    ({ primary: one, secondary: other }) =>
      addressesOf(one) !== addressesOf(other) ||
      identityOf(one) !== identityOf(other) ||
      one.clientId !== other.clientId,
  );
  if (hosts.length === 0) return [];
  const parts = hosts.map(
    (pair) =>
      `${pair.primary.name} is ${clientText(pair.primary, pair)} at ${primary.server} and ${clientText(pair.secondary, pair)} at ${secondary.server}`,
  );
  return [
    findingOf('reservation-differs', {
      subject: subjectOf(hosts.map((pair) => pair.primary.name)),
      sentence: `${counted(hosts.length, 'reservation')} ${hosts.length === 1 ? 'differs' : 'differ'}: ${listedClauses(parts)}.`,
      places: ROLES.flatMap((role) =>
        hosts
          .slice(0, MOST_PLACES)
          .map((pair) => placeOf(role === 'primary' ? primary : secondary, pair[role])),
      ),
      correction: hosts.slice(0, MOST_PLACES).map((pair) => ({
        server: secondary.server,
        file: pair.secondary.file,
        lines: [`# line ${pair.secondary.line}`, ...hostBlock(pair.primary)],
      })),
      nextStep: `Decide which is right and write it on both servers; the lines make ${secondary.server} like ${primary.server}.`,
    }),
  ];
}

/** Of a host's client and addresses, what the two servers do not agree on. */
function clientText(host: Host, pair: Both<Host>): string {
  const addresses = addressesOf(host) || 'without address';
  if (identityOf(pair.primary) !== identityOf(pair.secondary)) return `${identityOf(host)} with ${addresses}`;
  if (addressesOf(pair.primary) !== addressesOf(pair.secondary)) return addresses;
  return host.clientId === null ? 'without client-id' : `client-id ${host.clientId}`;
}

function placeOf({ server }: Side, host: Host) {
  return placeAt(server, host, `host ${reservationText(host)}`);
}
