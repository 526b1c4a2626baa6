import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/client.ts';
import { formatAddress, parseAddress } from '../../dhcpd/address.ts';
import { hideLease } from '../../privacy/hide-lease.ts';
import type { Pseudonyms } from '../../privacy/pseudonyms.ts';
import { isReadWhole, loadLeaseFile, saveLeasePosition } from '../../store/lease-file.ts';
import { leaseHolders } from '../../store/lease-holders.ts';
import { LEASES_PER_TRANSACTION, leaseHashes, removeLeases, saveLeases } from '../../store/leases.ts';
import { holderWords } from './holder-words.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { Taken } from './protocol.ts';

const HASHES_PER_PORTION = 10_000;

export type KeptFile = { serverId: number; partnerId: number | null; path: string };

/** Keeps one server's leases in the database, their clients by their pseudonyms. */
export function databaseKeeper(
  db: Database,
  { serverId, partnerId, path }: KeptFile,
  clock: Clock,
  pseudonyms: Pseudonyms,
): LeaseKeeper {
  return {
    async position() {
      const file = await db.read((tx) => loadLeaseFile(tx, serverId));
      if (!file || file.path !== path || file.identity === null) return null;
      const { identity, offset, rewrittenAt } = file;
      return { identity, offset, rewrittenAt, isWhole: isReadWhole(file.counts) };
    },
    async *hashes() {
      for (let after: number | null = null; ; ) {
        const page = await db.read((tx) => leaseHashes(tx, serverId, { after, limit: HASHES_PER_PORTION }));
        const addresses = page.map(({ address }) => address);
        yield { addresses, hashes: page.map(({ hash }) => pseudonyms.blockOf(hash)) };
        if (page.length < HASHES_PER_PORTION) return;
        after = addresses.at(-1) ?? null;
      }
    },
    async keep(changed, position) {
      for (const part of inParts(byAddress(changed), isOneAddress)) {
        const kept = part.map(({ record, hash }) => ({
          record: hideLease(record, pseudonyms),
          hash: pseudonyms.block(hash),
        }));
        await db.write((tx) => saveLeases(tx, serverId, kept, { observedAt: clock.now(), known: true }));
      }
      await db.write((tx) => saveLeasePosition(tx, serverId, { path, ...position, readAt: clock.now() }));
    },
    async remove(addresses) {
      for (const part of inParts(addresses, () => false))
        await db.write((tx) => removeLeases(tx, serverId, part, { observedAt: clock.now() }));
    },
    async holders(addresses) {
      const numbers = addresses.flatMap((address) => parseAddress(address) ?? []);
      const holdersOf = async (id: number | null) => {
        const holders = id === null ? [] : await db.read((tx) => leaseHolders(tx, id, numbers));
        return new Map(holders.map((holder) => [formatAddress(holder.address), holderWords(holder)]));
      };
      const [here, there] = [await holdersOf(serverId), await holdersOf(partnerId)];
      const nobody = 'no lease';
      return new Map(
        addresses.map((address) => [
          address,
          { here: here.get(address) ?? nobody, there: there.get(address) ?? nobody },
        ]),
      );
    },
  };
}

/** Neighbours are written together at less cost; blocks of one address keep their order. */
function byAddress(changed: Taken['changed']): Taken['changed'] {
  return [...changed].sort((one, other) => one.record.address - other.record.address);
}

/** The blocks of one address must not be torn apart: told again, they are known by the last of them. */
function isOneAddress(one: Taken['changed'][number], next: Taken['changed'][number]): boolean {
  return one.record.address === next.record.address;
}

function* inParts<T>(all: readonly T[], belongsTogether: (one: T, next: T) => boolean): Generator<T[]> {
  for (let from = 0; from < all.length; ) {
    let to = Math.min(from + LEASES_PER_TRANSACTION, all.length);
    for (let next = all[to]; next !== undefined; next = all[to]) {
      const last = all[to - 1];
      if (last === undefined || !belongsTogether(last, next)) break;
      to += 1;
    }
    yield all.slice(from, to);
    from = to;
  }
}
