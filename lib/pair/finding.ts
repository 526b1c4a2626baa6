import type { Evidence } from '../contracts/verdict.ts';

/** Something that is not as it should be, for as long as it lasts. */
export type Finding = {
  /** Names the same finding from one reading to the next. */
  key: string;
  /** Server it is about, by name; null for the pair. */
  server: string | null;
  code: string;
  severity: 'warning' | 'error';
  since: number;
  sentence: string;
  evidence: Evidence[];
};
