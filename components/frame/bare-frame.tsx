import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

/** What is around the pages for who is not signed in: nothing that tells of a pair. */
export function BareFrame({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto min-h-dvh max-w-[420px] px-4 pt-[max(3rem,12dvh)] pb-8 focus:outline-none"
    >
      <p className="mb-8 flex items-center gap-2.5 font-semibold">
        <Logo />
        Pairwatch
      </p>
      {children}
    </main>
  );
}
