'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useNow } from '@/components/time/now.tsx';
import type { Verdict } from '@/lib/contracts/verdict.ts';
import { agedFleetPair } from '@/lib/pair/staleness.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { latestAnnouncement, onAnnouncement } from './announcements.ts';

/**
 * Reads out to a screen reader what a page announces, and a changed verdict: the change once, not the ages that tick every
 * second.
 */
export function Announcer() {
  const { data } = useQuery(fleetQuery());
  const now = useNow();
  const known = useRef(new Map<string, Verdict>());
  const [text, setText] = useState('');
  useEffect(() => {
    const changed = (data?.pairs ?? [])
      .map((pair) => agedFleetPair(pair, now))
      .filter((pair) => {
        const before = known.current.get(pair.name);
        known.current.set(pair.name, pair.verdict);
        return before !== undefined && before !== pair.verdict;
      });
    if (changed.length === 0) return;
    setText(changed.map((pair) => `${pair.title ?? pair.name}: ${pair.verdict}. ${pair.sentence}`).join(' '));
  }, [data, now]);
  const said = useSyncExternalStore(onAnnouncement, latestAnnouncement, () => '');
  return (
    <div className="sr-only">
      <p aria-live="polite">{text}</p>
      <p aria-live="polite">{said}</p>
    </div>
  );
}
