import type { IncidentReport } from '../../contracts/incident-report.ts';
import { runbookOf } from '../../pair/runbook.ts';
import type { ReportFacts } from './facts.ts';

type Page = IncidentReport['runbook'][number];
const STEPS = '## What to do';

/** The pages of the runbook that an incident's alerts and verdicts lead to, the first needed first. */
export function runbookPagesOf({ alerts, verdicts, span }: ReportFacts): string[] {
  const judged = verdicts.filter(({ verdict, from, until }) => {
    const isMeanwhile = from < span.until && (until === null || until > span.from);
    return isMeanwhile && verdict !== 'healthy';
  });
  const codes = [...judged.map(({ code }) => code), ...alerts.map(({ rule }) => rule)];
  return [...new Set(codes.flatMap((code) => runbookOf(code)?.page ?? []))];
}

/** What a page says to do, as plain text; null for one without steps. */
export function runbookPage(page: string, markdown: string): Page | null {
  const lines = markdown.split('\n');
  const begin = lines.indexOf(STEPS);
  if (begin < 0) return null;
  const rest = lines.slice(begin + 1);
  const end = rest.findIndex((line) => line.startsWith('## '));
  const steps = stepsIn(end < 0 ? rest : rest.slice(0, end));
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? page;
  return steps.length === 0 ? null : { page, title, steps: steps.map(plain) };
}

/** Items and paragraphs alike; one that only leads to what follows, "To come back:", goes before that. */
function stepsIn(lines: readonly string[]): string[] {
  const steps: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const item = /^(?:\d+\.|-) +(\S.*|)$/.exec(line);
    const text = item ? (item[1] ?? '') : line.trim();
    const last = steps.at(-1);
    if (text === '') isOpen = false;
    else if (last !== undefined && (last.endsWith(':') || (isOpen && !item)))
      steps[steps.length - 1] = `${last} ${text}`;
    else steps.push(text);
    isOpen = text !== '';
  }
  return steps;
}

/** Without what Markdown means by a character: a rendering brings its own. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/`([^`]*)`/g, '$1');
}
