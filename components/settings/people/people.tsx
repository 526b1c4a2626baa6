'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageHead } from '@/components/settings/page-head.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PasswordLinkDto } from '@/lib/contracts/user.ts';
import { usersQuery } from '@/lib/queries/people.ts';
import { InviteForm } from './invite-form.tsx';
import { Once } from './once.tsx';
import { Tokens } from './tokens.tsx';
import { UserRow } from './user-row.tsx';

/** Who may sign in, and the tokens that programs show. */
export function People({
  usersProblem,
  tokensProblem,
}: {
  usersProblem: ProblemDto | null;
  tokensProblem: ProblemDto | null;
}) {
  const [isInviting, setInviting] = useState(false);
  const [made, setMade] = useState<PasswordLinkDto | null>(null);
  return (
    <div className="space-y-4">
      <PageHead
        title="People"
        action={!isInviting && <Button onClick={() => setInviting(true)}>Invite somebody</Button>}
      >
        Who may sign in, what each may do, and which pairs each may see. Nothing is sent by e-mail: you hand
        the link over yourself.
      </PageHead>
      {isInviting && (
        <InviteForm
          onClose={() => setInviting(false)}
          onMade={(link) => {
            setInviting(false);
            setMade(link);
          }}
        />
      )}
      {made && (
        <Once
          title={`Hand this link over to ${made.user.name}`}
          text={made.link}
          onClose={() => setMade(null)}
        >
          It is shown this once. Whoever opens it chooses the password of {made.user.email} and is signed in.
          It serves once, for three days; links made for {made.user.name} before serve no more.
        </Once>
      )}
      <Resource query={useQuery(usersQuery())} firstProblem={usersProblem} what="users">
        {({ users }) =>
          users.length === 0 ? (
            <p className="text-muted">There are no users: nobody signs in here.</p>
          ) : (
            <ul aria-label="Users" className="divide-y divide-line rounded-md border border-line bg-surface">
              {users.map((user) => (
                <UserRow key={user.id} user={user} onLink={setMade} />
              ))}
            </ul>
          )
        }
      </Resource>
      <Tokens firstProblem={tokensProblem} />
    </div>
  );
}
