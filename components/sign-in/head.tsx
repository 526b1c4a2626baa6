import type { ReactNode } from 'react';

export function Head({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="mb-5 space-y-2">
      <h1 className="font-semibold text-20">{title}</h1>
      {children && <p className="text-muted">{children}</p>}
    </header>
  );
}
