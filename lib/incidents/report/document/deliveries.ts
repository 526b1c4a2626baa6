import type { z } from 'zod';
import type { IncidentReport, reportDeliverySchema } from '../../../contracts/incident-report.ts';
import { countOf } from '../../../pair/count.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { utcSecond } from '../../../reports/text/words.ts';
import { FIXED } from './fixed.ts';

type Delivery = z.infer<typeof reportDeliverySchema>;

const RESULTS: Record<Delivery['status'], string> = {
  delivered: 'taken',
  dead: 'given up',
  waiting: 'still waiting',
};

/** The last tell what became of it. */
const MOST_TRIES = 5;

/** Who was told, and whether that arrived. */
export function deliveryBlocks({ deliveries }: IncidentReport, moments: Moments): Block[] {
  const title = heading('Messages', 'deliveries');
  if (deliveries.length === 0) return [title, paragraph(FIXED.noDelivery)];
  return [
    title,
    {
      kind: 'table',
      caption: FIXED.deliveries,
      columns: [
        { title: 'Made', weight: 1.5 },
        { title: 'To' },
        { title: 'Message', weight: 3 },
        { title: 'Result', weight: 2 },
      ],
      rows: deliveries.map((delivery) => [
        { lines: moments.lines(delivery.createdAt) },
        delivery.endpoint,
        { lines: [delivery.type, delivery.sentence] },
        { lines: resultLines(delivery, moments) },
      ]),
    },
  ];
}

function resultLines({ status, endedAt, tries }: Delivery, moments: Moments): string[] {
  return [
    `${RESULTS[status]}, ${countOf(tries.length, 'try', 'tries')}`,
    ...(endedAt === null ? [] : moments.lines(endedAt)),
    ...tries.slice(-MOST_TRIES).map(tryText),
  ];
}

function tryText({ attemptedAt, status, latencyMs, error }: Delivery['tries'][number]): string {
  const answer = status === null ? 'no answer' : `answer ${status}`;
  return `${utcSecond(attemptedAt)}: ${answer} after ${latencyMs} ms${error === null ? '' : `, ${error}`}`;
}
