'use client';

import { useState } from 'react';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Moment } from '@/components/settings/moment.tsx';
import { Act } from '@/components/ui/act.tsx';
import type { PasswordLinkDto, UserDto } from '@/lib/contracts/user.ts';
import { usersKey } from '@/lib/queries/keys.ts';
import { changeUser, renewLink, signOutUser, takeFactors } from '@/lib/queries/people.ts';
import { pairsWords, type Scope, ScopeFields } from './scope-fields.tsx';

const CHANGES = [usersKey];

/** One user: what he may do, when he was here, and what can be changed of it. */
export function UserRow({ user, onLink }: { user: UserDto; onLink(link: PasswordLinkDto): void }) {
  const { id, name, email, role, pairs, state, lastSeenAt, linkUntil, sessions, hasApp, passkeys } = user;
  return (
    <li aria-label={name} className="space-y-1 px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <span className="wrap-anywhere font-medium">{name}</span>
        <span className="wrap-anywhere text-muted">{email}</span>
        {state === 'disabled' && <LevelWord level="note" word="disabled" />}
        {state === 'invited' && <LevelWord level="note" word="has no password yet" />}
      </p>
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-13">
        <span>role {role}</span>
        <span className="wrap-anywhere">sees {pairsWords(pairs)}</span>
        <span className="text-muted">
          {lastSeenAt === null ? (
            'never seen'
          ) : (
            <>
              last seen <Moment at={lastSeenAt} of={`${name} was here`} />
            </>
          )}
        </span>
        {sessions > 0 && (
          <span className="text-muted">
            signed in in {sessions} {sessions === 1 ? 'place' : 'places'}
          </span>
        )}
        {hasApp && <span>signs in with an authenticator app</span>}
        {passkeys > 0 && (
          <span>
            has {passkeys} {passkeys === 1 ? 'passkey' : 'passkeys'}
          </span>
        )}
        {linkUntil !== null && (
          <span className="text-muted">
            a link waits, until <Moment at={linkUntil} of="The link serves no more" />
          </span>
        )}
      </p>
      <div className="flex flex-wrap gap-2 pt-1">
        <ChangeScope user={user} />
        {state !== 'disabled' && (
          <Act
            need="admin"
            word="New link"
            label={`New link for ${name}`}
            question={`Makes a link by which ${name} chooses a password. It is shown once, for you to hand over. Until it is used, the present password serves.`}
            confirm="Make the link"
            act={(by) => renewLink(id, by)}
            changes={CHANGES}
            onDone={onLink}
          />
        )}
        {sessions > 0 && (
          <Act
            need="admin"
            word="End sessions"
            label={`End sessions of ${name}`}
            question={`${name} is signed out everywhere, at once, and has to sign in again.`}
            act={(by) => signOutUser(id, by)}
            changes={CHANGES}
          />
        )}
        {(hasApp || passkeys > 0) && (
          <Act
            need="admin"
            word="Remove factors"
            label={`Remove factors of ${name}`}
            question={`${name} signs in by the password alone again, and is signed out everywhere now. Make sure first that it is ${name} who asks for it.`}
            confirm="Remove them"
            act={(by) => takeFactors(id, by)}
            changes={CHANGES}
          />
        )}
        <Act
          need="admin"
          word={state === 'disabled' ? 'Enable' : 'Disable'}
          label={`${state === 'disabled' ? 'Enable' : 'Disable'} ${name}`}
          question={
            state === 'disabled'
              ? `${name} may sign in again, by the password of before.`
              : `${name} is out at once and may sign in no more. What was done under this name stays in the history.`
          }
          confirm={state === 'disabled' ? 'Enable' : 'Disable'}
          act={(by) => changeUser(id, { by, disabled: state !== 'disabled' })}
          changes={CHANGES}
        />
      </div>
    </li>
  );
}

function ChangeScope({ user: { id, name, role, pairs } }: { user: UserDto }) {
  const [changed, setChanged] = useState<Scope | null>(null);
  const scope = changed ?? { role, pairs };
  return (
    <Act
      need="admin"
      word="Change role"
      label={`Change role of ${name}`}
      confirm="Save"
      act={(by) => changeUser(id, { by, ...scope })}
      changes={CHANGES}
      onDone={() => setChanged(null)}
    >
      <ScopeFields scope={scope} onChange={setChanged} />
    </Act>
  );
}
