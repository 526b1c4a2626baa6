import { formatAddress } from '../../dhcpd/address.ts';
import type { PoolCounts, PoolFigures } from '../../dhcpd/pools/figures.ts';
import {
  type Alarming,
  type Judgement,
  type Level,
  type Tally,
  type Thresholds,
  watchedNetworks,
  watchedRanges,
} from '../../dhcpd/pools/thresholds.ts';
import { touched } from '../../dhcpd/pools/usage.ts';
import type { Alarm } from './arguments.ts';

/** Nagios' own. */
export const EXIT_CODE: Record<Level | 'unknown', number> = { ok: 0, warning: 1, critical: 2, unknown: 3 };

const MOST_NAMED = 3;

/** `damaged`: places of the lease file that could not be read, whose leases may be missing in the figures. */
export type Status = { judgement: Judgement; figures: PoolFigures; damaged: number };

/** The one line for Nagios: the level, the tallies, the worst by name, and performance data labelled as dhcpd-pools does. */
export function statusLine(
  { judgement, figures, damaged }: Status,
  { thresholds, performanceData }: Alarm,
): string {
  const { ranges, sharedNetworks } = thresholds.watch;
  const said = [
    ...(ranges ? [`Ranges - ${tallyText(judgement.ranges)}`] : []),
    ...(sharedNetworks ? [`Shared nets - ${tallyText(judgement.sharedNetworks)}`] : []),
    ...(judgement.alarming.length > 0 ? [worstText(judgement.alarming)] : []),
    ...(damaged > 0 ? [`${damaged} damaged ${damaged === 1 ? 'place' : 'places'} in the lease file`] : []),
  ];
  const data = [
    ...(ranges ? tallyData('range', judgement.ranges) : []),
    ...(performanceData ? rangeData(figures, thresholds) : []),
    ...(sharedNetworks ? tallyData('snet', judgement.sharedNetworks) : []),
    ...(performanceData ? networkData(figures, thresholds) : []),
  ];
  return statusText(judgement.level, said.join('; '), data);
}

/** A line that no number belongs to. */
export function unknownLine(message: string): string {
  return statusText(
    'unknown',
    message
      .split(/\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' / '),
    [],
  );
}

function statusText(level: Level | 'unknown', text: string, data: string[]): string {
  const subject = level === 'ok' ? '' : 'pairwatch pools: ';
  // What follows a bar would be taken for performance data.
  const line = `${level.toUpperCase()}: ${subject}${text.replaceAll('|', '/')}`;
  return `${line}${data.length > 0 ? ` | ${data.join(' ')}` : ''}\n`;
}

function tallyText({ critical, warning, ok, ignored }: Tally): string {
  return `crit: ${critical} warn: ${warning} ok: ${ok}${ignored > 0 ? ` ignored: ${ignored}` : ''}`;
}

function worstText(alarming: readonly Alarming[]): string {
  const named = alarming
    .slice(0, MOST_NAMED)
    .map(({ name, usedPercent }) => `${name} ${usedPercent.toFixed(1)}%`);
  const others = alarming.length - named.length;
  return `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

function tallyData(label: string, { critical, warning, ok, ignored }: Tally): string[] {
  return [
    `${label}_crit=${critical}`,
    `${label}_warn=${warning}`,
    `${label}_ok=${ok}`,
    ...(ignored > 0 ? [`${label}_ignored=${ignored}`] : []),
  ];
}

function rangeData(figures: PoolFigures, thresholds: Thresholds): string[] {
  return watchedRanges(figures, thresholds)
    .filter(({ size }) => size > thresholds.minSize)
    .flatMap((range) => countData(`${formatAddress(range.low)}_r`, range, figures, thresholds));
}

function networkData(figures: PoolFigures, thresholds: Thresholds): string[] {
  return watchedNetworks(figures, thresholds)
    .filter(({ size }) => size > thresholds.minSize)
    .flatMap((network) => countData(`${network.name}_s`, network, figures, thresholds));
}

/** `LABEL=active;warning;critical;0;size`, then the touched, then those of the partner where there are any at all. */
function countData(
  label: string,
  counts: PoolCounts,
  figures: PoolFigures,
  thresholds: Thresholds,
): string[] {
  const { size, active, backupBlocks } = counts;
  const at = ({ usedPercent }: Thresholds['warning']) => rounded((size * usedPercent) / 100);
  const bounds = `${at(thresholds.warning)};${at(thresholds.critical)};0;${size}`;
  return [
    `${quoted(label)}=${active};${bounds}`,
    `${quoted(`${label}t`)}=${touched(counts)}`,
    ...(figures.total.backupBlocks > 0 ? [`${quoted(`${label}bu`)}=${backupBlocks}`] : []),
  ];
}

/** Six significant digits at most. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** A label may hold no equals sign, and needs quotes for anything but letters of a name. */
function quoted(label: string): string {
  const text = label.replaceAll('=', '-');
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
