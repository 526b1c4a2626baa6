import { linesOf, type Notice, titleOf } from './notice.ts';
import { cut } from './text.ts';
import { moment } from './times.ts';

/** Generous, since a mail has room; no line is longer than mail servers allow once it is encoded. */
export const EMAIL_LONGEST = { text: 2000, line: 500 };
export const EMAIL_MOST_LINES = 100;

/** The mail for those who read plain text. */
export function emailText(notice: Notice, timestamp: string): string {
  const { sentence, nextStep, facts, list, reason } = notice;
  const width = Math.max(0, ...facts.map(({ name }) => name.length)) + 2;
  const paragraphs = [
    [cut(titleOf(notice), EMAIL_LONGEST.line)],
    [cut(sentence, EMAIL_LONGEST.text)],
    nextStep === null ? [] : [`What to do: ${cut(nextStep, EMAIL_LONGEST.text)}`],
    facts.map(({ name, value }) => `${`${name}:`.padEnd(width)}${cut(value, EMAIL_LONGEST.line)}`),
    list === null || list.total === 0
      ? []
      : [
          `${list.heading}:`,
          ...linesOf(list, EMAIL_MOST_LINES).map((line) => `  ${cut(line, EMAIL_LONGEST.line)}`),
        ],
    reason === null ? [] : [`Told because: ${cut(reason, EMAIL_LONGEST.line)}`],
    ['-- ', `Pairwatch, ${moment(timestamp)}`],
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
