'use client';

import { useQuery } from '@tanstack/react-query';
import { Check, ChecksField } from '@/components/ui/field.tsx';
import { MESSAGE_KINDS } from '@/lib/contracts/endpoint.ts';
import { SEVERITIES } from '@/lib/contracts/severity.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import type { FilterDraft } from './endpoint-draft.ts';
import { MESSAGE_KIND_WORDS } from './endpoint-words.ts';

/** What an endpoint is told of. */
export function FilterFields({
  value,
  onChange,
}: {
  value: FilterDraft;
  onChange(value: FilterDraft): void;
}) {
  const { data } = useQuery(fleetQuery());
  const known = data?.pairs.map(({ name }) => name) ?? [];
  // One that is no longer watched stays in sight, so that it can be taken out.
  const pairs = [...new Set([...known, ...value.pairs])];
  const change = (changes: Partial<FilterDraft>) => onChange({ ...value, ...changes });
  return (
    <>
      <ChecksField
        path="kinds"
        label="Told of"
        values={value.kinds}
        options={MESSAGE_KINDS.map((kind) => ({ value: kind, ...MESSAGE_KIND_WORDS[kind] }))}
        onChange={(kinds) => change({ kinds })}
      />
      <ChecksField
        path="severities"
        label="Severities"
        values={value.severities}
        options={SEVERITIES.map((severity) => ({ value: severity, word: severity }))}
        onChange={(severities) => change({ severities })}
      />
      <div className="space-y-1">
        <Check isChecked={value.isOfAll} onChange={(isOfAll) => change({ isOfAll })}>
          Of all pairs, those to come too
        </Check>
        {!value.isOfAll && (
          <ChecksField
            path="pairs"
            label="Pairs"
            help="Alerts about Pairwatch itself are told whatever pairs are chosen."
            values={value.pairs}
            options={pairs.map((pair) => ({ value: pair, word: pair }))}
            onChange={(chosen) => change({ pairs: chosen })}
          />
        )}
      </div>
    </>
  );
}
