import { outcomeOf } from '@/app/_server/outcome.ts';
import { readTokens, readUsers } from '@/app/_server/users.ts';
import { Only } from '@/components/access/may.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { People } from '@/components/settings/people/people.tsx';
import { tokensKey, usersKey } from '@/lib/queries/keys.ts';

export default async function PeoplePage() {
  const [users, tokens] = await Promise.all([outcomeOf(readUsers), outcomeOf(readTokens)]);
  return (
    <Only need="admin">
      <Prefetched
        answers={[
          [usersKey, users.data],
          [tokensKey, tokens.data],
        ]}
      >
        <People usersProblem={users.problem} tokensProblem={tokens.problem} />
      </Prefetched>
    </Only>
  );
}
