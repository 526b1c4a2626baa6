import type { Severity } from '../../contracts/severity.ts';

/**
 * What a message says to people, in the parts that each shape puts into its own places. Every text is one visible line that is
 * not empty; how long it may be is for the shape to say.
 */
export type Notice = {
  tone: Tone;
  /** A shape beside the word, so that nothing is said by colour alone. */
  mark: string;
  /** Such as `critical, acknowledged` or `resolved`. */
  status: string;
  /** The pair's name, or Pairwatch. */
  about: string;
  sentence: string;
  nextStep: string | null;
  facts: readonly Fact[];
  /** The alerts of an incident, the servers of a pair. */
  list: NoticeList | null;
  /** Why this is told now. */
  reason: string | null;
};

export type Tone = Severity | 'good';
export type Fact = { name: string; value: string };
/** `lines` has the first of `total`. */
export type NoticeList = { heading: string; lines: readonly string[]; total: number };

export const MARKS: Readonly<Record<Tone, string>> = { critical: '■', warning: '▲', info: '▽', good: '●' };

/** What stands where a pair's name would, in what is not about a pair. */
export const OURSELVES = 'Pairwatch';

/** `■ critical: office`. */
export function titleOf({ mark, status, about }: Notice): string {
  return `${mark} ${status}: ${about}`;
}

/** Everything that matters in one line: `[critical] office: Nobody answers clients …`. */
export function lineOf({ status, about, sentence }: Notice): string {
  return `[${status}] ${about}: ${sentence}`;
}

/** The first lines of a list, and a last one that tells how many are left out. */
export function linesOf({ lines, total }: NoticeList, limit: number): string[] {
  const shown = lines.slice(0, limit);
  const leftOut = total - shown.length;
  return leftOut === 0 ? shown : [...shown, `… and ${leftOut} more, left out here`];
}
