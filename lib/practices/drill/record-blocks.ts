import type { DrillReport } from '../../contracts/drill.ts';
import type { Block, Cell } from '../../reports/document.ts';
import { heading, paragraph, utcSecond } from './blocks.ts';
import { exactly } from './words.ts';

/** What was meant to happen, on what, by which commands. */
export function planBlocks({ plan, drill, clocks }: DrillReport): Block[] {
  const { timings } = plan;
  const seconds = (value: number | null) => (value === null ? 'Not read' : `${value} s`);
  return [
    heading('The plan', 'plan'),
    {
      kind: 'facts',
      rows: [
        ...plan.hosts.map(({ server, role, host }): [string, string] => [`${server}, ${role}`, host]),
        ['To be away for', `${plan.outageMinutes} min`],
        ['partner-down', plan.setsPartnerDown ? 'To be set by people' : 'Not meant to be set'],
        ['MCLT', seconds(timings.mcltSeconds)],
        ['max-response-delay', seconds(timings.maxResponseDelaySeconds)],
        ['Pairwatch looks every', exactly(timings.pollMs)],
        ['Maintenance window', drill.windowId === null ? 'None was recorded' : `Number ${drill.windowId}`],
        ...clocks.map(({ server, offsetMs, uncertaintyMs, measuredAt }): [string, string] => [
          `Clock of ${server} minus Pairwatch’s`,
          `${Math.round(offsetMs)} ms ± ${Math.round(uncertaintyMs)} ms, measured ${utcSecond(measuredAt)}`,
        ]),
      ],
    },
    {
      kind: 'raw',
      caption: 'What people run themselves; Pairwatch never stops a server.',
      text: plan.commands.map(({ host, command }) => `${host}# ${command}`).join('\n'),
    },
  ];
}

/** How ready the pair was before the begin, line by line. */
export function readinessBlocks({ plan: { readiness, override } }: DrillReport): Block[] {
  return [
    heading('Readiness before the begin', 'readiness'),
    paragraph(
      `${readiness.sentence}${readiness.at === null ? '' : ` Worked out ${utcSecond(readiness.at)}.`}`,
    ),
    ...(override === null
      ? []
      : [paragraph(`${override.by} began it all the same, ${utcSecond(override.at)}: ${override.reason}`)]),
    ...(readiness.lines.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: 'Each line of the list.',
            columns: [
              { title: 'Line', weight: 2 },
              { title: 'Status' },
              { title: 'What it says', weight: 4 },
            ],
            rows: readiness.lines.map(({ title, status, text }) => [title, status, text]),
          },
        ]),
  ];
}

/** Every change of state that was seen, in order. */
export function transitionBlocks({ transitions, drill }: DrillReport): Block[] {
  if (drill.startedAt === null) return [];
  if (transitions.length === 0)
    return [heading('Changes of state', 'transitions'), paragraph('None was seen.')];
  return [
    heading('Changes of state', 'transitions'),
    {
      kind: 'table',
      caption: 'Every change of state that was seen while the drill went on, in order.',
      columns: [
        { title: 'Time', weight: 2 },
        { title: 'Stamp of the server', weight: 2 },
        { title: 'Server' },
        { title: 'From', weight: 2 },
        { title: 'To', weight: 2 },
      ],
      rows: transitions.map(({ at, stampAt, server, from, to }): Cell[] => [
        utcSecond(at),
        stampAt === null ? 'None' : utcSecond(stampAt),
        server,
        { lines: [from ?? 'not known'], isMono: true },
        { lines: [to], isMono: true },
      ]),
    },
  ];
}

/** What each step rests on. */
export function evidenceBlocks({ steps }: DrillReport): Block[] {
  const rows = steps.flatMap(({ title, evidence }) =>
    evidence.map(({ server, source, text, observedAt }): Cell[] => [
      title,
      [server, source].filter((each) => each !== null).join(', '),
      { lines: [text], isMono: true },
      observedAt === null ? '' : utcSecond(observedAt),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    heading('Evidence', 'evidence'),
    {
      kind: 'table',
      caption: 'What each step that was seen rests on, as it was read.',
      columns: [
        { title: 'Step', weight: 2 },
        { title: 'Source' },
        { title: 'What it says', weight: 4 },
        { title: 'Read', weight: 2 },
      ],
      rows,
    },
  ];
}

/** What people wrote down. */
export function noteBlocks({ notes }: DrillReport): Block[] {
  return [
    heading('Notes', 'notes'),
    ...(notes.length === 0
      ? [paragraph('Nobody wrote anything down.', 'muted')]
      : [
          {
            kind: 'list' as const,
            items: notes.map(({ at, by, text }) => `${utcSecond(at)}, ${by}: ${text}`),
          },
        ]),
  ];
}

/** Who signed it, and whether what stands here is what was signed. */
export function signatureBlocks({ signature, isAltered }: DrillReport): Block[] {
  if (signature === null)
    return [heading('Signature', 'signature'), paragraph('Nobody has signed this report.')];
  return [
    heading('Signature', 'signature'),
    {
      kind: 'facts',
      rows: [
        ['Signed by', signature.by],
        ['At', utcSecond(signature.at)],
        ['SHA-256', signature.sha256],
        [
          'Checked',
          isAltered
            ? 'It does not fit: the record was altered after it was signed.'
            : 'It fits what stands here, as of the making of this copy.',
        ],
      ],
    },
    paragraph(
      'The hash is over this report as JSON with its names sorted and without blanks, less `generated`, `signature` and `isAltered`. It stands in the history of the pair too.',
      'muted',
    ),
  ];
}
