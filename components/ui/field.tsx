'use client';

import { type ReactNode, useId } from 'react';
import { useField } from './form.tsx';
import { Prose } from './prose.tsx';

/** What every field has: where its value stands in the body that is sent, its name, and help beneath. */
export type FieldProps = { path: string; label: string; help?: string; isOptional?: boolean };

const BOX =
  'block w-full rounded-md border bg-surface px-2.5 text-14 placeholder:text-faint disabled:bg-sunken disabled:text-muted';

const boxLook = (mistake: string | null) => `${BOX} ${mistake ? 'border-down' : 'border-strong-line'}`;

/** A line of text, or several with `rows`. */
export function TextField({
  value,
  onChange,
  rows,
  isMono = false,
  type = 'text',
  placeholder,
  inputMode,
  autoComplete = 'off',
  className = '',
  ...field
}: FieldProps & {
  value: string;
  onChange(value: string): void;
  rows?: number;
  isMono?: boolean;
  type?: 'text' | 'email' | 'password' | 'date' | 'datetime-local' | 'time';
  placeholder?: string;
  inputMode?: 'numeric' | 'decimal' | 'url' | 'email';
  autoComplete?: string;
  className?: string;
}) {
  const { id, mistake } = useField(field.path, field.label);
  const shared = {
    id,
    value,
    placeholder,
    autoComplete,
    spellCheck: false,
    'aria-invalid': mistake !== null,
    'aria-describedby': `${id}-help`,
  };
  const look = `${boxLook(mistake)} ${isMono ? 'font-mono text-13' : ''} ${className}`;
  return (
    <Labelled {...field}>
      {rows === undefined ? (
        <input
          {...shared}
          type={type}
          inputMode={inputMode}
          onChange={(event) => onChange(event.target.value)}
          className={`${look} h-8`}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          onChange={(event) => onChange(event.target.value)}
          className={`${look} py-1.5`}
        />
      )}
    </Labelled>
  );
}

/** One of several choices, folded up. */
export function SelectField<T extends string>({
  value,
  options,
  onChange,
  ...field
}: FieldProps & {
  value: T;
  options: readonly { value: T; word: string }[];
  onChange(value: T): void;
}) {
  const { id, mistake } = useField(field.path, field.label);
  return (
    <Labelled {...field}>
      <select
        id={id}
        value={value}
        aria-invalid={mistake !== null}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={`${boxLook(mistake)} h-8`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Any number of a few choices, all in sight. */
export function ChecksField<T extends string>({
  values,
  options,
  onChange,
  ...field
}: FieldProps & {
  values: readonly T[];
  options: readonly { value: T; word: string; help?: string }[];
  onChange(values: T[]): void;
}) {
  const { id, mistake } = useField(field.path, field.label);
  const isExplained = options.some((option) => option.help !== undefined);
  const chosen = (value: T, isChosen: boolean) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === value ? isChosen : values.includes(each))),
    );
  return (
    <fieldset id={id} tabIndex={-1} aria-invalid={mistake !== null} aria-describedby={`${id}-help`}>
      <legend className="font-medium">{field.label}</legend>
      <div className={`mt-1 ${isExplained ? 'space-y-1' : 'flex flex-wrap gap-x-5 gap-y-1'}`}>
        {options.map((option) => (
          <Check
            key={option.value}
            isChecked={values.includes(option.value)}
            onChange={(isChecked) => chosen(option.value, isChecked)}
            {...(option.help !== undefined && { help: option.help })}
          >
            {option.word}
          </Check>
        ))}
      </div>
      <Beneath id={id} mistake={mistake} help={field.help} />
    </fieldset>
  );
}

/** Yes or no. */
export function Check({
  isChecked,
  onChange,
  help,
  children,
}: {
  isChecked: boolean;
  onChange(isChecked: boolean): void;
  help?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <label className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-[3px] size-3.5 shrink-0 accent-ink"
      />
      <span>
        {children}
        {help && <span className="block text-13 text-muted">{help}</span>}
      </span>
    </label>
  );
}

function Labelled({ path, label, help, isOptional = false, children }: FieldProps & { children: ReactNode }) {
  const { id, mistake } = useField(path, label);
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        {isOptional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children}
      <Beneath id={id} mistake={mistake} help={help} />
    </div>
  );
}

function Beneath({ id, mistake, help }: { id: string; mistake: string | null; help: string | undefined }) {
  return (
    <div id={`${id}-help`} className="mt-1 space-y-0.5 text-13">
      {mistake && (
        <p className="wrap-anywhere font-medium text-down">
          <Prose text={mistake} />
        </p>
      )}
      {help && (
        <p className="text-muted">
          <Prose text={help} />
        </p>
      )}
    </div>
  );
}
