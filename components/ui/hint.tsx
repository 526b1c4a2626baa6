'use client';

import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { HintBox } from './hint-box.tsx';

/** Long enough that a pointer on its way elsewhere opens nothing. */
const OPENS_AFTER_MS = 200;
/** In which a pointer gets from the word to the hint, to mark a part of it. */
const STAYS_MS = 150;

/** Hides the one hint that is shown. */
let hideShown: (() => void) | null = null;

/** Shows where something comes from, to a pointer, the keyboard and a finger alike. Escape hides it. */
export function Hint({
  text,
  children,
  className = '',
}: {
  text: string;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { isShown, show, hide, showSoon, hideSoon, stay } = useShown();
  return (
    <>
      <button
        ref={button}
        type="button"
        data-hint=""
        aria-describedby={isShown ? id : undefined}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onPointerEnter={({ pointerType }) => pointerType !== 'touch' && showSoon()}
        onPointerLeave={({ pointerType }) => pointerType !== 'touch' && hideSoon()}
        className={`relative z-10 cursor-help text-left ${className}`}
      >
        {children}
      </button>
      {isShown && button.current && (
        <HintBox id={id} of={button.current} onHide={hide} onEnter={stay} onLeave={hideSoon}>
          {text}
        </HintBox>
      )}
    </>
  );
}

/** Whether a hint is shown: no two at a time. */
function useShown() {
  const [isShown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    if (hideShown === hide) hideShown = null;
    setShown(false);
  }, []);
  useEffect(() => hide, [hide]);

  function show(): void {
    clearTimeout(timer.current);
    if (hideShown !== hide) hideShown?.();
    hideShown = hide;
    setShown(true);
  }
  function soon(act: () => void, afterMs: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, afterMs);
  }
  return {
    isShown,
    show,
    hide,
    showSoon: () => soon(show, OPENS_AFTER_MS),
    hideSoon: () => soon(hide, STAYS_MS),
    stay: () => clearTimeout(timer.current),
  };
}
