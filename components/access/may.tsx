'use client';

import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice.tsx';
import { allows, ROLE_WORDS, type Role } from '@/lib/access/role.ts';
import { useVisitor } from './visitor.tsx';

/** Whether the reader's role is enough for what needs one; also while it is not known, for then the server says no in its own words. */
export function useRole(): (need: Role) => boolean {
  const visitor = useVisitor();
  return (need) => visitor === null || allows(visitor.role, need);
}

export const useMay = (need: Role): boolean => useRole()(need);

/** What is only there for whose role is enough. */
export function May({ need, children }: { need: Role; children: ReactNode }) {
  return useMay(need) ? children : null;
}

/** A page, or a part of one, that is for whose role is enough; the others are told why it isn't for them. */
export function Only({ need, children }: { need: Role; children: ReactNode }) {
  const visitor = useVisitor();
  if (useMay(need)) return children;
  return (
    <Notice title={`This needs the role ${need}`}>
      You have the role {visitor?.role}; {need} is needed, who {ROLE_WORDS[need]}. Somebody with the role
      admin can give it to you.
    </Notice>
  );
}
