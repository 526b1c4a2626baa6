import type { LeaseFilter } from '../contracts/lease-filter.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/**
 * What a search looks for where that is hashed: the pseudonym of what was typed. Only what was typed whole finds its leases
 * then, since a part of it has another pseudonym.
 */
export function hideFilter(filter: LeaseFilter, pseudonyms: Pseudonyms): LeaseFilter {
  const { hostname, hostnameStart, ...rest } = filter;
  const { hardware, clientIds } = rest;
  const name = hostname ?? hostnameStart;
  return {
    ...rest,
    ...(hardware !== undefined && { hardware: pseudonyms.mac(hardware) }),
    ...(clientIds && { clientIds: clientIds.map(pseudonyms.id) }),
    ...(pseudonyms.privacy.names === 'clear'
      ? { ...(hostname !== undefined && { hostname }), ...(hostnameStart !== undefined && { hostnameStart }) }
      : { ...(name !== undefined && { hostnameStart: pseudonyms.name(name) }) }),
  };
}
