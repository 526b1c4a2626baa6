import type { DeliveryAnswerDto, DeliverySummaryDto } from '../../contracts/delivery.ts';
import { alignColumns } from '../columns.ts';
import { oneLine, printable } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';
import { tryWords } from './words.ts';

const HEAD = ['id', 'endpoint', 'type', 'status', 'tries', 'written', 'what'];

/** For people, a line for each, and below one that failed why its last try did. */
export function deliveriesAsTable(deliveries: readonly DeliverySummaryDto[], now: number): string {
  if (deliveries.length === 0) return 'No deliveries.\n';
  const rows = deliveries.map(({ id, endpoint, type, status, attempts, createdAt, sentence }) => [
    id,
    endpoint,
    type,
    status,
    String(attempts),
    timeWithAge(createdAt, now),
    oneLine(sentence),
  ]);
  const [head = '', ...lines] = alignColumns([HEAD, ...rows], HEAD.length);
  const withErrors = lines.flatMap((line, index) => {
    const error = deliveries[index]?.lastError ?? null;
    return error === null ? [line] : [line, `  last try: ${oneLine(error)}`];
  });
  return `${[head, ...withErrors].join('\n')}\n`;
}

/** One of them for people: each try with what was answered, and the message. */
export function deliveryAsText({ delivery, body, tries }: DeliveryAnswerDto, now: number): string {
  const { id, endpoint, type, sentence, createdAt } = delivery;
  return [
    `${id}: ${type} for ${endpoint}`,
    printable(sentence),
    `written ${timeWithAge(createdAt, now)}`,
    ...tries.flatMap((each, index) => [
      `try ${index + 1}, ${timeWithAge(each.attemptedAt, now)}: ${tryWords(each)}`,
      ...(each.answer === null || each.answer === '' ? [] : indented(printable(each.answer))),
    ]),
    standing(delivery, now),
    'message:',
    ...indented(body),
    '',
  ].join('\n');
}

function standing({ status, nextAttemptAt, endedAt }: DeliverySummaryDto, now: number): string {
  if (status === 'waiting') {
    return nextAttemptAt === null ? 'waiting' : `waiting, next try ${timeWithAge(nextAttemptAt, now)}`;
  }
  const word = status === 'dead' ? 'given up' : 'delivered';
  return endedAt === null ? word : `${word} ${timeWithAge(endedAt, now)}`;
}

const indented = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);
