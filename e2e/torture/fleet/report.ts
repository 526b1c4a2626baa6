import type { FleetOutcome } from './run.ts';

const FAULTS_SHOWN = 25;
const MEGABYTE = 1024 * 1024;

/** The figures of a run, what was wrong, and whether all was well. */
export function reportOf(outcome: FleetOutcome): { text: string; isWell: boolean } {
  const { changes, deliveries, growths, answers, counts, deeds, mostLateMs, seconds } = outcome;
  const faults = [
    ...outcome.faults,
    ...changes.faults,
    ...deliveries.faults,
    ...growths.filter(({ isFlat }) => !isFlat).map(({ part, pid }) => `${part} (${pid}) grew`),
  ];
  const rows: [string, string][] = [
    ...counts.map(({ name, count, leftOut }): [string, string] => [
      name,
      leftOut === null ? `${count} times` : `left out: ${leftOut}`,
    ]),
    ['things that happened to the pairs', `${deeds}`],
    ['simulators late at most', `${(mostLateMs / 1000).toFixed(1)} s`],
    ['changes of state: made, in the history', `${changes.made}, ${changes.told}`],
    ['missing, nobody’s or twice', `${changes.faults.length}`],
    ['messages, arrivals', `${deliveries.messages}, ${deliveries.arrivals}`],
    ['lost, altered or unaccounted for', `${deliveries.faults.length}`],
    ...growths.map(({ part, pid, seconds: lived, first, last, isFlat }): [string, string] => [
      `${part} ${pid}, ${lived.toFixed(0)} s`,
      [
        `live heap ${change(first.heapBytes, last.heapBytes)}`,
        `resident ${change(first.rssBytes, last.rssBytes)}`,
        `open files ${first.fileCount} → ${last.fileCount}: ${isFlat ? 'flat' : 'grew'}`,
      ].join(', '),
    ]),
    ['answers of the web server', wordsOf(answers)],
    ['took', `${seconds.toFixed(0)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const more = faults.length - FAULTS_SHOWN;
  const text = [
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '  Live heap: what is left in the main thread once its garbage is collected; from 30 s after the last thing done to the product on.',
    ...faults.slice(0, FAULTS_SHOWN).map((fault) => `fault: ${fault}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join('\n');
  return { text, isWell: faults.length === 0 };
}

const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);

function change(first: number, last: number): string {
  const share = (100 * (last - first)) / first;
  return `${megabytes(first)} → ${megabytes(last)} MB (${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(1)} %)`;
}

function wordsOf(answers: Record<string, number>): string {
  return Object.entries(answers)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
}
