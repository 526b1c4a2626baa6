import { type RefObject, useLayoutEffect } from 'react';

/** Shows a dialog above the page for as long as it is drawn. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => showAbove(dialog.current), [dialog]);
}

/** Opens it and gives what closes it. The browser gives focus back by itself, but not to what is gone by then. */
function showAbove(dialog: HTMLDialogElement | null): () => void {
  const homes = homesOf(document.activeElement);
  dialog?.showModal();
  return () => {
    dialog?.close();
    queueMicrotask(() => {
      if (document.activeElement === document.body) homes.find((home) => home.isConnected)?.focus();
    });
  };
}

/** What around an element can take its focus, the nearest first. */
function homesOf(element: Element | null): HTMLElement[] {
  const home = element?.parentElement?.closest<HTMLElement>('[tabindex="-1"]') ?? null;
  return home === null ? [] : [home, ...homesOf(home)];
}
