'use client';

import { useEffect } from 'react';

/** Keeps the window's title at what the page says now, for the tab among thirty others. */
export function useWindowTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
