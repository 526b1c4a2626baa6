'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { DEFAULT_RANGE, readRange, type TimeRange, writeRange } from '@/lib/contracts/range.ts';

const PARAMETERS = ['last', 'from', 'to'];

/**
 * The time the page shows, which its address says: so it survives a reload, and a link shows others the same. All charts and
 * lists of a page share it. `isAsked` is false while the address says nothing.
 */
export function useRange(standard: TimeRange = DEFAULT_RANGE) {
  const path = usePathname();
  const router = useRouter();
  const search = useSearchParams();
  const asked = readRange(Object.fromEntries(search));
  const setRange = (range: TimeRange | null) => {
    const next = new URLSearchParams(search);
    for (const name of PARAMETERS) next.delete(name);
    for (const [name, value] of Object.entries(range ? writeRange(range) : {})) next.set(name, value);
    const address = next.size === 0 ? path : `${path}?${next}`;
    // Typed routes know no searches; it is the page we are on.
    router.push(address as Parameters<typeof router.push>[0], { scroll: false });
  };
  return { range: asked ?? standard, isAsked: asked !== null, setRange };
}
