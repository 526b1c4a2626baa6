'use client';

import { useId } from 'react';

type Option<T> = { value: T; word: string; about: string };

/** One of a few, all in sight, each with a line about it; with `isShort` only the one that is chosen has its line. */
export function Choices<T extends string>({
  label,
  value,
  options,
  onChange,
  isShort = false,
}: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange(value: T): void;
  isShort?: boolean;
}) {
  const name = useId();
  const chosen = options.find((option) => option.value === value);
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{label}</legend>
      <div className={isShort ? 'grid grid-cols-2 gap-x-5 gap-y-px' : 'space-y-px'}>
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
              aria-describedby={isShort ? name : `${name}-${option.value}`}
              className="mt-[3px] size-3.5 shrink-0 accent-ink"
            />
            <span className="min-w-0">
              {option.word}
              {!isShort && (
                <About id={`${name}-${option.value}`} className="block">
                  {option.about}
                </About>
              )}
            </span>
          </label>
        ))}
      </div>
      {/* As high as the longest, so that nothing moves. */}
      {isShort && (
        <p className="mt-1 min-h-[54px]">
          <About id={name}>{chosen?.about}</About>
        </p>
      )}
    </fieldset>
  );
}

function About({
  id,
  className = '',
  children,
}: {
  id: string;
  className?: string;
  children: string | undefined;
}) {
  return (
    <span id={id} className={`text-13 text-muted leading-[18px] ${className}`}>
      {children}
    </span>
  );
}
