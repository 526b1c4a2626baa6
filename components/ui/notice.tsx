import type { ReactNode } from 'react';
import { SeesSome } from '@/components/access/sees-some.tsx';

/** What a page or a part of it says when it has no data to show: what is, what it means, what to do. */
export function Notice({
  title,
  children,
  action,
  role,
  heading: Heading = 'h2',
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
  /** `h1` where the page is nothing but this. */
  heading?: 'h1' | 'h2';
}) {
  return (
    <section role={role} className="rounded-md border border-line bg-surface p-4 sm:p-6">
      <Heading className="font-semibold text-16">{title}</Heading>
      <div className="mt-1 max-w-prose text-muted">
        {children}
        {role === undefined && <SeesSome />}
      </div>
      {action && <div className="mt-4">{action}</div>}
    </section>
  );
}
