import type { PairOverviewDto } from '../../lib/contracts/overview.ts';

type Days = PairOverviewDto['redundancy']['days'];

/** The share of the time seen in which two servers answered, rounded down to a tenth: "99.8 %"; null where nothing was seen. */
export function twoAnsweredShare(days: Days): string | null {
  let two = 0;
  let seen = 0;
  for (const [both, one, none] of days) {
    two += both;
    seen += both + one + none;
  }
  if (seen === 0) return null;
  return two >= seen ? '100 %' : `${(Math.floor((1000 * two) / seen) / 10).toFixed(1)} %`;
}
