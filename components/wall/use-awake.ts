'use client';

import { useEffect } from 'react';

/** Keeps the screen on while the page is looked at, where the browser lets a page do so (over HTTPS or on localhost). */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    async function keep(): Promise<void> {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        const got = await navigator.wakeLock.request('screen');
        if (isOver) await got.release();
        else lock = got;
      } catch {
        // Refused, on low battery for one: then the screen keeps its own ways.
      }
    }
    keep();
    // The browser takes the lock back whenever the page is hidden.
    document.addEventListener('visibilitychange', keep);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', keep);
      lock?.release().catch(() => {}); // it was taken back by then
    };
  }, []);
}
