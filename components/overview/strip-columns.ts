import type { PairOverviewDto } from '../../lib/contracts/overview.ts';

type Part = 'two' | 'one' | 'none' | 'unseen';
type Minutes = { [part in Part]: number };

/** From the top of a column down. */
const FROM_TOP: readonly Part[] = ['unseen', 'two', 'one', 'none'];
/** Seconds without redundancy in a day must be seen: so much of a column at least. */
const LEAST: Partial<{ [part in Part]: number }> = { one: 0.18, none: 0.28 };

/** What the days of a record were, by what each minute stands for. */
export function minutesOf(days: PairOverviewDto['redundancy']['days']): Minutes[] {
  return days.map(([two, one, none, unseen]) => ({ two, one, none, unseen }));
}

/**
 * The columns of a strip as one SVG path a part that was seen, in a box of as many units as there are days by one. Days that
 * went alike are one column: most went well from end to end.
 */
export function stripPaths(days: readonly Minutes[]): { [part in Exclude<Part, 'unseen'>]: string } {
  const paths = { two: '', one: '', none: '' };
  let first = 0;
  for (const [index, day] of days.entries()) {
    const next = days[index + 1];
    if (next && areAlike(day, next)) continue;
    const width = index + 1 - first;
    const heights = heightsOf(day);
    let top = 0;
    for (const part of FROM_TOP) {
      const height = heights[part];
      if (height > 0 && part !== 'unseen')
        paths[part] += `M${first} ${round(top)}h${width}v${round(height)}h-${width}Z`;
      top += height;
    }
    first = index + 1;
  }
  return paths;
}

const areAlike = (one: Minutes, other: Minutes): boolean =>
  FROM_TOP.every((part) => one[part] === other[part]);

/** Shares of a day, those that matter no smaller than they can be seen, at the cost of the others. */
function heightsOf(minutes: Minutes): { [part in Part]: number } {
  const whole = FROM_TOP.reduce((sum, part) => sum + minutes[part], 0);
  const share = (part: Part) => (whole === 0 ? 0 : minutes[part] / whole);
  const raised = (part: Part) => (minutes[part] > 0 ? Math.max(share(part), LEAST[part] ?? 0) : 0);
  const [one, none] = [raised('one'), raised('none')];
  const rest = share('two') + share('unseen');
  const shrink = rest === 0 ? 0 : Math.max(0, 1 - one - none) / rest;
  return { unseen: share('unseen') * shrink, two: share('two') * shrink, one, none };
}

const round = (number: number): number => Math.round(number * 1000) / 1000;
