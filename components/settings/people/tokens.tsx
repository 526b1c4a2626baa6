'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Moment } from '@/components/settings/moment.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Act } from '@/components/ui/act.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { TokenDto } from '@/lib/contracts/user.ts';
import { tokensKey } from '@/lib/queries/keys.ts';
import { revokeToken, tokensQuery } from '@/lib/queries/people.ts';
import { NewToken } from './new-token.tsx';
import { Once } from './once.tsx';
import { pairsWords } from './scope-fields.tsx';

/** What programs show instead of signing in. */
export function Tokens({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  return (
    <section aria-label="Tokens" className="space-y-4 pt-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h2 className="font-semibold text-16">Tokens</h2>
          <p className="mt-0.5 max-w-prose text-muted">
            What a program sends as{' '}
            <code className="font-mono text-13 text-ink">Authorization: Bearer TOKEN</code> instead of signing
            in.
          </p>
        </div>
        {!isMaking && <Button onClick={() => setMaking(true)}>Make a token</Button>}
      </div>
      {isMaking && (
        <NewToken
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setMade(token);
          }}
        />
      )}
      {made !== null && (
        <Once title="Copy this token now" text={made} onClose={() => setMade(null)}>
          It is shown this once: only its hash is kept. Whoever has it may do what it may.
        </Once>
      )}
      <Resource query={useQuery(tokensQuery())} firstProblem={firstProblem} what="tokens">
        {({ tokens }) =>
          tokens.length === 0 ? (
            <p className="text-muted">There are no tokens.</p>
          ) : (
            <ul aria-label="Tokens" className="divide-y divide-line rounded-md border border-line bg-surface">
              {tokens.map((token) => (
                <TokenRow key={token.id} token={token} />
              ))}
            </ul>
          )
        }
      </Resource>
    </section>
  );
}

function TokenRow({ token }: { token: TokenDto }) {
  const { id, name, role, pairs, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = token;
  const now = useNow();
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= now;
  return (
    <li aria-label={name} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{name}</p>
        <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-13">
          <span>role {role}</span>
          <span className="wrap-anywhere">sees {pairsWords(pairs)}</span>
          <span className="text-muted">
            {lastUsedAt === null ? (
              'never used'
            ) : (
              <>
                last used <Moment at={lastUsedAt} of={`${name} was used`} />
              </>
            )}
          </span>
          <Ends token={token} isOver={isOver} />
          <span className="wrap-anywhere text-muted">
            made by {createdBy}, <Moment at={createdAt} of={`${name} was made`} />
          </span>
        </p>
      </div>
      {revokedAt === null && !isOver && (
        <Act
          need="admin"
          word="Revoke"
          label={`Revoke ${name}`}
          question={`Programs that show ${name} are refused at once. It can't be taken back: they need another token.`}
          confirm="Revoke"
          act={(by) => revokeToken(id, by)}
          changes={[tokensKey]}
        />
      )}
    </li>
  );
}

function Ends({ token: { name, expiresAt, revokedAt }, isOver }: { token: TokenDto; isOver: boolean }) {
  if (revokedAt !== null)
    return (
      <span>
        revoked <Moment at={revokedAt} of={`${name} was revoked`} />
      </span>
    );
  if (expiresAt === null) return <span>serves until it is revoked</span>;
  return (
    <span>
      {isOver ? 'over since' : 'serves until'} <Moment at={expiresAt} of={`${name} expires`} />
    </span>
  );
}
