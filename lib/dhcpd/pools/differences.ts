import { type BindingState, bindingStateOf, STATE_CODE } from '../leases/binding-state.ts';
import type { LeaseTable } from '../leases/table.ts';

/** Addresses whose binding state two lease files tell differently; no block is as good as free. */
export type Differences = {
  count: number;
  /** Some of them, by address. */
  addresses: { address: number; own: BindingState; partner: BindingState }[];
};

/** Compares two tables of the same ranges, and names `limit` of the addresses at most. */
export function findDifferences(own: LeaseTable, partner: LeaseTable, limit: number): Differences {
  const found: Differences = { count: 0, addresses: [] };
  for (let slot = 0; slot < own.slots; slot += 1) {
    const [ownState, partnerState] = [stateOf(own, slot), stateOf(partner, slot)];
    if (ownState === partnerState) continue;
    found.count += 1;
    if (found.addresses.length === limit) continue;
    const states = { own: bindingStateOf(ownState), partner: bindingStateOf(partnerState) };
    found.addresses.push({ address: own.addressOf(slot), ...states });
  }
  found.addresses.sort((a, b) => a.address - b.address);
  return found;
}

function stateOf(table: LeaseTable, slot: number): number {
  return table.stateAt(slot) || STATE_CODE.free;
}
