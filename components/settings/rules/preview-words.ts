import type { RulePreviewDto } from '../../../lib/contracts/rule.ts';
import { SEVERITIES } from '../../../lib/contracts/severity.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import { listed } from '../../pair/listed.ts';

type Firing = RulePreviewDto['firings'][number];

/** What would have fired, in a sentence: "It would have fired 3 times: 1 critical and 2 warning, 4 h 10 min in all." */
export function previewWords({ firings, to }: Pick<RulePreviewDto, 'firings' | 'to'>): string {
  if (firings.length === 0) return 'It would not have fired.';
  const counts = SEVERITIES.toReversed().flatMap((severity) => {
    const count = firings.filter((firing) => firing.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const totalMs = firings.reduce((sum, firing) => sum + lengthMs(firing, to), 0);
  const times = firings.length === 1 ? 'once' : `${firings.length} times`;
  return `It would have fired ${times}: ${listed(counts)}, ${formatDuration(totalMs)} in all.`;
}

/** How long a firing would have lasted, one that still goes on until `to`. */
export function lengthMs({ firedAt, resolvedAt }: Firing, to: string): number {
  return Date.parse(resolvedAt ?? to) - Date.parse(firedAt);
}

export type StripPart = { severity: Firing['severity']; left: number; width: number };

/** Where firings lie on a strip from 0 to 1, the worst drawn last; none is too narrow to be seen. */
export function stripParts({
  firings,
  from,
  to,
}: Pick<RulePreviewDto, 'firings' | 'from' | 'to'>): StripPart[] {
  const begin = Date.parse(from);
  const span = Date.parse(to) - begin;
  return firings
    .map((firing) => {
      const width = Math.max(LEAST_WIDTH, lengthMs(firing, to) / span);
      const left = Math.min(1 - width, Math.max(0, (Date.parse(firing.firedAt) - begin) / span));
      return { severity: firing.severity, left, width: Math.min(1, width) };
    })
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

const LEAST_WIDTH = 0.004;
