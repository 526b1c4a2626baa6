import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

export type Target = { figure: string; measured: number; unit: string; atMost?: number; atLeast?: number };

export type BenchResult = {
  /** Column heads, then rows; all of one length. */
  table: string[][];
  targets: Target[];
};

/** Prints machine, versions, table, each target beside its figure, and the verdict as the last line: met with all figures, or
 * missed with those that are. True when all are met. */
export function printReport(name: string, { table, targets }: BenchResult, programs: string[][]): boolean {
  const [cpu] = cpus();
  process.stdout.write(`\n${cpus().length} × ${cpu?.model.trim()} · Node ${process.version}\n`);
  for (const [program = '', ...args] of programs) process.stdout.write(`${versionOf(program, args)}\n`);
  process.stdout.write(`\n${alignColumns(table)}\n\n`);
  for (const target of targets) process.stdout.write(`${describeTarget(target)}\n`);
  const missed = targets.filter((target) => !isMet(target));
  const met = missed.length === 0;
  const figures = (met ? targets : missed)
    .map(({ figure, measured, unit }) => `${figure} ${round(measured)} ${unit}`)
    .join(', ');
  process.stdout.write(`\nbench ${name}: ${met ? 'met' : 'missed'} (${figures})\n`);
  return met;
}

export type Spread = { min: number; median: number; max: number; count: number };

/** Smallest, middle and largest of some samples. Throws for none. */
export function spreadOf(samples: number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('no sample was taken');
  const upper = sorted[Math.floor(sorted.length / 2)] ?? max;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? min;
  return { min, median: (upper + lower) / 2, max, count: sorted.length };
}

/** A row of a table: what, how many, min, median, max. */
export function spreadRow(what: string, { min, median, max, count }: Spread, unit: string): string[] {
  return [what, String(count), ...[min, median, max].map((value) => `${round(value)} ${unit}`)];
}

function isMet({
  measured,
  atMost = Number.POSITIVE_INFINITY,
  atLeast = Number.NEGATIVE_INFINITY,
}: Target): boolean {
  return measured <= atMost && measured >= atLeast;
}

function describeTarget(target: Target): string {
  const { figure, measured, unit, atMost, atLeast } = target;
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return `${isMet(target) ? 'met   ' : 'missed'}  ${figure}: ${round(measured)} ${unit}, target ${bound} ${unit}`;
}

const round = (value: number): string =>
  value < 1 ? value.toPrecision(2) : value.toFixed(value < 10 ? 2 : 0);

function alignColumns(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

function versionOf(program: string, args: string[]): string {
  try {
    return (
      execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
        .trim()
        .split('\n')[0] ?? program
    );
  } catch (error) {
    return `${program}: version not known (${error instanceof Error ? error.message : error})`;
  }
}
