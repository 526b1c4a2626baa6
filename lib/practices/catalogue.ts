import type { PracticeCode } from '../contracts/practice.ts';

/** A duty from the field's runbook. */
export type PracticeKind = {
  code: PracticeCode;
  title: string;
  /** What is looked at, and why. */
  summary: string;
  /** How often, where nobody said otherwise; within how many days of what calls for it, where something does. */
  everyDays: number;
  /** `calendar`: again and again; `change`: once after each change of the topology. */
  comes: 'calendar' | 'change';
  /** Whether the collector does it when it is due, if the pair's settings allow. */
  isByItself: boolean;
};

/** Every duty there is, in the order in which people are shown them. */
export const PRACTICES: readonly PracticeKind[] = [
  {
    code: 'sync-check',
    title: 'Sync check',
    summary:
      'Both configurations are held against each other, and dhcpd on each server is asked by dhcpd -t whether it would start with its own.',
    everyDays: 7,
    comes: 'calendar',
    isByItself: true,
  },
  {
    code: 'lease-age-audit',
    title: 'Lease-age audit',
    summary:
      'How old the leases of each state are in both lease files, and what the partner has not acknowledged for long: leases nobody mends use a pool up.',
    everyDays: 30,
    comes: 'calendar',
    isByItself: true,
  },
  {
    code: 'clock-check',
    title: 'Clock check',
    summary:
      'Both clocks are within 50 ms of Pairwatch’s and of each other, the uncertainty of the measurement included.',
    everyDays: 91,
    comes: 'calendar',
    isByItself: true,
  },
  {
    code: 'state-check',
    title: 'State check after a change',
    summary:
      'After servers, ranges or the peer changed in a dhcpd.conf, both servers are in normal: a pair that does not go together shows when it is restarted.',
    everyDays: 1,
    comes: 'change',
    isByItself: false,
  },
  {
    code: 'lease-backup',
    title: 'Lease database backup',
    summary:
      'Each lease file is copied; the copy is read again from the disk and has every address the file had.',
    everyDays: 1,
    comes: 'calendar',
    isByItself: true,
  },
  {
    code: 'failover-drill',
    title: 'Failover drill',
    summary:
      'One server is stopped on purpose, and the other takes over as expected: a failover nobody tried is a hope.',
    everyDays: 182,
    comes: 'calendar',
    isByItself: false,
  },
];

/** The duty of a code. */
export function practiceKind(code: PracticeCode): PracticeKind {
  const kind = PRACTICES.find((each) => each.code === code);
  if (!kind) throw new Error(`There is no duty "${code}" in the catalogue.`);
  return kind;
}
