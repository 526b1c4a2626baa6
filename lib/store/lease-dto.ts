import { z } from 'zod';
import { type LeaseDto, type LeaseStayDto, type LeaseTime, leaseSchema } from '../contracts/lease.ts';
import { BINDING_STATES, isEnded, NEVER_SECONDS } from '../contracts/lease-filter.ts';
import type { Lease } from '../db/generated/sqlite/client.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
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

function unpackDetails(details: string | null): Details {
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

type StayRow = {
  state: string;
  hardware: string | null;
  clientId: string | null;
  hostname: string | null;
  fromSeconds: number;
  untilSeconds: number | null;
  endsSeconds: number | null;
};

export function leaseStayDto(server: string, row: StayRow): LeaseStayDto {
  return {
    server,
    state: bindingStateSchema.parse(row.state),
    hardware: row.hardware,
    clientId: row.clientId,
    hostname: row.hostname,
    from: secondsToIso(row.fromSeconds),
    until: row.untilSeconds === null ? null : secondsToIso(row.untilSeconds),
    ends: leaseTime(row.endsSeconds),
  };
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
