import { type LeaseFilter, matchesLease } from '../../contracts/lease-filter.ts';
import type { DhcpdConfig } from '../../dhcpd/config/config.ts';
import { bindingStateOf, STATE_CODE } from '../../dhcpd/leases/binding-state.ts';
import type { LeaseRecord } from '../../dhcpd/leases/items.ts';
import type { LeaseFileReading } from './lease-file.ts';
import type { RecordReader } from './record-reader.ts';

/** What both servers have of one address; null without a block. */
export type AddressLeases = {
  address: number;
  sharedNetwork: string;
  subnet: string | null;
  own: LeaseRecord | null;
  partner: LeaseRecord | null;
};

/** A lease file that was read with offsets, and the records in it. */
export type OpenReading = { reading: LeaseFileReading; records: RecordReader };

/**
 * By address, everything of which one of the servers has a lease that matches. Records are read from the file one by one,
 * so a million of them take no more memory than one.
 */
export function* currentLeases(
  { ranges }: Pick<DhcpdConfig, 'ranges'>,
  own: OpenReading,
  partner: OpenReading | null,
  filter: LeaseFilter,
  nowSeconds: number,
): Generator<AddressLeases> {
  const { low: lowest, high: highest } = filter.addresses ?? { low: 0, high: 2 ** 32 - 1 };
  const matches = (record: LeaseRecord | null) => record !== null && matchesLease(filter, record, nowSeconds);
  const mayMatch = stateTest(filter);
  let next = lowest;
  for (const { low, high, sharedNetwork, subnet } of [...ranges].sort((a, b) => a.low - b.low)) {
    const last = Math.min(high, highest);
    // Where ranges overlap, the address was there already.
    for (let address = Math.max(low, next); address <= last; address += 1) {
      next = address + 1;
      // Both tables have the same ranges.
      const slot = own.reading.table.slotOf(address);
      if (!mayMatch(own, slot) && !(partner && mayMatch(partner, slot))) continue;
      const records = {
        own: recordOf(own, slot),
        partner: partner && recordOf(partner, slot),
      };
      if (matches(records.own) || matches(records.partner))
        yield { address, sharedNetwork, subnet, ...records };
    }
  }
}

/** Spares the reading of records whose state alone rules them out. */
function stateTest({ state }: LeaseFilter): (open: OpenReading, slot: number) => boolean {
  if (state === undefined) return ({ reading }, slot) => reading.table.stateAt(slot) !== 0;
  const code = STATE_CODE[state === 'ended' ? 'active' : state];
  return ({ reading }, slot) => reading.table.stateAt(slot) === code;
}

function recordOf({ reading, records }: OpenReading, slot: number): LeaseRecord | null {
  const state = reading.table.stateAt(slot);
  const offsetAndOne = reading.offsets?.[slot] ?? 0;
  if (state === 0 || offsetAndOne === 0) return null;
  // The table knows whether there is failover, on which the state of a block that names none depends (reference 4.3).
  return { ...records.read(offsetAndOne - 1), state: bindingStateOf(state) };
}
