'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { healthQuery } from '@/lib/queries/health.ts';
import { shouldReload } from './reload.ts';

const KEY = 'pairwatch.wall.reloaded';

/**
 * Loads the page again once another build of the web server answers. Only after the page itself answered too: an error page has no
 * script that would ever get it back.
 */
export function useReload(pageBuild: string): void {
  const { data, dataUpdatedAt } = useQuery(healthQuery());
  const serverBuild = data?.web?.build ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is another try
  useEffect(() => {
    const nowMs = Date.now();
    if (!shouldReload({ pageBuild, serverBuild, last: lastReload(), nowMs })) return;
    const stop = new AbortController();
    fetch(location.href, { signal: stop.signal, cache: 'no-store' }).then(
      (answer) => {
        if (!answer.ok || stop.signal.aborted) return;
        sessionStorage.setItem(KEY, JSON.stringify({ atMs: nowMs, build: serverBuild }));
        location.reload();
      },
      () => {}, // no answer: the next one of health is another try
    );
    return () => stop.abort();
  }, [pageBuild, serverBuild, dataUpdatedAt]);
}

function lastReload(): { atMs: number; build: string } | null {
  const kept = sessionStorage.getItem(KEY);
  // Written by this page alone, in this shape.
  return kept === null ? null : (JSON.parse(kept) as { atMs: number; build: string });
}
