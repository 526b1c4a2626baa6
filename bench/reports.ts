import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildReportThread } from '../bin/report-thread.mjs';
import { type BenchResult, spreadOf, spreadRow } from './report.ts';

const ROUNDS = 5;
const ROWS = 10_000;
const SECONDS = 5;
const PEAK_MIB = 300;

/** What each of the two programs tells of its one report. */
export type Printed = { wallMs: number; cpuMs: number; peakMiB: number; kilobytes: number };

/**
 * A report with a timeline of 10,000 rows and seven columns as PDF, by the thread as it is built; beside it the same texts
 * put on pages by pdfkit alone, in the same fonts, one after another, at places that are told: no line is broken, no column
 * measured, no head repeated. Each in a process of its own, in turn.
 */
export async function benchReports(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-bench-'));
  try {
    await buildPrograms(folder);
    const load = loadavg().map((each) => each.toFixed(1));
    const ours: Printed[] = [];
    const peer: Printed[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      peer.push(run(folder, 'draw-texts'));
      ours.push(run(folder, 'print-report'));
      process.stdout.write(`round ${round} of ${ROUNDS}\n`);
    }
    return result(ours, peer, load);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildPrograms(folder: string): Promise<void> {
  await buildReportThread(folder);
  await build({
    entryPoints: ['print-report', 'draw-texts'].map((name) =>
      join(import.meta.dirname, 'reports', `${name}.ts`),
    ),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = import.meta.dirname;",
    },
  });
}

function run(folder: string, name: string): Printed {
  const told = execFileSync(process.execPath, [join(folder, `${name}.mjs`), folder, String(ROWS)], {
    encoding: 'utf8',
    // What this process loads its sources with is no part of what is measured.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(told);
}

function result(ours: Printed[], peer: Printed[], load: string[]): BenchResult {
  const spread = (runs: Printed[], figure: keyof Printed) => spreadOf(runs.map((each) => each[figure]));
  const ratio = (figure: keyof Printed) => spread(ours, figure).median / spread(peer, figure).median;
  return {
    table: [
      [`load before: ${load.join(', ')}`, 'n', 'min', 'median', 'max'],
      spreadRow('report of 10,000 rows as PDF, wall', spread(ours, 'wallMs'), 'ms'),
      spreadRow('report of 10,000 rows as PDF, processor', spread(ours, 'cpuMs'), 'ms'),
      spreadRow('report of 10,000 rows as PDF, peak', spread(ours, 'peakMiB'), 'MiB'),
      spreadRow('report of 10,000 rows as PDF, file', spread(ours, 'kilobytes'), 'kB'),
      spreadRow('its texts by pdfkit alone, wall', spread(peer, 'wallMs'), 'ms'),
      spreadRow('its texts by pdfkit alone, processor', spread(peer, 'cpuMs'), 'ms'),
      spreadRow('its texts by pdfkit alone, peak', spread(peer, 'peakMiB'), 'MiB'),
      spreadRow('its texts by pdfkit alone, file', spread(peer, 'kilobytes'), 'kB'),
    ],
    targets: [
      {
        figure: 'report as PDF, slowest',
        measured: spread(ours, 'wallMs').max / 1000,
        unit: 's',
        atMost: SECONDS,
      },
      { figure: 'report as PDF, peak', measured: spread(ours, 'peakMiB').max, unit: 'MiB', atMost: PEAK_MIB },
      {
        figure: 'processor, report / its texts by pdfkit alone',
        measured: ratio('cpuMs'),
        unit: '×',
        atMost: 2.5,
      },
    ],
  };
}
