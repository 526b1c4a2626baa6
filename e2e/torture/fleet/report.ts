import { growthOf } from './meter.ts';
import type { FleetOutcome } from './run.ts';

const FAULTS_SHOWN = 25;
const MEGABYTE = 1024 * 1024;

/** The figures of a run, what was wrong, and whether all was well. */
export function reportOf(outcome: FleetOutcome): { text: string; isWell: boolean } {
  const { changes, deliveries, generations, answers, counts, deeds, notFilled, seconds } = outcome;
  const growths = generations.flatMap((generation) => growthOf(generation) ?? []);
  const faults = [
    ...outcome.faults,
    ...changes.faults,
    ...deliveries.faults,
    ...['collector', 'web']
      .filter((part) => !growths.some((growth) => growth.part === part))
      .map((part) => `no process of ${part} lived long enough to be measured`),
    ...growths.filter(({ isFlat }) => !isFlat).map(({ part, pid }) => `${part} (${pid}) grew`),
  ];
  const rows: [string, string][] = [
    ...counts.map(({ name, count }): [string, string] => [name, `${count} times`]),
    ...(notFilled === null ? [] : [['disk full', `left out: ${notFilled}`] satisfies [string, string]]),
    ['things that happened to the pairs', `${deeds}`],
    ['changes of state: made, in the history', `${changes.made}, ${changes.told}`],
    ['missing, nobody’s or twice', `${changes.faults.length}`],
    ['messages, arrivals', `${deliveries.messages}, ${deliveries.arrivals}`],
    ['lost, altered or unaccounted for', `${deliveries.faults.length}`],
    ['processes', `${generations.length}, of which ${growths.length} lived long enough to be measured`],
    ...growths.map(({ part, pid, seconds: lived, rssBytes, files, isFlat }): [string, string] => [
      `${part} ${pid}, ${lived.toFixed(0)} s`,
      `memory ${megabytes(rssBytes.first)} → ${megabytes(rssBytes.last)} MB (${percent(rssBytes)}), open files ${files.first} → ${files.last}: ${isFlat ? 'flat' : 'grew'}`,
    ]),
    ['answers of the web server', wordsOf(answers)],
    ['took', `${seconds.toFixed(0)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const more = faults.length - FAULTS_SHOWN;
  const text = [
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '  Memory is the resident set, each figure the median of a third of the time from 45 s after the start on.',
    ...faults.slice(0, FAULTS_SHOWN).map((fault) => `fault: ${fault}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join('\n');
  return { text, isWell: faults.length === 0 };
}

const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);

function percent({ first, last }: { first: number; last: number }): string {
  const share = (100 * (last - first)) / first;
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(1)} %`;
}

function wordsOf(answers: Record<string, number>): string {
  return Object.entries(answers)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
}
