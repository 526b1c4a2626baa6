import { POOLS, type PoolName } from './topology.ts';

/** Addresses of a pool by who may give them; `taken` is every state that is neither free nor backup. */
export type PoolCount = { size: number; taken: number; free: number; backup: number };

/**
 * The last binding state of every address in a dhcpd.leases (reference 4.2: the last block wins). Knows only what
 * the lab's dhcpd writes; the product has its own reader, which this one is there to check.
 */
export function lastStates(leases: string): Map<string, string> {
  const states = new Map<string, string>();
  const blocks = leases.matchAll(/^lease (\S+) \{[^}]*?\n {2}binding state (\w+);/gm);
  for (const [, address = '', state = ''] of blocks) states.set(address, state);
  return states;
}

/** The count of each pool; an address without a block was never used and is free (reference 4.3). */
export function countPools(states: Map<string, string>): Record<PoolName, PoolCount> {
  const count = (pool: PoolName): PoolCount => {
    const { range, size } = POOLS[pool];
    const [low, high] = [addressNumber(range.low), addressNumber(range.high)];
    const counted = { size, taken: 0, free: size, backup: 0 };
    for (const [address, state] of states) {
      const number = addressNumber(address);
      if (number < low || number > high || state === 'free') continue;
      counted.free -= 1;
      counted[state === 'backup' ? 'backup' : 'taken'] += 1;
    }
    return counted;
  };
  return { desks: count('desks'), phones: count('phones'), guests: count('guests') };
}

/** Which of two servers' words says an address is taken: an update reaches the partner up to 2 s later. */
export function unionOfTaken(a: Map<string, string>, b: Map<string, string>): Map<string, string> {
  const union = new Map(a);
  for (const [address, state] of b) {
    if (state !== 'free' && state !== 'backup') union.set(address, state);
  }
  return union;
}

function addressNumber(address: string): number {
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}
