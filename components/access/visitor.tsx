'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Actor } from '@/lib/access/actor.ts';

/** Who looks at the page, as far as the page need know. */
export type Visitor = Pick<Actor, 'kind' | 'name' | 'role' | 'pairs'>;

const VisitorContext = createContext<Visitor | null>(null);

export function VisitorProvider({ visitor, children }: { visitor: Visitor | null; children: ReactNode }) {
  return <VisitorContext value={visitor}>{children}</VisitorContext>;
}

/** null while that can't be found out, as when the database does not answer. */
export function useVisitor(): Visitor | null {
  return use(VisitorContext);
}
