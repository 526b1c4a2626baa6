import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/**
 * Moves the focus to the page when another one is opened, so that the keyboard and a screen reader go on there and not in the rail.
 * A page that already has it keeps it, such as one of tabs or one with a field to type in.
 */
export function useFocusOnPage(): void {
  const path = usePathname();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    const main = document.getElementById('main');
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [path]);
}
