'use client';

import { CircleUser } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { refusalOf } from '@/components/ui/mistakes.ts';
import { Popover } from '@/components/ui/popover.tsx';
import { signOut } from '@/lib/queries/sign-in.ts';
import { useVisitor, type Visitor } from './visitor.tsx';

/** Who is signed in, with what role, and the way out; in the demo, that it is one. Nothing where nobody signs in. */
export function Who() {
  const visitor = useVisitor();
  const [isOpen, setOpen] = useState(false);
  if (visitor?.kind !== 'user' && visitor?.kind !== 'proxy' && visitor?.kind !== 'demo') return null;
  return (
    <Popover
      label="Who is signed in"
      isOpen={isOpen}
      onOpenChange={setOpen}
      triggerClassName="flex h-7 min-w-7 items-center justify-center gap-1.5 rounded-md border border-line px-1.5 text-12 text-muted hover:text-ink"
      trigger={
        visitor.kind === 'demo' ? (
          'Demo'
        ) : (
          <>
            <CircleUser size={14} aria-hidden="true" />
            <span className="max-w-32 truncate max-xl:sr-only">{visitor.name}</span>
          </>
        )
      }
    >
      {WHO[visitor.kind](visitor)}
    </Popover>
  );
}

const WHO = {
  user: (visitor: Visitor) => <SignedIn visitor={visitor} />,
  proxy: (visitor: Visitor) => <Proxied visitor={visitor} />,
  demo: () => <OfTheDemo />,
};

function OfTheDemo() {
  return (
    <p className="max-w-72 text-13">
      <span className="block font-medium">The demo signs in by itself</span>
      <span className="text-muted">
        Whoever opens it is admin. Its servers are simulated: nothing that is done here reaches a real one.
      </span>
    </p>
  );
}

function NameAndRole({ visitor: { name, role } }: { visitor: Visitor }) {
  return (
    <p>
      <span className="block font-medium">{name}</span>
      <span className="text-muted">role {role}</span>
    </p>
  );
}

function Proxied({ visitor }: { visitor: Visitor }) {
  return (
    <div className="max-w-72 space-y-3 text-13">
      <NameAndRole visitor={visitor} />
      <p className="text-muted">The proxy in front says who you are. Sign out there.</p>
    </div>
  );
}

function SignedIn({ visitor }: { visitor: Visitor }) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function leave() {
    setBusy(true);
    try {
      await signOut();
      window.location.assign('/sign-in');
    } catch (error) {
      // `signOut` throws ApiError; until it is told otherwise, the browser is signed in.
      const { title, detail } = refusalOf(error instanceof Error ? error : new Error(String(error)));
      setFailure(`${title}. ${detail ?? ''}`);
      setBusy(false);
    }
  }
  return (
    <div className="max-w-72 space-y-3 text-13">
      <NameAndRole visitor={visitor} />
      <Link href="/account" prefetch={false} className="block w-fit underline underline-offset-3">
        Your account
      </Link>
      {failure && (
        <p role="alert" className="text-down">
          {failure}
        </p>
      )}
      <Button onClick={leave} aria-disabled={isBusy}>
        {isBusy ? 'One moment…' : 'Sign out'}
      </Button>
    </div>
  );
}
