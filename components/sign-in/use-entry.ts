'use client';

import { useState } from 'react';
import { type Refusal, refusalOf } from '@/components/ui/mistakes.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { EnteredDto } from '@/lib/contracts/sign-in.ts';

const SECOND_STEP = '/sign-in/second-step';

/** Sends a form that lets somebody in, and then loads `next` anew: what is around its page is for who is known. Who needs a code as well is asked for it first. */
export function useEntry(
  send: () => Promise<EnteredDto>,
  next: string,
  firstProblem: ProblemDto | null,
): { run: () => void; isBusy: boolean; refusal: Refusal | null; reset: () => void } {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(
    firstProblem && { title: firstProblem.title, detail: firstProblem.detail, mistakes: [] },
  );
  async function run() {
    setBusy(true);
    setRefusal(null);
    try {
      const { needsCode } = await send();
      window.location.assign(needsCode ? `${SECOND_STEP}?next=${encodeURIComponent(next)}` : next);
    } catch (error) {
      // `send` throws ApiError, and whatever else there is to tell is told too.
      setRefusal(refusalOf(error instanceof Error ? error : new Error(String(error))));
      setBusy(false);
    }
  }
  return { run, isBusy, refusal, reset: () => setRefusal(null) };
}
