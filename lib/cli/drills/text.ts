import type { DrillSummary } from '../../contracts/drill.ts';
import type { DrillAnswerDto } from '../../contracts/drill-request.ts';
import { utcSecond } from '../../practices/drill/blocks.ts';
import { OUTCOME_WORDS } from '../../practices/drill/document.ts';
import { exactly } from '../../practices/drill/words.ts';
import { alignColumns } from '../columns.ts';
import { oneLine } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';

const HEAD = ['id', 'pair', 'stopped', 'state', 'begun', 'signed', 'what'];

/** For people, a line for each. */
export function drillsAsTable(drills: readonly DrillSummary[], now: number): string {
  if (drills.length === 0) return 'No drills.\n';
  const rows = drills.map((drill) => [
    String(drill.id),
    drill.pair,
    drill.server,
    drill.verdict ? OUTCOME_WORDS[drill.verdict.outcome].toLowerCase() : drill.phase,
    drill.startedAt === null ? 'never' : timeWithAge(drill.startedAt, now),
    signedWord(drill),
    oneLine(drill.warnings[0] ?? drill.verdict?.sentence ?? ''),
  ]);
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

function signedWord({ signature, isAltered }: DrillSummary): string {
  if (signature === null) return 'no';
  return isAltered ? `ALTERED since ${signature.by} signed` : `by ${signature.by}`;
}

const STEP_HEAD = ['step', 'status', 'seen', 'took', 'expected', 'what'];

/** For people, step by step. */
export function drillAsText({ summary, report }: DrillAnswerDto): string {
  const { id, pair, server, survivor, phase, warnings } = summary;
  const { verdict, steps, measures, remarks } = report;
  const rows = steps.map(({ code, status, at, tookMs, withinMs, sentence }) => [
    code,
    status,
    at === null ? '' : utcSecond(at),
    tookMs === null ? '' : exactly(tookMs),
    withinMs === null ? '' : exactly(withinMs),
    oneLine(sentence),
  ]);
  const lines = [
    `Drill ${id} of ${pair}: ${server} is stopped, ${survivor} carries on (${phase}).`,
    ...(verdict ? [`${OUTCOME_WORDS[verdict.outcome]}. ${verdict.sentence}`, ...verdict.reasons] : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
    '',
    ...alignColumns([STEP_HEAD, ...rows], STEP_HEAD.length),
    '',
    ...measures.map(
      ({ title, ms, expectedMs }) =>
        `${title}: ${ms === null ? 'not measured' : exactly(ms)}${expectedMs === null ? '' : `, ${exactly(expectedMs)} at most expected`}.`,
    ),
    ...remarks.map(({ weight, sentence }) => `${weight}: ${sentence}`),
    `Signed: ${signedWord(summary)}.`,
  ];
  return `${lines.map((line) => oneLine(line)).join('\n')}\n`;
}
