'use client';

import { type KeyboardEvent, type ReactNode, useRef } from 'react';

/** Where an arrow leads from the option that has the focus. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One choice of a few, all in sight. Arrows go from one to the next; Enter or the space bar takes it. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  /** `whyNot`: an option that can't be chosen now, and the reason. */
  options: readonly { value: T; title: string; content: ReactNode; whyNot?: string | null }[];
  onChange(value: T): void;
}) {
  const group = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent, index: number): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (index + step + options.length) % options.length;
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  }

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className="flex h-7 shrink-0 items-stretch rounded-md border border-line p-px"
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: an option that is looked at is not yet chosen; an input's would be
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          // One stop for Tab: the option that is chosen.
          tabIndex={option.value === value ? 0 : -1}
          title={option.whyNot ?? option.title}
          aria-label={option.whyNot ? `${option.title}: ${option.whyNot}` : option.title}
          // Not `disabled`: a reader comes to it, and is told why.
          aria-disabled={option.whyNot ? true : undefined}
          onClick={() => {
            if (!option.whyNot && option.value !== value) onChange(option.value);
          }}
          onKeyDown={(event) => move(event, index)}
          className="flex min-w-7 items-center justify-center rounded-[4px] px-1.5 text-12 text-muted hover:text-ink aria-checked:bg-sunken aria-checked:text-ink aria-disabled:cursor-not-allowed aria-disabled:text-faint"
        >
          {option.content}
        </button>
      ))}
    </div>
  );
}
