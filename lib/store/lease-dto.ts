import { z } from 'zod';
import { formatIpv4 } from '../contracts/ipv4.ts';
import {
  type AddressLeasesDto,
  type LeaseDto,
  type LeaseStayDto,
  type LeaseTime,
  leaseSchema,
} from '../contracts/lease.ts';
import { BINDING_STATES, isEnded, NEVER_SECONDS } from '../contracts/lease-filter.ts';
import type { Lease, LeaseSpan } from '../db/generated/sqlite/client.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
import type { ScopeServer } from './lease-scope.ts';
import { toIso } from './time.ts';

const bindingStateSchema = z.enum(BINDING_STATES);

const detailsSchema = leaseSchema.pick({ agentOptions: true, variables: true, billingClass: true });

type Details = Pick<LeaseRecord, 'agentOptions' | 'variables' | 'billingClass'>;

/** The column `details`: most leases have none. */
export function packDetails({ agentOptions, variables, billingClass }: Details): string | null {
  const isEmpty = billingClass === null && isEmptyObject(agentOptions) && isEmptyObject(variables);
  return isEmpty ? null : JSON.stringify({ agentOptions, variables, billingClass });
}

function isEmptyObject(object: object): boolean {
  for (const _ in object) return false;
  return true;
}

export function unpackDetails(details: string | null): Details {
  if (details === null) return { agentOptions: {}, variables: {}, billingClass: null };
  return detailsSchema.parse(JSON.parse(details));
}

/** A lease as it is shown at `now`. */
export function leaseDto(row: Lease, now: number): LeaseDto {
  return {
    state: bindingStateSchema.parse(row.state),
    nextState: bindingStateSchema.parse(row.nextState),
    rewindState: bindingStateSchema.parse(row.rewindState),
    ended: isEnded({ state: row.state, ends: row.endsSeconds }, now / 1000),
    hardware: row.hardware,
    clientId: row.clientId,
    hostname: row.hostname,
    hardwareType: row.hardwareType,
    vendorClass: row.vendorClass,
    starts: leaseTime(row.startsSeconds),
    ends: leaseTime(row.endsSeconds),
    tstp: leaseTime(row.tstpSeconds),
    tsfp: leaseTime(row.tsfpSeconds),
    atsfp: leaseTime(row.atsfpSeconds),
    cltt: leaseTime(row.clttSeconds),
    reserved: row.reserved,
    bootp: row.bootp,
    ...unpackDetails(row.details),
    since: secondsToIso(row.sinceSeconds),
    observedAt: toIso(row.observedAt),
  };
}

/** The leases of all servers of a pair for one address, as they are shown at `now`. */
export function addressLeasesDto(
  address: number,
  servers: readonly ScopeServer[],
  rows: readonly Lease[],
  now: number,
): AddressLeasesDto {
  const found = servers.map((server) => ({
    server,
    row: rows.find(({ serverId }) => serverId === server.id),
  }));
  return {
    address: formatIpv4(address),
    records: found.map(({ server, row }) => ({
      server: server.name,
      lease: row ? leaseDto(row, now) : null,
      missing: row ? null : server.isRead ? 'no-block' : 'not-read',
    })),
    differ: found.every(({ server, row }) => row || server.isRead) && !areAlike(found.map(({ row }) => row)),
  };
}

/** dhcpd writes no block for an address that is free and was never used (reference 4.3). */
const NEVER_USED = { state: 'free', hardware: null, clientId: null };

function areAlike(rows: (Lease | undefined)[]): boolean {
  const [first, ...others] = rows.map((row) => row ?? NEVER_USED);
  return others.every(
    ({ state, hardware, clientId }) =>
      state === first?.state && hardware === first.hardware && clientId === first.clientId,
  );
}

/** The stay that lasts. */
export function presentStayDto(server: string, lease: Lease): LeaseStayDto {
  const { sinceSeconds, endsSeconds } = lease;
  return {
    ...whoOf(server, lease),
    from: secondsToIso(sinceSeconds),
    until: null,
    ends: leaseTime(endsSeconds),
  };
}

/** A stay that is over. */
export function formerStayDto(server: string, span: LeaseSpan): LeaseStayDto {
  const { fromSeconds, untilSeconds } = span;
  return {
    ...whoOf(server, span),
    from: secondsToIso(fromSeconds),
    until: secondsToIso(untilSeconds),
    ends: null,
  };
}

function whoOf(server: string, { state, hardware, clientId, hostname }: Lease | LeaseSpan) {
  return { server, state: bindingStateSchema.parse(state), hardware, clientId, hostname };
}

function leaseTime(seconds: number): LeaseTime;
function leaseTime(seconds: number | null): LeaseTime | null;
function leaseTime(seconds: number | null): LeaseTime | null {
  if (seconds === null) return null;
  return seconds === NEVER_SECONDS ? 'never' : secondsToIso(seconds);
}

export function secondsToIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
