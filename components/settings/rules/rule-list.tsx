'use client';

import { useQuery } from '@tanstack/react-query';
import { PageHead } from '@/components/settings/page-head.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { type RulePlace, rulesQuery } from '@/lib/queries/rules.ts';
import { PlacePicker } from './place-picker.tsx';
import { RuleRow } from './rule-row.tsx';

/** What Pairwatch looks for, as it stands at a place. */
export function RuleList({ place, firstProblem }: { place: RulePlace; firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-4">
      <PageHead title="Rules">
        What Pairwatch looks for, and when it says so. Of what is wanted everywhere, for a pair and for a pool
        the nearest wins, value by value.
      </PageHead>
      <PlacePicker place={place} />
      <Resource query={useQuery(rulesQuery(place))} firstProblem={firstProblem} what="rules">
        {({ rules }) => (
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {rules.map((rule) => (
              // Another place is another form.
              <RuleRow key={`${rule.id} ${place.pair} ${place.pool}`} rule={rule} place={place} />
            ))}
          </ul>
        )}
      </Resource>
    </div>
  );
}
