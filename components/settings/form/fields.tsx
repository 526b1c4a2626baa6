'use client';

import { ActorField } from '@/components/ui/actor-field.tsx';
import { Field, FieldError } from '@/components/ui/field.tsx';
import { useField } from './form.tsx';

/** What every field has: where its value stands in the body that is sent, its name, and help beneath. */
export type FieldProps = { path: string; label: string; help?: string };

/** A line of text, or several with `rows`. */
export function TextField({
  path,
  label,
  help,
  value,
  onChange,
  rows,
  isMono = false,
  type = 'text',
  ...input
}: FieldProps & {
  value: string;
  onChange(value: string): void;
  rows?: number;
  isMono?: boolean;
  type?: 'text' | 'password' | 'datetime-local' | 'time';
  placeholder?: string;
  inputMode?: 'numeric' | 'decimal' | 'url' | 'email';
  autoComplete?: string;
  disabled?: boolean;
}) {
  const { id, error } = useField(path, label);
  return (
    <Field id={id} label={label} error={error} {...(help !== undefined && { help })}>
      {(props) => {
        const shared = {
          autoComplete: 'off',
          spellCheck: false,
          value,
          ...input,
          ...props,
          className: `${props.className} disabled:text-muted ${isMono ? 'font-mono' : ''}`,
        };
        return rows === undefined ? (
          <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
        );
      }}
    </Field>
  );
}

/** One of several choices. */
export function SelectField<T extends string>({
  path,
  label,
  help,
  value,
  options,
  onChange,
  disabled = false,
}: FieldProps & {
  value: T;
  options: readonly { value: T; word: string }[];
  onChange(value: T): void;
  disabled?: boolean;
}) {
  const { id, error } = useField(path, label);
  return (
    <Field id={id} label={label} error={error} {...(help !== undefined && { help })}>
      {(props) => (
        <select
          {...props}
          disabled={disabled}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.word}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Any number of a few choices, all in sight. */
export function ChecksField<T extends string>({
  path,
  label,
  help,
  values,
  options,
  onChange,
}: FieldProps & {
  values: readonly T[];
  options: readonly { value: T; word: string; help?: string }[];
  onChange(values: T[]): void;
}) {
  const { id, error } = useField(path, label);
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={`${id}-help`} className="space-y-1">
      <legend className="font-medium text-13">{label}</legend>
      {options.map((option) => (
        <Check
          key={option.value}
          label={option.word}
          {...(option.help !== undefined && { help: option.help })}
          isChecked={values.includes(option.value)}
          onChange={(isChecked) =>
            onChange(
              options
                .map((each) => each.value)
                .filter((each) => (each === option.value ? isChecked : values.includes(each))),
            )
          }
        />
      ))}
      <div id={`${id}-help`} className="space-y-1">
        {error !== null && <FieldError id={`${id}-error`} error={error} />}
        {help !== undefined && <p className="text-12 text-muted">{help}</p>}
      </div>
    </fieldset>
  );
}

/** Yes or no. */
export function Check({
  label,
  help,
  isChecked,
  onChange,
}: {
  label: string;
  help?: string;
  isChecked: boolean;
  onChange(isChecked: boolean): void;
}) {
  return (
    <label className="flex min-h-6 items-start gap-2">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-[3px] size-3.5 shrink-0 accent-ink"
      />
      <span>
        {label}
        {help !== undefined && <span className="block text-12 text-muted">{help}</span>}
      </span>
    </label>
  );
}

/** Asks who does it: the `by` of every action. */
export function ByField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { error } = useField('by', 'Your name');
  return <ActorField name={value} onChange={onChange} error={error} />;
}
