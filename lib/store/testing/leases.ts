import { parseIpv4 } from '../../contracts/ipv4.ts';
import type { Database } from '../../db/client.ts';
import type { LeaseRecord } from '../../dhcpd/leases/items.ts';
import { type HashedLease, saveLeases } from '../leases.ts';
import { NOW } from './samples.ts';

/** The moment of the tests in dhcpd's whole seconds. */
export const NOW_SECONDS = NOW / 1000;

export function address(dotted: string): number {
  const parsed = parseIpv4(dotted);
  if (parsed === null) throw new Error(`${dotted} is no address`);
  return parsed;
}

/** A lease of an hour that was granted ten minutes ago. */
export function leaseRecord(changes: Partial<LeaseRecord> = {}): LeaseRecord {
  return {
    address: address('10.66.1.10'),
    state: 'active',
    nextState: 'expired',
    rewindState: 'free',
    starts: NOW_SECONDS - 600,
    ends: NOW_SECONDS + 3000,
    tstp: NOW_SECONDS + 4800,
    tsfp: null,
    atsfp: null,
    cltt: NOW_SECONDS - 600,
    reserved: false,
    bootp: false,
    hardwareType: 'ethernet',
    hardware: '00:50:56:ab:cd:01',
    clientId: '01:00:50:56:ab:cd:01',
    hostname: 'Reception-PC',
    vendorClass: 'MSFT 5.0',
    agentOptions: {},
    variables: {},
    billingClass: null,
    line: 1,
    offset: 0,
    ...changes,
  };
}

/** A block of nobody, as a balanced pool is full of. */
export function bareRecord(changes: Partial<LeaseRecord> = {}): LeaseRecord {
  return leaseRecord({
    state: 'free',
    nextState: 'free',
    ends: NOW_SECONDS - 600,
    cltt: null,
    hardwareType: null,
    hardware: null,
    clientId: null,
    hostname: null,
    vendorClass: null,
    ...changes,
  });
}

/** Blocks with a hash that stands for what they say, as that of their bytes does. */
export function hashed(...records: LeaseRecord[]): HashedLease[] {
  return records.map((record) => {
    let hash = 0;
    for (const char of JSON.stringify(record)) hash = (hash * 31 + char.charCodeAt(0)) % 2 ** 47;
    return { record, hash };
  });
}

/** Saves blocks as read at `NOW` or another time. */
export function save(
  db: Database,
  serverId: number,
  records: LeaseRecord[],
  observedAt = NOW,
): Promise<void> {
  return db.write((tx) => saveLeases(tx, serverId, hashed(...records), { observedAt, known: true }));
}
