'use client';

import { useQuery } from '@tanstack/react-query';
import { ChecksField, SelectField } from '@/components/ui/field.tsx';
import { ROLE_WORDS, ROLES, type Role } from '@/lib/access/role.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';

export type Scope = { role: Role; pairs: string[] | null };

const PAIR_CHOICES = [
  { value: 'all', word: 'all pairs' },
  { value: 'some', word: 'some pairs' },
] as const;

/** Asks for a role, and for the pairs it is for. */
export function ScopeFields({ scope, onChange }: { scope: Scope; onChange(scope: Scope): void }) {
  const { role, pairs } = scope;
  const { data } = useQuery(fleetQuery());
  const names = new Set([...(data?.pairs ?? []).map(({ name }) => name), ...(pairs ?? [])]);
  return (
    <>
      <SelectField
        path="role"
        label="Role"
        help={`${role[0]?.toUpperCase()}${role.slice(1)}: ${ROLE_WORDS[role]}.`}
        value={role}
        options={ROLES.map((value) => ({ value, word: value }))}
        onChange={(next) => onChange({ role: next, pairs: next === 'admin' ? null : pairs })}
      />
      {role !== 'admin' && names.size > 0 && (
        <SelectField
          path="pairs"
          label="May see"
          value={pairs === null ? 'all' : 'some'}
          options={PAIR_CHOICES}
          onChange={(next) => onChange({ role, pairs: next === 'all' ? null : [] })}
        />
      )}
      {pairs !== null && (
        <ChecksField
          path="pairs.0"
          label="Pairs"
          values={pairs}
          options={[...names].sort().map((value) => ({ value, word: value }))}
          onChange={(next) => onChange({ role, pairs: next })}
        />
      )}
    </>
  );
}

/** "all pairs", "office, branch". */
export const pairsWords = (pairs: readonly string[] | null): string =>
  pairs === null ? 'all pairs' : pairs.join(', ') || 'no pairs';
