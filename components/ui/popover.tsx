'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * A panel beside its button, above the page: the browser's own popover, which Escape and a click elsewhere close and which gives
 * the focus back. `children` is drawn only while it is open.
 */
export function Popover({
  trigger,
  label,
  isOpen,
  onOpenChange,
  className = '',
  triggerClassName = '',
  children,
}: {
  trigger: ReactNode;
  /** What the panel is, to a screen reader. */
  label: string;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  className?: string;
  triggerClassName?: string;
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = panel.current;
    if (!element || element.matches(':popover-open') === isOpen) return;
    if (isOpen) element.showPopover();
    else element.hidePopover();
  }, [isOpen]);

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        className={triggerClassName}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={(event) => {
          if (event.newState === 'open' && button.current) place(event.currentTarget, button.current);
        }}
        onToggle={(event) => onOpenChange(event.newState === 'open')}
        className={`fixed m-0 max-h-[calc(100dvh-24px)] overflow-y-auto overscroll-contain rounded-md border border-strong-line bg-surface p-4 text-ink ${className}`}
      >
        {isOpen && children}
      </div>
    </>
  );
}

const GAP_PX = 6;
const MARGIN_PX = 12;
const PHONE_PX = 640;

/** Under the button, its right edge with the button's; across the window of a phone. Never beyond the window. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const { bottom, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isPhone = clientWidth < PHONE_PX;
  const fromRight = isPhone ? MARGIN_PX : Math.max(MARGIN_PX, clientWidth - right);
  const top = bottom + GAP_PX;
  panel.style.inset = `${top}px ${fromRight}px auto ${isPhone ? `${MARGIN_PX}px` : 'auto'}`;
  panel.style.maxWidth = `${clientWidth - fromRight - MARGIN_PX}px`;
  panel.style.maxHeight = `${clientHeight - top - MARGIN_PX}px`;
}
