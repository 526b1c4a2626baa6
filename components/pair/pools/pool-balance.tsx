import { Hint } from '@/components/ui/hint.tsx';
import type { BalanceDto } from '@/lib/contracts/truth.ts';
import { LevelWord } from '../level-mark.tsx';
import { BALANCE_LOOK, balanceReason } from './balance-words.ts';

/** Whether the free addresses of a pool are shared out as dhcpd means them to be. */
export function PoolBalance({ balance, isOld }: { balance: BalanceDto[number]; isOld: boolean }) {
  return (
    <p className={`mt-1 text-13 ${isOld ? 'grayscale' : ''}`}>
      <Hint text={balanceReason(balance)}>
        <LevelWord {...BALANCE_LOOK[balance.verdict]} />
      </Hint>
    </p>
  );
}
