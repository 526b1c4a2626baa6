'use client';

import { useQuery } from '@tanstack/react-query';
import { PageHead } from '@/components/settings/page-head.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { storedPairQuery } from '@/lib/queries/setup.ts';
import { draftOf } from './pair-draft.ts';
import { Wizard } from './wizard.tsx';

/** Changes a pair that is stored here. */
export function EditPair({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-5">
      <PageHead title={`Edit ${name}`}>
        What is stored stays until the changes are stored at the end.
      </PageHead>
      <Resource query={useQuery(storedPairQuery(name))} firstProblem={firstProblem} what="the pair">
        {({ pair }) => <Wizard first={draftOf(pair)} stored={name} />}
      </Resource>
    </div>
  );
}
