import type { DrillMeasure, DrillOutcome, DrillReport, DrillStep } from '../../contracts/drill.ts';
import type { Evidence } from '../../contracts/verdict.ts';
import type { Block, Cell, ReportDocument } from '../../reports/document.ts';
import { heading, paragraph, utcSecond } from './blocks.ts';
import {
  evidenceBlocks,
  noteBlocks,
  planBlocks,
  readinessBlocks,
  signatureBlocks,
  transitionBlocks,
} from './record-blocks.ts';
import { exactly } from './words.ts';

export const OUTCOME_WORDS: Record<DrillOutcome, string> = {
  passed: 'Passed',
  'passed-with-remarks': 'Passed with remarks',
  failed: 'Failed',
  unknown: 'Not known',
};

const STATUS_WORDS: Record<DrillStep['status'], string> = {
  waiting: 'not its turn yet',
  due: 'awaited',
  overdue: 'overdue',
  seen: 'seen',
  late: 'seen late',
  missing: 'not seen',
  skipped: 'not part of this drill',
};

const WEIGHT_WORDS = { failure: 'failure', remark: 'remark', unknown: 'not known' } as const;

/** The report on a drill for a reader; every format is made from this alone. */
export function drillDocument(report: DrillReport): ReportDocument {
  const { drill, plan, generated, verdict } = report;
  const title = `Failover drill ${drill.id}: ${plan.server} of ${plan.pairTitle ?? plan.pair}`;
  return {
    title,
    subtitle: verdict
      ? `${OUTCOME_WORDS[verdict.outcome]}. ${verdict.sentence}`
      : PHASE_SENTENCES[drill.phase],
    about: [
      ['Pair', plan.pairTitle === null ? plan.pair : `${plan.pairTitle} (${plan.pair})`],
      ['Stopped on purpose', plan.server],
      ['Carries on', plan.survivor],
      ['Planned by', `${drill.actor}, ${utcSecond(drill.createdAt)}`],
      ['Begun', drill.startedAt === null ? 'Never' : utcSecond(drill.startedAt)],
      ['Ended', drill.endedAt === null ? 'Not yet' : utcSecond(drill.endedAt)],
      ['Signed', signedWords(report)],
      ['Made', `${utcSecond(generated.at)} by ${generated.by}, Pairwatch ${generated.productVersion}`],
    ],
    madeAt: generated.at,
    running: title,
    blocks: [
      ...alteredBlocks(report),
      ...verdictBlocks(report),
      ...measureBlocks(report),
      ...stepBlocks(report),
      ...remarkBlocks(report),
      ...planBlocks(report),
      ...readinessBlocks(report),
      ...transitionBlocks(report),
      ...evidenceBlocks(report),
      ...noteBlocks(report),
      ...signatureBlocks(report),
    ],
  };
}

const PHASE_SENTENCES: Record<DrillReport['drill']['phase'], string> = {
  planned: 'Planned, and not begun.',
  running: 'It goes on: what stands here is not its end.',
  ended: 'Ended.',
  abandoned: 'Abandoned before it began.',
};

function signedWords({ signature, isAltered }: DrillReport): string {
  if (signature === null) return 'By nobody';
  const words = `By ${signature.by}, ${utcSecond(signature.at)}`;
  return isAltered ? `${words}. ALTERED SINCE: this is not what was signed.` : words;
}

function alteredBlocks({ isAltered }: DrillReport): Block[] {
  if (!isAltered) return [];
  return [
    paragraph(
      'This record was altered after it was signed: its hash is not the one that stands in its signature. Do not rely on it.',
      'lead',
    ),
  ];
}

function verdictBlocks({ verdict, drill, end }: DrillReport): Block[] {
  const blocks: Block[] = [heading('Verdict', 'verdict')];
  if (verdict === null) return [...blocks, paragraph(PHASE_SENTENCES[drill.phase]), ...endBlocks(end)];
  return [
    ...blocks,
    paragraph(`${OUTCOME_WORDS[verdict.outcome]}. ${verdict.sentence}`, 'lead'),
    ...(verdict.reasons.length > 0 ? [{ kind: 'list' as const, items: verdict.reasons }] : []),
    ...endBlocks(end),
  ];
}

function endBlocks(end: DrillReport['end']): Block[] {
  if (end === null || end.reason === null) return [];
  return [paragraph(end.by === null ? end.reason : `${end.by}: ${end.reason}`, 'muted')];
}

const uncertain = (ms: number | null): string => (ms === null ? '' : ` ± ${exactly(ms)}`);

function measureBlocks({ measures }: DrillReport): Block[] {
  const took = ({ ms, uncertaintyMs }: DrillMeasure) =>
    ms === null ? 'Not measured' : `${exactly(ms)}${uncertain(uncertaintyMs)}`;
  return [
    heading('Measured beside expected', 'measured'),
    {
      kind: 'table',
      caption: 'How long detection, take-over and recovery took.',
      columns: [
        { title: 'What' },
        { title: 'Measured', align: 'right' },
        { title: 'Expected at most', align: 'right' },
        { title: 'Definition', weight: 3 },
      ],
      rows: measures.map((measure) => [
        measure.title,
        took(measure),
        measure.expectedMs === null ? 'Not said' : exactly(measure.expectedMs),
        measure.definition,
      ]),
    },
  ];
}

function stepBlocks({ steps }: DrillReport): Block[] {
  return [
    heading('Step by step', 'steps'),
    {
      kind: 'table',
      caption: 'What was expected, and what was seen. Times are Pairwatch’s clock.',
      columns: [
        { title: 'Step', weight: 2 },
        { title: 'Expected', weight: 3 },
        { title: 'Seen', weight: 3 },
        { title: 'Time', weight: 2 },
        { title: 'Took', align: 'right' },
        { title: 'Status' },
      ],
      rows: steps.map((step): Cell[] => [
        step.title,
        {
          lines: [
            step.expected,
            ...(step.withinMs === null ? [] : [`Within ${exactly(step.withinMs)}. ${step.why}`]),
          ],
        },
        step.sentence,
        step.at === null
          ? ''
          : {
              lines: [
                `${utcSecond(step.at)}${uncertain(step.uncertaintyMs)}`,
                ...(step.stampAt === null ? [] : [`stamp of the server: ${utcSecond(step.stampAt)}`]),
              ],
            },
        step.tookMs === null ? '' : exactly(step.tookMs),
        STATUS_WORDS[step.status],
      ]),
    },
  ];
}

/** A long row of states would fill a page. */
const MOST_EVIDENCE = 4;

function evidenceLines(evidence: readonly Evidence[]): string[] {
  return evidence
    .slice(0, MOST_EVIDENCE)
    .map(
      ({ server, source, text }) => `${[server, source].filter((each) => each !== null).join(', ')}: ${text}`,
    );
}

function remarkBlocks({ remarks, drill }: DrillReport): Block[] {
  if (drill.startedAt === null) return [];
  const blocks: Block[] = [heading('What was not expected', 'remarks')];
  if (remarks.length === 0) return [...blocks, paragraph('Nothing came that was not expected.')];
  return [
    ...blocks,
    {
      kind: 'table',
      caption: 'What came that was not expected, what took too long, and what is left unproven.',
      columns: [{ title: 'Time', weight: 2 }, { title: 'Weight' }, { title: 'What', weight: 5 }],
      rows: remarks.map(({ at, weight, sentence, evidence }) => [
        at === null ? '' : utcSecond(at),
        WEIGHT_WORDS[weight],
        { lines: [sentence, ...evidenceLines(evidence)] },
      ]),
    },
  ];
}
