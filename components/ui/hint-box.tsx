'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

/** The hint beside what it is of, above everything: the browser's own popover, which writes no style sheet. */
export function HintBox({
  id,
  of,
  onHide,
  onEnter,
  onLeave,
  children,
}: {
  id: string;
  of: HTMLElement;
  onHide(): void;
  onEnter(): void;
  onLeave(): void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.showPopover();
    place(box.current, of);
  });
  useHiding(of, box, onHide);
  // Out of the table or the line it is of; in an open dialog, outside of which nothing is told to a screen reader.
  return createPortal(
    <div
      ref={box}
      id={id}
      role="tooltip"
      popover="manual"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="fixed inset-auto m-0 max-w-80 whitespace-pre-line rounded-md border-0 bg-ink px-2.5 py-1.5 text-12 text-ground print:hidden"
    >
      {children}
    </div>,
    of.closest('dialog') ?? document.body,
  );
}

/** Hides it on Escape, on a press elsewhere, and when what it is of moves. */
function useHiding(of: HTMLElement, box: { current: HTMLElement | null }, onHide: () => void): void {
  useEffect(() => {
    const gone = new AbortController();
    const options = { capture: true, signal: gone.signal };
    const hideOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // One Escape, one thing: the dialog around it stays.
      event.preventDefault();
      event.stopPropagation();
      onHide();
    };
    const hideOnPress = ({ target }: PointerEvent) => {
      const isOurs = target instanceof Node && (of.contains(target) || box.current?.contains(target));
      if (!isOurs) onHide();
    };
    const hideOnScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(of)) onHide();
    };
    document.addEventListener('keydown', hideOnEscape, options);
    document.addEventListener('pointerdown', hideOnPress, options);
    document.addEventListener('scroll', hideOnScroll, options);
    window.addEventListener('resize', onHide, options);
    return () => gone.abort();
  }, [of, box, onHide]);
}

const GAP_PX = 6;
const MARGIN_PX = 8;

/** Above the middle of it, below where there is no room above. Never beyond the window. */
function place(box: HTMLElement, of: HTMLElement): void {
  const { top, bottom, left, right } = of.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const { offsetWidth: width, offsetHeight: height } = box;
  const above = top - GAP_PX - height;
  const middle = (left + right - width) / 2;
  box.style.top = `${above >= MARGIN_PX ? above : bottom + GAP_PX}px`;
  box.style.left = `${Math.max(MARGIN_PX, Math.min(middle, clientWidth - MARGIN_PX - width))}px`;
}
