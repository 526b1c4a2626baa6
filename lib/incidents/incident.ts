import type { Severity } from '../contracts/severity.ts';

/** What is wrong with one pair, from the first symptom to stable recovery. Times in milliseconds by Pairwatch's clock. */
export type Incident = {
  phase: 'open' | 'resolved';
  /** The worst it has been since it opened, or opened again. */
  severity: Severity;
  /** Of the alert it opened with. */
  firstSymptom: { at: number; sentence: string; fingerprint: string };
  openedAt: number;
  /** Since when all is well, while it is waited whether it stays so. */
  quietSince: number | null;
  resolvedAt: number | null;
  reopenedAt: readonly number[];
  acknowledgement: { at: number; by: string; note: string | null } | null;
  /** What it is about now, in one sentence; when it is resolved, what it was about. */
  sentence: string;
};

export type IncidentLimits = {
  /** How long all must be well before it is over. */
  stableMs: number;
  /** Within this time after its end the same incident opens again instead of a second one. */
  reopenWithinMs: number;
};

export const DEFAULT_INCIDENT_LIMITS: IncidentLimits = { stableMs: 300_000, reopenWithinMs: 3_600_000 };

export type IncidentChange = 'opened' | 'reopened' | 'worsened' | 'resolved';
