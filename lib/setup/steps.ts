import type { SetupLine } from '../contracts/setup.ts';

/** What a step says that worked; `why` where somebody should know something all the same. */
export type Told = string | { status: 'note' | 'ask'; text: string; why: string };

export type Step = {
  id: string;
  /** What it is about, in a word or two, for when it fails or is not tried. */
  about: string;
  try: (signal: AbortSignal) => Promise<Told>;
  /** Where its failure leaves the steps after it a chance. */
  isByItself?: boolean;
};

/**
 * Tries one step after the other. What fails says why; what follows it is not tried, nor is what follows a question that
 * somebody has to answer first. `server`: whose lines they are, null for the pair's.
 */
export async function trySteps(
  steps: readonly Step[],
  { server, signal }: { server: number | null; signal: AbortSignal },
): Promise<SetupLine[]> {
  const lines: SetupLine[] = [];
  let isOver = false;
  for (const step of steps) {
    const { id, about } = step;
    const line: Line = isOver ? notTried(about) : await lineOf(step, signal);
    lines.push({ id, server, ...line });
    isOver ||= line.status === 'ask' || (line.status === 'failed' && !step.isByItself);
  }
  return lines;
}

type Line = Pick<SetupLine, 'status' | 'text' | 'why'>;

async function lineOf({ about, try: attempt }: Step, signal: AbortSignal): Promise<Line> {
  try {
    signal.throwIfAborted();
    const told = await attempt(signal);
    return typeof told === 'string' ? { status: 'good', text: told, why: null } : told;
  } catch (error) {
    return { status: 'failed', text: about, why: whyOf(error, signal) };
  }
}

const notTried = (about: string): Line => ({ status: 'not-tried', text: about, why: null });

function whyOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted && signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
    return 'There was no answer in the time a test may take. The host is off or very busy, or a firewall drops what is sent to it.';
  return error instanceof Error ? error.message : String(error);
}

/** A reason of our own for a step that failed. */
export class StepError extends Error {}
