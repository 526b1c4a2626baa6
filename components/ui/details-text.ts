import type { ProblemDto } from '../../lib/contracts/health.ts';

/** All that helps whoever is asked about an error, as JSON to paste. `since`: when it was first met, in milliseconds. */
export function detailsText(about: {
  problem: ProblemDto;
  /** What was being read. */
  what: string | null;
  address: string;
  version: string;
  nowMs: number;
  sinceMs: number | null;
  tries: number | null;
}): string {
  const { problem, what, address, version, nowMs, sinceMs, tries } = about;
  return JSON.stringify(
    {
      product: `Pairwatch ${version}`,
      page: address,
      ...(what !== null && { reading: what }),
      at: new Date(nowMs).toISOString(),
      ...(sinceMs !== null && { since: new Date(sinceMs).toISOString() }),
      ...(tries !== null && { tries }),
      problem,
    },
    null,
    2,
  );
}
