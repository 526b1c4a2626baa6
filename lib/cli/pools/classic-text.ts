import type { Sections } from './arguments.ts';
import {
  type ClassicEntry,
  type ClassicOptions,
  classicEntries,
  classicFigures,
  hasBackup,
  SECTIONS,
  TITLES,
} from './classic.ts';
import type { PoolsReport } from './report.ts';

const RANGE_HEAD =
  'shared net name     first ip           last ip            max   cur    percent  touch   t+c  t+c perc';
const NETWORK_HEAD = 'name                   max   cur     percent  touch    t+c  t+c perc';
const BACKUP_HEAD = '     bu  bu perc';

const RANGE_WIDTHS = [6, 6, 11, 7, 6, 10, 7, 9];
const NETWORK_WIDTHS = [6, 6, 11, 8, 7, 10, 7, 9];

/** `-f t`: the text of dhcpd-pools. */
export function reportAsClassicText(report: PoolsReport, options: ClassicOptions): string {
  const entries = classicEntries(report, options);
  const withBackup = hasBackup(report);
  const lineOf = { ranges: rangeLine, sharedNetworks: networkLine, total: networkLine };
  const lines: string[] = [];
  let afterFigures = false;
  for (const section of SECTIONS) {
    if (options.parts.heads[section]) {
      if (afterFigures) lines.push('');
      lines.push(TITLES[section], headOf(section) + (withBackup ? BACKUP_HEAD : ''));
      afterFigures = false;
    }
    if (options.parts.figures[section]) {
      lines.push(...entries[section].map((entry) => lineOf[section](entry, withBackup)));
      afterFigures = true;
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

function headOf(section: keyof Sections): string {
  return section === 'ranges' ? RANGE_HEAD : NETWORK_HEAD;
}

function rangeLine({ name, first, last, counts }: ClassicEntry, withBackup: boolean): string {
  const names = `${name.padEnd(20)}${first.padEnd(16)} - ${last.padEnd(16)}`;
  return names + columns(classicFigures(counts, withBackup), RANGE_WIDTHS);
}

function networkLine({ name, counts }: ClassicEntry, withBackup: boolean): string {
  return name.padEnd(20) + columns(classicFigures(counts, withBackup), NETWORK_WIDTHS);
}

function columns(figures: string[], widths: number[]): string {
  return figures.map((figure, column) => figure.padStart(widths[column] ?? 0)).join('');
}
