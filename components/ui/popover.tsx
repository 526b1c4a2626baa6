'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/** The edge of the button that the panel begins or ends with. */
type Align = 'start' | 'end';

/**
 * A panel beside its button, above the page: the browser's own popover, which Escape and a click elsewhere close and which gives
 * the focus back. `children` is drawn only while it is open.
 */
export function Popover({
  trigger,
  triggerLabel,
  isBusy,
  label,
  isOpen,
  onOpenChange,
  mayOpen = () => true,
  align = 'end',
  takesFocus = false,
  className = '',
  triggerClassName = '',
  children,
}: {
  trigger: ReactNode;
  /** Said of the button in full, for who hears it out of its place. */
  triggerLabel?: string | undefined;
  isBusy?: boolean;
  /** What the panel is, to a screen reader. */
  label: string;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  /** Asked when the button is pressed. */
  mayOpen?: () => boolean;
  align?: Align;
  /** Whether its first field or button has the focus when it opens. */
  takesFocus?: boolean;
  className?: string;
  triggerClassName?: string;
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    if (element.matches(':popover-open') !== isOpen) {
      if (isOpen) element.showPopover();
      else element.hidePopover();
    }
    if (isOpen && takesFocus) element.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  }, [isOpen, takesFocus]);

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={triggerLabel}
        aria-disabled={isBusy}
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
          if (event.newState !== 'open' || !button.current) return;
          if (!isOpen && !mayOpen()) event.preventDefault();
          else place(event.currentTarget, button.current, align);
        }}
        onToggle={(event) => onOpenChange(event.newState === 'open')}
        className={`fixed m-0 overflow-y-auto overscroll-contain whitespace-normal rounded-md border border-strong-line bg-surface p-4 text-left text-ink ${className}`}
      >
        {isOpen && children}
      </div>
    </>
  );
}

const FOCUSABLE = 'input, textarea, select, button';
const GAP_PX = 6;
const MARGIN_PX = 12;
const PHONE_PX = 640;
/** As high as a panel can do with before it goes to where there is more room. */
const LOW_PX = 280;
/** As wide as a panel is that begins with its button. */
const WIDE_PX = 400;

/** Under the button, or above it where there is more room; across the window of a phone. Never beyond the window. */
function place(panel: HTMLElement, button: HTMLElement, align: Align): void {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isPhone = clientWidth < PHONE_PX;
  const begins = isPhone || (align === 'start' && left + WIDE_PX + MARGIN_PX <= clientWidth);
  const fromLeft = isPhone ? MARGIN_PX : Math.max(MARGIN_PX, left);
  const fromRight = isPhone ? MARGIN_PX : Math.max(MARGIN_PX, clientWidth - right);
  const below = clientHeight - bottom;
  const isAbove = below < LOW_PX && top > below;
  panel.style.top = isAbove ? 'auto' : `${bottom + GAP_PX}px`;
  panel.style.bottom = isAbove ? `${clientHeight - top + GAP_PX}px` : 'auto';
  panel.style.left = begins ? `${fromLeft}px` : 'auto';
  panel.style.right = begins && !isPhone ? 'auto' : `${fromRight}px`;
  panel.style.maxWidth = `${clientWidth - (begins ? fromLeft : fromRight) - MARGIN_PX}px`;
  panel.style.maxHeight = `${(isAbove ? top : below) - GAP_PX - MARGIN_PX}px`;
}
