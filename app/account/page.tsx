import { headers } from 'next/headers';
import { readAccount } from '@/app/_server/account.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Account } from '@/components/account/account.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { accountKey } from '@/lib/queries/keys.ts';

export default async function AccountPage() {
  const { data, problem } = await outcomeOf(async () => readAccount(await headers()));
  return (
    <Prefetched answers={[[accountKey, data]]}>
      <Account firstProblem={problem} />
    </Prefetched>
  );
}
