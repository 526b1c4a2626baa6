'use client';

import { useQuery } from '@tanstack/react-query';
import { PageHead } from '@/components/settings/page-head.tsx';
import { pairsWords } from '@/components/settings/people/scope-fields.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { ROLE_WORDS } from '@/lib/access/role.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { UserDto } from '@/lib/contracts/user.ts';
import { accountQuery } from '@/lib/queries/people.ts';
import { ChangePassword } from './change-password.tsx';
import { Factors } from './factors/factors.tsx';
import { OwnSessions } from './own-sessions.tsx';

/** The reader's own account: what he may do, his password, and where he is signed in. */
export function Account({ firstProblem }: { firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-6">
      <PageHead title="Your account" />
      <Resource query={useQuery(accountQuery())} firstProblem={firstProblem} what="your account">
        {({ user, sessions, factors }) =>
          user === null ? (
            <Notice title="You have no account here">
              Nobody signs in to this Pairwatch by e-mail address and password, or you came by another way.
            </Notice>
          ) : (
            <div className="space-y-6">
              <Self user={user} />
              <OwnSessions sessions={sessions} />
              {factors && <Factors email={user.email} factors={factors} />}
              {factors === null || factors.hasPassword ? (
                <ChangePassword email={user.email} />
              ) : (
                <p className="text-muted">
                  You have no password here: the provider you sign in at decides how. An admin can give you a
                  link to choose one.
                </p>
              )}
            </div>
          )
        }
      </Resource>
    </div>
  );
}

function Self({ user: { name, email, role, pairs } }: { user: UserDto }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      <dt className="text-muted">Name</dt>
      <dd className="wrap-anywhere">{name}</dd>
      <dt className="text-muted">E-mail address</dt>
      <dd className="wrap-anywhere">{email}</dd>
      <dt className="text-muted">Role</dt>
      <dd>
        {role}: {ROLE_WORDS[role]}
      </dd>
      <dt className="text-muted">Sees</dt>
      <dd className="wrap-anywhere">{pairsWords(pairs)}</dd>
    </dl>
  );
}
