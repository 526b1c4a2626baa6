'use client';

import { useEffect, useRef, useState } from 'react';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { ApiError } from '@/lib/queries/api.ts';
import { checkReport } from '@/lib/queries/report.ts';

/** Longer than most reports take. */
const LONG_MS = 2000;
/** After its frame has loaded, in which the browser tells how it was answered. */
const TOLD_WITHIN_MS = 300;

export type Preview =
  | { state: 'loading'; isLong: boolean }
  | { state: 'shown'; bytes: number | null }
  | { state: 'refused'; problem: ProblemDto };

const LOADING: Preview = { state: 'loading', isLong: false };

/**
 * How the frame that shows `path` fares; `onLoad` is to be called when it has loaded. A frame without scripts tells nothing of
 * itself, so the browser's own record of what it loaded is read; where that has nothing, the address is asked once more.
 */
export function usePreview(path: string, attempt: number): { preview: Preview; onLoad(): void } {
  const name = `${path} ${attempt}`;
  const [told, setTold] = useState<{ name: string; preview: Preview }>({ name, preview: LOADING });
  const answers = useAnswers(path, attempt);
  const asking = useRef<AbortController>(null);
  useEffect(() => {
    const long = setTimeout(() => setTold({ name, preview: { state: 'loading', isLong: true } }), LONG_MS);
    asking.current = new AbortController();
    const { signal } = asking.current;
    signal.addEventListener('abort', () => clearTimeout(long));
    return () => asking.current?.abort();
  }, [name]);

  async function onLoad(): Promise<void> {
    const { signal } = asking.current ?? new AbortController();
    const preview = await outcomeOf(path, answers, signal);
    if (signal.aborted || preview === null) return;
    asking.current?.abort();
    setTold({ name, preview });
  }

  return { preview: told.name === name ? told.preview : LOADING, onLoad };
}

type Answers = { current: PerformanceResourceTiming | null };

/** The last the browser recorded of an address since it was asked for. */
function useAnswers(path: string, attempt: number): Answers {
  const answers = useRef<PerformanceResourceTiming>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is answered anew
  useEffect(() => {
    answers.current = null;
    const address = new URL(path, location.href).href;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName(address)) {
        if (entry instanceof PerformanceResourceTiming) answers.current = entry;
      }
    });
    observer.observe({ type: 'resource' });
    return () => observer.disconnect();
  }, [path, attempt]);
  return answers;
}

/** null: nobody wants to know any more. */
async function outcomeOf(path: string, answers: Answers, signal: AbortSignal): Promise<Preview | null> {
  if (answers.current === null) await new Promise((resolve) => setTimeout(resolve, TOLD_WITHIN_MS));
  if (signal.aborted) return null;
  const answer = answers.current;
  if (answer?.responseStatus === 200) return { state: 'shown', bytes: answer.decodedBodySize || null };
  try {
    await checkReport(path, signal);
    return { state: 'shown', bytes: null };
  } catch (error) {
    if (error instanceof ApiError) return { state: 'refused', problem: error.problem };
    if (signal.aborted) return null;
    throw error;
  }
}
