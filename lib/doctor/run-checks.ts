import { broken, type DoctorLine, notChecked, type Said } from './line.ts';

export type Check = {
  group: string;
  id: string;
  /** What is checked, for when it fails or takes too long. */
  about: string;
  withinMs: number;
  /** What it throws is told as broken: its message says what to do. */
  run(signal: AbortSignal): Promise<Said | readonly Said[]>;
};

/** Runs all checks at once and gives their lines in the order of the checks. Whatever a check does, each ends in its time. */
export async function runChecks(checks: readonly Check[], signal: AbortSignal): Promise<DoctorLine[]> {
  const told = await Promise.all(checks.map((check) => runCheck(check, signal)));
  return told.flat();
}

async function runCheck(
  { group, id, about, withinMs, run }: Check,
  whole: AbortSignal,
): Promise<DoctorLine[]> {
  const signal = AbortSignal.any([whole, AbortSignal.timeout(withinMs)]);
  const said = await Promise.race([failureTold(about, () => run(signal)), overdue(about, withinMs, signal)]);
  return [said].flat().map((each) => ({ group, id, ...each }));
}

async function failureTold(
  about: string,
  run: () => Promise<Said | readonly Said[]>,
): Promise<Said | readonly Said[]> {
  try {
    return await run();
  } catch (error) {
    return broken(about, error instanceof Error ? error.message : String(error));
  }
}

function overdue(about: string, withinMs: number, signal: AbortSignal): Promise<Said> {
  const said = notChecked(about, `It took longer than ${withinMs / 1000} s, and was given up.`);
  return new Promise((resolve) => {
    if (signal.aborted) resolve(said);
    // A moment later than those who heed the signal themselves, whose words say more.
    else signal.addEventListener('abort', () => setTimeout(() => resolve(said), 250), { once: true });
  });
}
