import type { FindingDto } from '../../contracts/finding.ts';
import type { PairDto, ServerDto } from '../../contracts/pair.ts';
import { findingWords } from '../../pair/finding-words.ts';
import { runbookOf } from '../../pair/runbook.ts';
import { formatDuration } from '../../pair/sentence.ts';
import { alignColumns } from '../columns.ts';

export type ReadinessReport = {
  word: 'ready' | 'ready-with-risks' | 'not-ready' | 'unknown';
  sentence: string;
  /** ISO time. */
  observedAt: string;
};

export type PairReport = PairDto & { readiness: ReadinessReport | null; findings: FindingDto[] };

/** The pairs at `now` (milliseconds since 1970), the worst first. */
export type StatusReport = { now: number; pairs: PairReport[] };

export function reportAsJson({ now, pairs }: StatusReport): string {
  return `${JSON.stringify({ now: new Date(now).toISOString(), pairs }, null, 2)}\n`;
}

/** For people; the first line alone is for a monitor that shows no more. */
export function reportAsText({ now, pairs }: StatusReport): string {
  return pairs.map((pair) => pairAsText(pair, now)).join('\n');
}

function pairAsText(pair: PairReport, now: number): string {
  return [
    `${pair.verdict}: ${pair.name}: ${pair.sentence}${foundBeside(pair)}`,
    ...indented([
      ...stepLines(pair.nextStep, pair.code),
      ...(pair.checkedAt === null ? [] : [`Checked ${ageOf(pair.checkedAt, now)} ago.`]),
      readinessLine(pair, now),
      ...alignColumns(
        pair.servers.map((server) => serverRow(server, now)),
        5,
      ),
      ...findingLines(pair.findings, now),
    ]),
    '',
  ].join('\n');
}

function foundBeside({ findingCounts }: PairReport): string {
  const words = findingWords(findingCounts);
  return words === null ? '' : ` ${words}.`;
}

function stepLines(nextStep: string | null, code: string): string[] {
  const page = runbookOf(code)?.page;
  return [
    ...(nextStep === null ? [] : [`What to do: ${nextStep}`]),
    ...(page === undefined ? [] : [`Runbook: docs/runbook/${page}.md`]),
  ];
}

function readinessLine({ readiness }: PairReport, now: number): string {
  if (readiness === null) return 'Readiness: not worked out yet.';
  const { word, sentence, observedAt } = readiness;
  return `Readiness, ${ageOf(observedAt, now)} ago: ${word}. ${sentence}`;
}

const ANSWERING = new Map([
  [true, 'answers clients'],
  [false, 'answers no clients'],
  [null, 'not known whether it answers clients'],
]);

function serverRow({ name, role, state, observedAt, answering }: ServerDto, now: number): string[] {
  const seen = observedAt === null ? 'never read' : `seen ${ageOf(observedAt, now)} ago`;
  return [name, role, state ?? 'no state', seen, ANSWERING.get(answering) ?? ''];
}

function findingLines(findings: readonly FindingDto[], now: number): string[] {
  if (findings.length === 0) return ['No open findings.'];
  return [
    `Open findings: ${findings.length}`,
    ...indented(
      findings.flatMap(({ severity, since, sentence, nextStep, code }) => [
        `${severity}, for ${ageOf(since, now)}: ${sentence}`,
        ...indented(stepLines(nextStep, code)),
      ]),
    ),
  ];
}

const indented = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`);

const ageOf = (iso: string, now: number): string => formatDuration(now - Date.parse(iso));
