import type { BalanceDto } from '../../../lib/contracts/truth.ts';
import type { Level } from '../level-mark.tsx';

type PoolBalanceDto = BalanceDto[number];
type Side = NonNullable<PoolBalanceDto['primary']>;

export const BALANCE_LOOK: Record<PoolBalanceDto['verdict'], { level: Level; word: string }> = {
  balanced: { level: 'good', word: 'balanced' },
  uneven: { level: 'note', word: 'uneven' },
  imbalanced: { level: 'warn', word: 'imbalanced' },
  'one-side-empty': { level: 'bad', word: 'one side empty' },
  'none-free': { level: 'bad', word: 'none free' },
  unknown: { level: 'unknown', word: 'balance unknown' },
};

/** What the word rests on, in dhcpd's own terms: one line a server. */
export function balanceReason({ primary, secondary }: Pick<PoolBalanceDto, 'primary' | 'secondary'>): string {
  const sides = [primary, secondary].flatMap((side) => (side === null ? [] : [sideWords(side)]));
  return sides.length === 0 ? 'No server’s counters of this pool were read yet.' : sides.join('\n');
}

function sideWords({ server, lts, hold, thresh, source, isFresh, asksPartner }: Side): string {
  const by = source === 'omapi' ? 'by its counters' : 'by its lease file';
  const old = isFresh ? '' : ', which are old';
  const toGive = lts < 0 ? `${-lts} to get (lts ${lts})` : `${lts} to give (lts ${lts})`;
  const asks = asksPartner ? ' It would ask its partner for more.' : '';
  return `${server}, ${by}${old}: ${toGive}; it gives from more than ${hold} on, and beyond ${thresh} (thresh) dhcpd calls the pool imbalanced.${asks}`;
}
