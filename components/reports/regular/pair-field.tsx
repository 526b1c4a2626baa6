'use client';

import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@/components/ui/field.tsx';
import { fleetQuery } from '@/lib/queries/fleet.ts';

const ALL = '';

/** One pair, or all of them. */
export function PairField({
  value,
  onChange,
}: {
  value: string | null;
  onChange(pair: string | null): void;
}) {
  const { data } = useQuery(fleetQuery());
  return (
    <SelectField
      path="pair"
      label="On"
      value={value ?? ALL}
      options={[
        { value: ALL, word: 'all pairs' },
        ...(data?.pairs ?? []).map(({ name }) => ({ value: name, word: name })),
      ]}
      onChange={(name) => onChange(name === ALL ? null : name)}
    />
  );
}
