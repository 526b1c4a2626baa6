import type { DoctorLine, DoctorReport, DoctorStatus } from '../../doctor/line.ts';

const WORDS: Record<DoctorStatus, string> = {
  ok: 'ok',
  attention: 'attention',
  broken: 'broken',
  'not-checked': 'not checked',
};
const WIDTH = Math.max(...Object.values(WORDS).map((word) => word.length));

/** The report as a person reads it in a terminal: a heading for each group, a line for each check, below it what to do. */
export function doctorText({ version, lines }: DoctorReport): string {
  const parts = [...new Set(lines.map(({ group }) => group))].map((group) =>
    [group, ...lines.filter((line) => line.group === group).flatMap(rowsOf)].join('\n'),
  );
  return `Pairwatch ${version}\n\n${parts.join('\n\n')}\n\n${summary(lines)}\n`;
}

const rowsOf = ({ status, text, fix }: DoctorLine): string[] => [
  row(WORDS[status], text),
  ...(fix === null ? [] : [row('', fix)]),
];

const row = (word: string, text: string): string => `  ${word.padEnd(WIDTH)}  ${text}`;

function summary(lines: DoctorReport['lines']): string {
  const counts = Object.entries(WORDS).map(([status, word]) => {
    const count = lines.filter((line) => line.status === status).length;
    return `${count} ${word}`;
  });
  return counts.join(', ');
}
