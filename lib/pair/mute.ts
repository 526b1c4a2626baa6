import type { Finding } from './finding.ts';

/** A finding that somebody knows of and lives with. */
export type Mute = {
  /** Its code, or its whole key where a pair has several of one code. */
  finding: string;
  reason: string;
  /** When it is told as before. */
  until: number;
};

const MUTED = 'Muted until ';

/**
 * The findings with those that are muted at `now` told as information, with the reason and the end: a muted finding is
 * still there for whoever looks.
 */
export function withMutes(findings: readonly Finding[], mutes: readonly Mute[], now: number): Finding[] {
  return findings.map((finding) => {
    const mute = muteOf(finding, mutes, now);
    if (!mute) return finding;
    const until = new Date(mute.until).toISOString().slice(0, 10);
    return {
      ...finding,
      severity: 'info',
      // What can't be decided now is told as it was, which may have been muted.
      sentence: finding.sentence.startsWith(MUTED)
        ? finding.sentence
        : `${MUTED}${until} (${mute.reason}): ${finding.sentence}`,
      nextStep: null,
    };
  });
}

/** The mute that holds for a finding; null when it is to be told. */
export function muteOf(
  { key, code }: Pick<Finding, 'key' | 'code'>,
  mutes: readonly Mute[],
  now: number,
): Mute | null {
  return mutes.find(({ finding, until }) => now < until && (finding === code || finding === key)) ?? null;
}
