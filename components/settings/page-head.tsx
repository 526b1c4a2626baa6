import type { ReactNode } from 'react';

/** The title of a page of the settings, what it is for, and what can be made there. */
export function PageHead({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <title>{`${title} · Pairwatch`}</title>
      <div className="min-w-0">
        <h1 className="font-semibold text-20">{title}</h1>
        {children && <p className="mt-0.5 max-w-prose text-muted">{children}</p>}
      </div>
      {action}
    </header>
  );
}
