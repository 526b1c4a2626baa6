'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { ALL_QUERIES, queriesOfTopic } from '@/lib/queries/hints.ts';
import { type LiveHandlers, type LiveState, listenLive } from '@/lib/queries/live.ts';
import { createRefresher } from '@/lib/queries/refresher.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';

type Live = {
  state: LiveState;
  /** Since when it is so, by the server's clock; null until it is known. */
  sinceMs: number | null;
};

const LiveContext = createContext<Live>({ state: 'connecting', sinceMs: null });

/**
 * Has the page's queries asked again as soon as the server hints that they changed. `since`: the change cursor that the page
 * was drawn at; without one all of it is asked for again.
 */
export function LiveProvider({ since, children }: { since: number | null; children: ReactNode }) {
  const client = useQueryClient();
  const drawnAt = useRef(since);
  const [live, setLive] = useState<Live>({ state: 'connecting', sinceMs: null });
  useEffect(() => {
    const refresh = createRefresher(client);
    const handlers: LiveHandlers = {
      mayHaveChanged: () => refresh(ALL_QUERIES),
      hint: (hint) => refresh(queriesOfTopic(hint.topic)),
      state: (state) =>
        setLive((before) => (before.state === state ? before : { state, sinceMs: serverClock.now() })),
    };
    return listenLive(handlers, drawnAt.current);
  }, [client]);
  useAnnounced(live.state);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Tells a screen reader when the page is cut off and when it is back, not each try in between. */
function useAnnounced(state: LiveState): void {
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === 'lost' && !wasLost.current) {
      wasLost.current = true;
      announce('The connection to Pairwatch is lost: what is shown only grows older.');
    } else if (wasLost.current && (state === 'live' || state === 'polling')) {
      wasLost.current = false;
      announce('The connection to Pairwatch is back: what is shown is up to date again.');
    }
  }, [state]);
}

export const useLiveState = (): LiveState => useContext(LiveContext).state;

/** The same with since when. */
export const useLive = (): Live => useContext(LiveContext);
