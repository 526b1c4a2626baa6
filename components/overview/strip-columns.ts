import type { PairOverviewDto } from '../../lib/contracts/overview.ts';
import type { RedundancyDay } from '../pair/redundancy/redundancy-words.ts';

type Record = PairOverviewDto['redundancy'];
type Part = 'two' | 'one' | 'none' | 'unseen';

const DAY_MS = 86_400_000;
/** From the top of a column down. */
const FROM_TOP: readonly Part[] = ['unseen', 'two', 'one', 'none'];
/** Seconds without redundancy in a day must be seen: so much of a column at least. */
const LEAST: Partial<{ [part in Part]: number }> = { one: 0.18, none: 0.28 };

/** The record with each day by its date, as the pair's page has it. */
export function daysOf({ firstDay, days }: Record): RedundancyDay[] {
  const first = Date.parse(firstDay);
  return days.map(([two, one, none, unseen], index) => ({
    day: new Date(first + index * DAY_MS).toISOString().slice(0, 10),
    two,
    one,
    none,
    unseen,
  }));
}

/** The columns of a strip as one SVG path a part that was seen, in a box of as many units as there are days by one. */
export function stripPaths(days: Record['days']): { [part in Exclude<Part, 'unseen'>]: string } {
  const paths = { two: '', one: '', none: '' };
  for (const [index, [two, one, none, unseen]] of days.entries()) {
    let top = 0;
    const heights = heightsOf({ two, one, none, unseen });
    for (const part of FROM_TOP) {
      const height = heights[part];
      if (height > 0 && part !== 'unseen') paths[part] += `M${index} ${round(top)}h1v${round(height)}h-1Z`;
      top += height;
    }
  }
  return paths;
}

/** Shares of a day, those that matter no smaller than they can be seen, at the cost of the others. */
function heightsOf(minutes: { [part in Part]: number }): { [part in Part]: number } {
  const whole = FROM_TOP.reduce((sum, part) => sum + minutes[part], 0);
  const share = (part: Part) => (whole === 0 ? 0 : minutes[part] / whole);
  const raised = (part: Part) => (minutes[part] > 0 ? Math.max(share(part), LEAST[part] ?? 0) : 0);
  const [one, none] = [raised('one'), raised('none')];
  const rest = share('two') + share('unseen');
  const shrink = rest === 0 ? 0 : Math.max(0, 1 - one - none) / rest;
  return { unseen: share('unseen') * shrink, two: share('two') * shrink, one, none };
}

const round = (number: number): number => Math.round(number * 1000) / 1000;
