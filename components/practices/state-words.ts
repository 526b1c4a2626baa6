import type { Level } from '@/components/pair/level-mark.tsx';
import type { PracticeEvidence, PracticeOutcome, PracticeState } from '@/lib/contracts/practice.ts';

type Look = { level: Level; word: string };

/** How a duty stands, by shape and word. */
export const STATE_LOOK: Record<PracticeState, Look> = {
  overdue: { level: 'warn', word: 'overdue' },
  due: { level: 'note', word: 'due' },
  'in-time': { level: 'good', word: 'in time' },
  'not-called-for': { level: 'good', word: 'not called for' },
  'not-counted': { level: 'unknown', word: 'not counted yet' },
  off: { level: 'note', word: 'off' },
};

/** What came of it. */
export const OUTCOME_LOOK: Record<PracticeOutcome, Look> = {
  passed: { level: 'good', word: 'passed' },
  failed: { level: 'bad', word: 'failed' },
  'not-done': { level: 'unknown', word: 'not done' },
};

/** What a piece of evidence says. */
export const EVIDENCE_LOOK: Record<NonNullable<PracticeEvidence['status']>, Look> = {
  pass: { level: 'good', word: 'pass' },
  fail: { level: 'bad', word: 'fail' },
  unknown: { level: 'unknown', word: 'unknown' },
};
