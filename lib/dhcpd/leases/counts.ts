import { BINDING_STATES, type BindingState, STATE_CODE } from './binding-state.ts';
import { CELL_RESERVED, CELL_STATE, CELL_UNACKNOWLEDGED, CELL_VALUES } from './cell.ts';

/**
 * How the addresses of a range divide. Every address is counted once: `size` is the sum of all others but `ended`. As
 * dhcpd counts (reference 2.4), what it may give away is `free` and `backup`, everything else is in use.
 */
export type LeaseCounts = {
  size: number;
  /** In state active, past its end or not, reserved or not. */
  active: number;
  /** Of the active ones those past their end; one that never ends is not. */
  ended: number;
  /** Without any block, or in state free and not reserved; where there is no failover also in state backup. */
  free: number;
  /** In state backup and not reserved. */
  backup: number;
  expired: number;
  released: number;
  abandoned: number;
  reset: number;
  /** In state free or backup, but kept for one client, so that dhcpd counts them neither as free nor as backup. */
  reserved: number;
};

/** How many addresses have which cell, by cell. */
export type CellTally = Uint32Array;

export function tallyCells(cells: Uint8Array, from: number, to: number): CellTally {
  const tally = new Uint32Array(CELL_VALUES);
  for (let slot = from; slot < to; slot++) {
    const cell = cells[slot] ?? 0;
    tally[cell] = (tally[cell] ?? 0) + 1;
  }
  return tally;
}

export function divide(tally: CellTally, backupIsFree: boolean): Omit<LeaseCounts, 'ended'> {
  const blocks = blocksByState(tally);
  const reservedFree = count(tally, (cell) => isState(cell, 'free') && isReserved(cell));
  const reservedBackup = count(tally, (cell) => isState(cell, 'backup') && isReserved(cell));
  const backup = blocks.backup - reservedBackup;
  const neverUsed = tally[0] ?? 0;
  return {
    ...blocks,
    size: count(tally, () => true),
    free: neverUsed + blocks.free - reservedFree + (backupIsFree ? backup : 0),
    backup: backupIsFree ? 0 : backup,
    reserved: reservedFree + reservedBackup,
  };
}

/** How many addresses have a last block in each state, whatever its flags: what `dhcpd-pools` counts. */
export function blocksByState(tally: CellTally): Record<BindingState, number> {
  const counts = BINDING_STATES.map((state) => [state, count(tally, (cell) => isState(cell, state))]);
  return Object.fromEntries(counts); // one entry for each of BINDING_STATES
}

export function countUnacknowledged(tally: CellTally): number {
  return count(tally, (cell) => (cell & CELL_UNACKNOWLEDGED) !== 0);
}

function count(tally: CellTally, isCounted: (cell: number) => boolean): number {
  return tally.reduce((sum, addresses, cell) => (isCounted(cell) ? sum + addresses : sum), 0);
}

function isState(cell: number, state: BindingState): boolean {
  return (cell & CELL_STATE) === STATE_CODE[state];
}

function isReserved(cell: number): boolean {
  return (cell & CELL_RESERVED) !== 0;
}
