'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { ALL_QUERIES, queriesOfTopic } from '@/lib/queries/hints.ts';
import { type LiveState, listenLive } from '@/lib/queries/live.ts';
import { createRefresher } from '@/lib/queries/refresher.ts';

const LiveContext = createContext<LiveState>('connecting');

/** Has the page's queries asked again as soon as the server hints that they changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const refresh = createRefresher(client);
    return listenLive({
      opened: () => refresh(ALL_QUERIES),
      hint: (hint) => refresh(queriesOfTopic(hint.topic)),
      state: setState,
    });
  }, [client]);
  return <LiveContext value={state}>{children}</LiveContext>;
}

export const useLiveState = (): LiveState => useContext(LiveContext);
