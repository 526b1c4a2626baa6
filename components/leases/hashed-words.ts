import type { HashedDto } from '../../lib/contracts/lease.ts';
import { guessOf, type LeaseSearch } from '../../lib/contracts/lease-search.ts';

const MAC_LENGTH = 'xx:xx:xx:xx:xx:xx'.length;

/** Why a search that found nothing may have missed something, where what it asks for is kept as hashes; null where it can't have. */
export function hashedWords(
  search: Pick<LeaseSearch, 'q' | 'as'>,
  { macs, names }: HashedDto,
): string | null {
  const guess = guessOf(search);
  if (guess?.readAs === 'mac' && macs && (guess.filter.hardware?.length ?? 0) < MAC_LENGTH)
    return 'MAC addresses are kept as keyed hashes here: only a whole one can be found, not its beginning.';
  if (guess?.readAs === 'client' && macs)
    return 'Client identifiers are kept as keyed hashes here: only a whole one can be found, not its beginning.';
  if (guess?.readAs === 'hostname' && names)
    return 'Host names are kept as keyed hashes here: only a whole one can be found, not its beginning or another part.';
  return null;
}
