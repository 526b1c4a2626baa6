import { FAULT_KINDS } from './judge.ts';
import type { Outcome } from './run.ts';

const FAULTS_SHOWN = 40;

/** How the receivers answered, what was undone, each fault with its id, and the figures as the last line. */
export function reportOf(outcome: Outcome): string {
  const { faults, messages, kills, tries, refused, undone, cutOff, givenUp, seconds } = outcome;
  const answers = new Map<string, number>();
  for (const { answer } of tries) answers.set(answer, (answers.get(answer) ?? 0) + 1);
  const counts = FAULT_KINDS.map((kind) => `${faults.filter((fault) => fault.kind === kind).length} ${kind}`);
  const figures = [
    `${messages.toLocaleString('en')} messages to 3 endpoints`,
    `${kills} kills`,
    `${(tries.length + refused).toLocaleString('en')} tries`,
    ...counts,
    `${Math.round(seconds)} s`,
  ];
  const more = faults.length - FAULTS_SHOWN;
  return [
    '',
    ...[...answers, ['down', refused] as const].map(
      ([answer, count]) => `${`${count}`.padStart(6)}  ${answer}`,
    ),
    '',
    `${undone} messages rolled back on purpose, ${cutOff} by a kill; ${givenUp} given up and sent again`,
    '',
    ...faults.slice(0, FAULTS_SHOWN).map(({ kind, id, why }) => `${kind}: ${id} ${why}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
    `webhooks: ${figures.join(', ')}`,
  ].join('\n');
}
