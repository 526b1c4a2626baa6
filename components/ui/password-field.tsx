'use client';

import { MIN_PASSWORD } from '@/lib/contracts/sign-in.ts';
import { TextField } from './field.tsx';

/** A password that is chosen now. */
export function NewPasswordField({
  label = 'Password',
  value,
  onChange,
}: {
  label?: string;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <TextField
      path="password"
      label={label}
      help={`At least ${MIN_PASSWORD} characters. Several words are easier to keep in mind than signs.`}
      type="password"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
    />
  );
}
