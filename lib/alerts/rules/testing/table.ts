import { formatDuration } from '../../../pair/duration.ts';
import type { Level } from '../../rule.ts';
import type { RuleKind } from '../kind.ts';

/** The rows of docs/alerts.md about one rule, as they must stand there. */
export function rowsOf(kind: RuleKind): string[] {
  const { id, title, summary, defaults, limits } = kind;
  const { levels, keepFiringForMs, noData, opensIncident } = defaults;
  return [
    row(`\`${id}\` ${title}`, summary),
    row(
      `\`${id}\``,
      levels.map(levelWords).join('; '),
      keepFiringForMs === 0 ? 'at once' : formatDuration(keepFiringForMs),
      noData,
      opensIncident ? 'yes' : 'no',
    ),
    ...Object.entries(limits).map(([name, { meaning, unit, min, max }]) =>
      row(`\`${id}\``, `\`${name}\``, meaning, `${min} to ${max}${unit === '' ? '' : ` ${unit}`}`),
    ),
  ];
}

function levelWords({ severity, forMs, limits }: Level): string {
  const values = Object.entries(limits).map(([name, value]) => `${name} ${value}`);
  return `**${severity}** ${[forMs === 0 ? 'at once' : `for ${formatDuration(forMs)}`, ...values].join(', ')}`;
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
