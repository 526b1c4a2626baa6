'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type LeaseSearch, readLeaseSearch, writeLeaseSearch } from '@/lib/contracts/lease-search.ts';

/** So long a pause in typing sets the search going. */
const PAUSE_MS = 250;

/** One address of one pair, whose details are shown beside the list. */
export type OpenLease = { pair: string; address: string };

const OWN = ['q', 'as', 'state', 'pool', 'server', 'differ', 'lease', 'of'];

/**
 * The search that the page's address says, so that a link or a reload finds the same; `text` is what stands in the box, ahead
 * of it by the pause. `opened` is the lease whose details are shown; `pair` is whose page this is, null where it is of all.
 */
export function useLeaseSearch(pair: string | null) {
  const path = usePathname();
  const parameters = useSearchParams();
  const search = useMemo(() => readLeaseSearch(Object.fromEntries(parameters)), [parameters]);
  const [text, setText] = useState(search.q);
  const asked = useRef(search.q);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Somebody went back, or followed a link to this page.
  useEffect(() => {
    if (search.q === asked.current) return;
    asked.current = search.q;
    setText(search.q);
  }, [search.q]);

  function go(next: LeaseSearch, lease: OpenLease | null, how: 'push' | 'replace'): void {
    // The address of this moment: what was typed meanwhile is in it, and no part of the page is asked of the server.
    const address = new URLSearchParams(window.location.search);
    for (const name of OWN) address.delete(name);
    for (const [name, value] of Object.entries(writeLeaseSearch(next))) address.set(name, value);
    if (lease) address.set('lease', lease.address);
    if (lease && pair === null) address.set('of', lease.pair);
    const url = address.size === 0 ? path : `${path}?${address}`;
    if (how === 'push') window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  }

  function change(changes: Partial<LeaseSearch>): void {
    clearTimeout(timer.current);
    const next = { ...search, q: text, ...changes };
    asked.current = next.q.trim();
    setText(next.q);
    go(next, null, 'replace');
  }

  function type(next: string): void {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      asked.current = next.trim();
      go({ ...search, q: next, as: null }, null, 'replace');
    }, PAUSE_MS);
  }

  function open(lease: OpenLease): void {
    // What was typed is searched for now: were it later, that would close what is opened.
    clearTimeout(timer.current);
    const isTyped = text.trim() !== search.q.trim();
    asked.current = text.trim();
    go(isTyped ? { ...search, q: text, as: null } : search, lease, 'push');
  }

  const address = parameters.get('lease');
  const of = pair ?? parameters.get('of');
  return {
    search,
    text,
    /** What is typed is searched for after a pause. */
    type,
    /** What is chosen, or ended by Enter, at once. */
    change,
    opened: address !== null && of !== null ? { pair: of, address } : null,
    open,
    close: () => go(search, null, 'replace'),
  };
}

export type LeaseSearching = ReturnType<typeof useLeaseSearch>;
