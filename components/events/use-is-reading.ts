'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Whether somebody reads within a list: its begin is above the window, or the focus is in it. */
export function useIsReading(box: RefObject<HTMLElement | null>): boolean {
  const [isReading, setReading] = useState(false);
  useEffect(() => {
    const look = () => {
      const element = box.current;
      if (!element) return;
      setReading(element.getBoundingClientRect().top < 0 || element.contains(document.activeElement));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      window.removeEventListener('scroll', look);
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, [box]);
  return isReading;
}
