import type { Evidence } from '../contracts/verdict.ts';

/** Something that is not as it should be, for as long as it lasts. */
export type Finding = {
  /** Names the same finding from one reading to the next; begins with its room: `clock:…`. */
  key: string;
  /** Server it is about, by name; null for the pair. */
  server: string | null;
  /** Kebab-case machine word, stable across versions; its runbook page goes by it. */
  code: string;
  severity: 'info' | 'warning' | 'error';
  since: number;
  sentence: string;
  /** One imperative sentence; null when the sentence says it all. */
  nextStep: string | null;
  evidence: Evidence[];
};

/** Who finds: each room tells all it finds at once, and what it does not tell any more is over. */
export const FINDING_ROOMS = [
  'readings',
  'clock',
  'balance',
  'backlog',
  'conflict',
  'config',
  'source',
] as const;
export type FindingRoom = (typeof FINDING_ROOMS)[number];
