'use client';

import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';

/** One choice of a few, all in sight. */
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
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next && !option.whyNot);
        if (chosen) onChange(chosen.value);
      }}
      className="flex h-7 shrink-0 items-stretch rounded-md border border-line p-px"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          title={option.whyNot ?? option.title}
          aria-label={option.whyNot ? `${option.title}: ${option.whyNot}` : option.title}
          // Not `disabled`: a reader comes to it, and is told why.
          aria-disabled={option.whyNot ? true : undefined}
          className="flex min-w-7 items-center justify-center rounded-[4px] px-1.5 text-12 text-muted hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:text-faint data-[state=on]:bg-sunken data-[state=on]:text-ink"
        >
          {option.content}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
