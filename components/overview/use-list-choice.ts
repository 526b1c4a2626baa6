'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import type { Order } from './risk.ts';

/** What the address says of the list: so it survives a reload, and a link shows others the same. */
export function useListChoice() {
  const path = usePathname();
  const search = useSearchParams();
  const text = search.get('q') ?? '';
  const order: Order = search.get('sort') === 'name' ? 'name' : 'risk';

  /** Without a way through the server: nothing else is read for it, and a way back for each letter is no help. */
  function choose(next: { text?: string; order?: Order }): void {
    const changed = new URLSearchParams(search);
    set(changed, 'q', next.text ?? text);
    set(changed, 'sort', (next.order ?? order) === 'name' ? 'name' : '');
    window.history.replaceState(null, '', changed.size === 0 ? path : `${path}?${changed}`);
  }
  return { text, order, choose };
}

function set(search: URLSearchParams, name: string, value: string): void {
  if (value === '') search.delete(name);
  else search.set(name, value);
}
