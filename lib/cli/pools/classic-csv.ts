import {
  type ClassicOptions,
  classicEntries,
  classicFigures,
  hasBackup,
  SECTIONS,
  TITLES,
} from './classic.ts';
import type { PoolsReport } from './report.ts';

const RANGE_NAMES = ['shared net name', 'first ip', 'last ip'];
const FIGURE_NAMES = ['max', 'cur', 'percent', 'touch', 't+c', 't+c perc'];
const BACKUP_NAMES = ['bu', 'bu perc'];

/** `-f c`: the comma-separated values of dhcpd-pools, three tables of them. */
export function reportAsClassicCsv(report: PoolsReport, options: ClassicOptions): string {
  const entries = classicEntries(report, options);
  const withBackup = hasBackup(report);
  const figureNames = [...FIGURE_NAMES, ...(withBackup ? BACKUP_NAMES : [])];
  const { heads, figures } = options.parts;
  const lines: string[] = [];
  for (const section of SECTIONS) {
    const hasRanges = section === 'ranges';
    if (heads[section])
      lines.push(
        csvLine([TITLES[section]]),
        csvLine([...(hasRanges ? RANGE_NAMES : ['name']), ...figureNames]),
      );
    if (!figures[section]) continue;
    for (const { name, first, last, counts } of entries[section]) {
      const names = hasRanges ? [name, first, last] : [name];
      lines.push(csvLine([...names, ...classicFigures(counts, withBackup)]));
    }
    if (section !== 'total') lines.push('');
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Every cell is quoted, figures too. */
function csvLine(cells: string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}
