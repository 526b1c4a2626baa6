'use client';

import { PageHead } from '@/components/settings/page-head.tsx';
import { NEW_PAIR } from './pair-draft.ts';
import { Wizard } from './wizard.tsx';

export function NewPair() {
  return (
    <div className="space-y-5">
      <PageHead title="Set up a pair">
        One server, then the other. Each step is tried against the server itself; nothing there is changed.
      </PageHead>
      <Wizard first={NEW_PAIR} stored={null} />
    </div>
  );
}
