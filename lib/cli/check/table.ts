import type { ConfigCorrection, ConfigFinding, ConfigReview } from '../../contracts/config-review.ts';
import { alignColumns } from '../columns.ts';

const TITLES = { error: 'Errors', warning: 'Warnings', info: 'Notes' } as const;

/** The review for people, the worst first. */
export function reviewAsTable({ primary, secondary, findings }: ConfigReview): string {
  if (findings.length === 0) return `${primary} and ${secondary}: nothing found.\n`;
  const sections = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const group = findings.filter((finding) => finding.severity === severity);
    return group.length === 0 ? [] : [`${TITLES[severity]} (${group.length})`, ...group.map(findingText)];
  });
  return `${sections.join('\n\n')}\n`;
}

function findingText(finding: ConfigFinding): string {
  const { code, sentence, why, nextStep, places, correction } = finding;
  return [
    `${code}: ${sentence}`,
    ...indented([
      why,
      ...placeLines(places),
      nextStep,
      ...correctionsByFile(correction).flatMap(({ server, file, lines }) => [
        `To write in ${file} of the ${server}:`,
        ...indented(lines),
      ]),
    ]),
  ].join('\n');
}

function placeLines(places: ConfigFinding['places']): string[] {
  return alignColumns(
    places.map(({ server, file, line, column, text }) => [server, `${file}:${line}:${column}`, text]),
    3,
  );
}

/** The lines of one file together, in the order in which they were first named. */
function correctionsByFile(corrections: readonly ConfigCorrection[]): ConfigCorrection[] {
  const byFile = new Map<string, ConfigCorrection>();
  for (const { server, file, lines } of corrections) {
    const key = `${server}\0${file}`;
    const former = byFile.get(key)?.lines ?? [];
    byFile.set(key, { server, file, lines: [...former, ...lines] });
  }
  return [...byFile.values()];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
