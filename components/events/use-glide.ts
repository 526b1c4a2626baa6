'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

const GLIDE: KeyframeAnimationOptions = { duration: 150, easing: 'ease-out' };

/**
 * Lets the rows of a list (elements with `data-row`) glide to their places when others come above them: a row that jumps away
 * under the eye is lost. Whoever wants no motion sees them jump.
 */
export function useGlide(box: RefObject<HTMLElement | null>): void {
  const topRow = useRef<{ row: HTMLElement; offsetPx: number } | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const last = topRow.current;
    if (!element) return;
    const row = element.querySelector<HTMLElement>('[data-row]');
    topRow.current = row && { row, offsetPx: row.offsetTop - element.offsetTop };
    if (last === null || last.row === row || !element.contains(last.row)) return;
    const movedPx = last.row.offsetTop - element.offsetTop - last.offsetPx;
    if (movedPx <= 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.animate({ transform: [`translateY(${-movedPx}px)`, 'none'] }, GLIDE);
  });
}
