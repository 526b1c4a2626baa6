import { isEnded } from '../../contracts/lease-filter.ts';
import { formatAddress } from '../../dhcpd/address.ts';
import { type LeaseRecord, NEVER_SECONDS } from '../../dhcpd/leases/items.ts';
import type { AddressLeases } from './current-leases.ts';

/** One address as JSON in one line; `partner` stands in it only where there is a partner's lease file. */
export function leasesAsJson(leases: AddressLeases, hasPartner: boolean, nowSeconds: number): string {
  const { address, sharedNetwork, subnet, own, partner } = leases;
  return JSON.stringify({
    address: formatAddress(address),
    sharedNetwork,
    subnet,
    lease: own && leaseObject(own, nowSeconds),
    ...(hasPartner && { partner: partner && leaseObject(partner, nowSeconds) }),
  });
}

function leaseObject(record: LeaseRecord, nowSeconds: number) {
  return {
    state: record.state,
    nextState: record.nextState,
    rewindState: record.rewindState,
    ended: isEnded(record, nowSeconds),
    hardwareType: record.hardwareType,
    hardware: record.hardware,
    clientId: record.clientId,
    hostname: record.hostname,
    vendorClass: record.vendorClass,
    starts: timeText(record.starts),
    ends: timeText(record.ends),
    tstp: timeText(record.tstp),
    tsfp: timeText(record.tsfp),
    atsfp: timeText(record.atsfp),
    cltt: timeText(record.cltt),
    reserved: record.reserved,
    bootp: record.bootp,
    agentOptions: record.agentOptions,
    variables: record.variables,
    billingClass: record.billingClass,
  };
}

/** ISO, `never`, or null for a time that is unset. */
export function timeText(seconds: number | null): string | null {
  if (seconds === null) return null;
  return seconds === NEVER_SECONDS ? 'never' : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
