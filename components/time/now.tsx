'use client';

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import { serverClock } from '@/lib/queries/server-clock.ts';

const RenderedAt = createContext(0);

/** Lets every age below be drawn first for the moment the server drew it, then tick by the server's clock. */
export function NowProvider({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  useEffect(() => serverClock.sync(renderedAt), [renderedAt]);
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>;
}

/** The server's time in milliseconds since 1970; the component is drawn anew each second. */
export function useNow(): number {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(serverClock.subscribe, serverClock.now, () => renderedAt);
}
