import type { Subject, Why } from '../contracts/alert.ts';
import type { Severity } from '../contracts/severity.ts';

/** One rule's word on one subject, from when it began to hold until it is over. Times in milliseconds by Pairwatch's clock. */
export type Alert = {
  rule: string;
  subject: Subject;
  phase: 'pending' | 'firing' | 'resolved';
  /** The worst it has been; null while pending. */
  severity: Severity | null;
  startedAt: number;
  firedAt: number | null;
  resolvedAt: number | null;
  /** Since when each level holds without a break, the mildest first. */
  levels: readonly { severity: Severity; since: number | null }[];
  /** Since when nothing of it holds any more, while it still fires. */
  clearSince: number | null;
  noDataSince: number | null;
  /** When alerts of this rule about this subject fired in the hour before this one did, and this one; empty while pending. */
  recentFirings: readonly number[];
  /** It fires and ends again and again: it goes on until it was quiet for longer. */
  isFlapping: boolean;
  /** As it was last judged. */
  why: Why;
  /** As it was when it fired, or last grew worse. */
  firedBecause: Why | null;
  labels: Readonly<Record<string, string>>;
  opensIncident: boolean;
};

/** What one step of an alert is news of. `withdrawn`: it was pending and is over without having fired. */
export type AlertChange = 'began' | 'fired' | 'worsened' | 'resolved' | 'withdrawn';

/** Names the rule and the subject, within a pair. */
export function fingerprintOf({ rule, subject }: Pick<Alert, 'rule' | 'subject'>): string {
  return [rule, subject.server, subject.pool, subject.detail].map((part) => part ?? '').join('|');
}
