'use client';

import { Moment } from '@/components/settings/moment.tsx';
import { Act } from '@/components/ui/act.tsx';
import type { OwnSessionDto } from '@/lib/contracts/user.ts';
import { accountKey } from '@/lib/queries/keys.ts';
import { endOtherSessions, endOwnSession } from '@/lib/queries/people.ts';

/** Where the reader is signed in, each to be ended but the present one, which signing out ends. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSessionDto[] }) {
  return (
    <section aria-label="Where you are signed in" className="space-y-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h2 className="font-semibold text-16">Where you are signed in</h2>
        {sessions.length > 1 && (
          <Act
            need="viewer"
            word="End all others"
            question="You are signed out everywhere but here."
            act={endOtherSessions}
            changes={[accountKey]}
          />
        )}
      </div>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {sessions.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function Session({ session }: { session: OwnSessionDto }) {
  const { id, isPresent, address, agent, createdAt, lastSeenAt, expiresAt } = session;
  const where = address ?? 'an address that is not known';
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2">
      <div className="min-w-0">
        <p>
          <span className="wrap-anywhere font-mono text-13">{where}</span>
          {isPresent && <span className="font-medium"> · here</span>}
        </p>
        <p className="wrap-anywhere text-13 text-muted">{agent ?? 'The browser did not say what it is.'}</p>
        <p className="flex flex-wrap gap-x-4 text-13 text-muted">
          <span>
            since <Moment at={createdAt} of="You signed in" />
          </span>
          <span>
            last seen <Moment at={lastSeenAt} of="It was last used, to the minute" />
          </span>
          <span>
            until <Moment at={expiresAt} of="You have to sign in again" />
          </span>
        </p>
      </div>
      {!isPresent && (
        <Act
          need="viewer"
          word="End it"
          label={`End the session from ${where}`}
          question="Whoever uses it has to sign in again."
          act={() => endOwnSession(id)}
          changes={[accountKey]}
        />
      )}
    </li>
  );
}
