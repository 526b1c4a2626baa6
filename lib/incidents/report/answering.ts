import type { IncidentReport } from '../../contracts/incident-report.ts';
import { iso } from '../../reports/text/words.ts';
import type { ReportFacts } from './facts.ts';

type AnsweringStretch = IncidentReport['answering'][number];
type Stretch = { from: number; until: number; servers: AnsweringStretch['servers'] };

/** From when until when two servers, one or none answered clients; what lies between two that were seen was not. */
export function answeringStretches({ answering, span }: ReportFacts): AnsweringStretch[] {
  const stretches: Stretch[] = [];
  let seenUntil = span.from;
  const add = (from: number, until: number, servers: Stretch['servers']) => {
    if (until <= from) return;
    const last = stretches.at(-1);
    if (last && last.servers === servers && last.until === from) last.until = until;
    else stretches.push({ from, until, servers });
  };
  for (const stay of answering.toSorted((one, other) => one.from - other.from)) {
    const [from, until] = [Math.max(stay.from, seenUntil), Math.min(stay.until, span.until)];
    if (until <= from) continue;
    add(seenUntil, from, null);
    add(from, until, stay.servers);
    seenUntil = until;
  }
  add(seenUntil, span.until, null);
  return stretches.map(({ from, until, servers }) => ({ from: iso(from), until: iso(until), servers }));
}
