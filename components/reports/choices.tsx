'use client';

import { useId } from 'react';

/** One of a few, all in sight, each with a line about it. */
export function Choices<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; word: string; about: string }[];
  onChange(value: T): void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="space-y-px">
        {options.map((option) => (
          <label
            key={option.value}
            className="-mx-2 flex items-start gap-2.5 rounded-md px-2 py-1 hover:bg-sunken/60 has-checked:bg-sunken"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-label={option.word}
              aria-describedby={`${name}-${option.value}`}
              className="mt-[3px] size-3.5 shrink-0 accent-ink"
            />
            <span className="min-w-0">
              {option.word}
              <span id={`${name}-${option.value}`} className="block text-13 text-muted leading-[18px]">
                {option.about}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
