import { addToHash, finishHash } from './hash.ts';
import type { LeaseRecord } from './items.ts';

const CLIENT_ID_SEED = 1;
const HARDWARE_SEED = 2;

/**
 * A number for whom a lease belongs to, the same however either server spells it: of the client identifier if there
 * is one, else of the hardware address. 0 when there is neither.
 */
export function holderHash(record: Pick<LeaseRecord, 'clientId' | 'hardware'>): number {
  const bytes = record.clientId || record.hardware;
  if (!bytes) return 0;
  let hash = record.clientId ? CLIENT_ID_SEED : HARDWARE_SEED;
  for (let at = 0; at < bytes.length; at += 3) {
    hash = addToHash(hash, Number.parseInt(bytes.slice(at, at + 2), 16));
  }
  return finishHash(hash) || 1;
}
