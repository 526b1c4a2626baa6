import type { RuleDto } from '../../lib/contracts/rule.ts';
import type { ChartLimit } from '../charts/chart.ts';

export const USE_RULE = 'pool-use-high';

/**
 * The rule on high use as lines over the addresses of a pool: a level asks for a share in use and for few free ones, and
 * what is reached last is the line. None for a rule that is off or leaves so small a pool alone.
 */
export function limitsOfUse(rule: RuleDto | undefined, size: number): ChartLimit[] {
  if (!rule?.enabled) return [];
  return rule.levels.flatMap(({ severity, limits }) => {
    const { percent, free, size: smallest = 0 } = limits;
    if (percent === undefined || free === undefined || size < smallest) return [];
    const used = Math.ceil(Math.max((percent / 100) * size, size - free));
    return [{ value: used, label: `${severity} from ${used} used` }];
  });
}
