'use client';

import { TextField } from '@/components/ui/field.tsx';

/** Asks who is signed in for his password once more: whoever only found his browser open does not know it. */
export function PasswordAgainField({
  email,
  value,
  onChange,
}: {
  email: string;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <>
      <input type="text" name="username" autoComplete="username" hidden value={email} readOnly />
      <TextField
        path="password"
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={value}
        onChange={onChange}
      />
    </>
  );
}
