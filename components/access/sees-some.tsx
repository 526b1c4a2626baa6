'use client';

import { countOf } from '@/lib/pair/count.ts';
import { useVisitor } from './visitor.tsx';

/** Beside a list of nothing, for who sees some pairs only: there may be more that others see. */
export function SeesSome() {
  const pairs = useVisitor()?.pairs ?? null;
  if (pairs === null) return null;
  return <p className="mt-2">{`This account sees ${countOf(pairs.length, 'pair')} only.`}</p>;
}
