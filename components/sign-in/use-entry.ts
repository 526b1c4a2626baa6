'use client';

import { useState } from 'react';
import { type Refusal, refusalOf } from '@/components/ui/mistakes.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';

/** Sends a form that lets somebody in, and then loads `next` anew: what is around its page is for who is known. */
export function useEntry(
  send: () => Promise<unknown>,
  next: string,
  firstProblem: ProblemDto | null,
): { run: () => void; isBusy: boolean; refusal: Refusal | null } {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(
    firstProblem && { title: firstProblem.title, detail: firstProblem.detail, mistakes: [] },
  );
  async function run() {
    setBusy(true);
    setRefusal(null);
    try {
      await send();
      window.location.assign(next);
    } catch (error) {
      // `send` throws ApiError, and whatever else there is to tell is told too.
      setRefusal(refusalOf(error instanceof Error ? error : new Error(String(error))));
      setBusy(false);
    }
  }
  return { run, isBusy, refusal };
}
