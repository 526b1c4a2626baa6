import { bindingStateOf, STATE_CODE } from '../../dhcpd/leases/binding-state.ts';
import type { LeaseTable } from '../../dhcpd/leases/table.ts';
import type { ConflictKind } from '../../pair/reconcile.ts';
import type { BookRange } from './protocol.ts';

type Visit = (address: number, kind: ConflictKind, here: string, there: string) => void;

/**
 * Visits every address of the ranges in failover that two servers' files have in another state, or active for another
 * client. `here` is the primary, whose ranges these are.
 */
export function visitDifferences(
  ranges: readonly BookRange[],
  here: LeaseTable,
  there: LeaseTable,
  visit: Visit,
): void {
  for (const { low, high, peer } of ranges) {
    if (peer === null) continue;
    for (let address = low; address <= high; address += 1) {
      const slot = here.slotOf(address);
      const other = there.slotOf(address);
      if (other === -1) continue;
      // An address without a block was never used, which is free (reference 4.3).
      const stateHere = here.stateAt(slot) || STATE_CODE.free;
      const stateThere = there.stateAt(other) || STATE_CODE.free;
      if (stateHere !== stateThere) {
        const kind =
          stateHere === STATE_CODE.free && stateThere === STATE_CODE.backup ? 'both-may-give' : 'differs';
        visit(address, kind, bindingStateOf(stateHere), bindingStateOf(stateThere));
      }
      // In the other states the client is history, and each server may remember another.
      else if (stateHere === STATE_CODE.active && here.holderAt(slot) !== there.holderAt(other))
        visit(address, 'two-clients', 'one client', 'another');
    }
  }
}
