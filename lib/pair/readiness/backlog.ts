import { type BacklogFacts, backlogTrend, freshLeases, leasesEvidence } from '../backlog.ts';
import { countOf } from '../count.ts';
import type { ServerRole } from '../facts.ts';
import { wordsOf } from '../word.ts';
import { type ReadinessFacts, ROLES } from './facts.ts';
import { isoOf, type Outcome, worstOf } from './line.ts';

/** An outcome with how many leases it is about. */
type Counted = Omit<Outcome, 'figure'> & { count: number };

const ALL_TOLD = 'Each server knows of nearly all that the other one does.';

/** What the partner does not know yet would be unknown to the survivor: few leases, and soon told. */
export function backlogLine({ backlog }: ReadinessFacts, now: number): Outcome {
  const counted = ROLES.map((role) => byLeaseFile(backlog, role, now) ?? byOmapi(backlog, role, now));
  const count = counted.reduce((sum, each) => sum + each.count, 0);
  const isCounted = counted.every(({ status }) => status !== 'unknown');
  const figure = isCounted ? countOf(count, 'lease') : null;
  return worstOf(counted.map(({ count: _, ...outcome }) => ({ ...outcome, figure })));
}

function byLeaseFile(backlog: BacklogFacts, role: ServerRole, now: number): Counted | null {
  const leases = freshLeases(backlog, role, now);
  if (leases === null) return null;
  const { count, byAge } = leases;
  const { name } = backlog.pair[role];
  const evidence = [leasesEvidence(name, leases)];
  const bad = (status: 'warn' | 'fail', text: string): Counted => ({
    status,
    text,
    count,
    nextStep: `Check disk, load and log of the partner of ${name}.`,
    evidence,
  });
  if (byAge.older > 0) {
    return bad(
      'fail',
      `The partner of ${name} does not know of ${countOf(byAge.older, 'lease')} for more than ten minutes.`,
    );
  }
  if (byAge.under10min > 0) {
    return bad(
      'warn',
      `The partner of ${name} does not know of ${countOf(byAge.under10min, 'lease')} for more than a minute.`,
    );
  }
  if (backlogTrend(backlog.backlogs[role].history) === 'growing') {
    return bad('warn', `The partner of ${name} does not know of ever more leases.`);
  }
  return { status: 'pass', text: ALL_TOLD, count, nextStep: null, evidence };
}

/**
 * Without the lease file: dhcpd queues updates only once its partner's max-unacked-updates are on their way, so below
 * that limit their number is the whole backlog.
 */
function byOmapi({ pair, backlogs }: BacklogFacts, role: ServerRole, now: number): Counted {
  const { name } = pair[role];
  const view = wordsOf(pair, now)[role]?.view;
  const count = view?.unackedUpdates ?? 0;
  const isWhole = view && (count === 0 || count < (backlogs[role].unackedLimit ?? 0));
  if (!isWhole) {
    const text = `How much ${name} has not told its partner yet is not known.`;
    const nextStep = `Let Pairwatch read the lease file of ${name}.`;
    return { status: 'unknown', text, count, nextStep, evidence: [] };
  }
  const text = `cur-unacked-updates is ${count}.`;
  const evidence = { server: name, source: 'omapi', text, observedAt: isoOf(view.observedAt) } as const;
  return { status: 'pass', text: ALL_TOLD, count, nextStep: null, evidence: [evidence] };
}
