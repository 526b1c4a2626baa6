import { utcMinute } from '../../pair/utc-minute.ts';
import type { PairAlertFacts, PracticeAlertFacts } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { allOrNothing, type Judgement, over, ownEvidence, UNDECIDED } from './judgement.ts';
import type { PairRuleKind } from './kind.ts';

/** Only what is late by more than its grace is told: a check made on Tuesday instead of Monday is none of a pager's business. */
export const practiceOverdue: PairRuleKind = {
  id: 'practice-overdue',
  title: 'Duty overdue',
  summary:
    'A duty that comes again, such as a backup of the lease database or a failover drill, was not done well for longer than its interval and a grace of a quarter of that (6 h to 14 d).',
  about: 'pair',
  limits: {},
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: {} }],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: 'How duties stood at a time in the past is not kept, only when they were done.',
  judge: ({ practices, now }: PairAlertFacts) => ({
    subjects: (practices ?? []).map(({ code }) => ({ server: null, pool: null, detail: code })),
    on: ({ detail }, rule) => {
      if (practices === null) return UNDECIDED;
      const practice = practices.find(({ code }) => code === detail);
      return practice ? lateness(practice, rule, now) : over(`${detail} is no longer a duty of this pair.`);
    },
  }),
};

function lateness(
  { title, owner, isByItself, dueAt, overdueAt, lastRun }: PracticeAlertFacts,
  rule: Rule,
  now: number,
): Judgement {
  if (dueAt === null || overdueAt === null || now < overdueAt) return over(`${title} is not overdue.`);
  const whose = owner === null ? '' : ` ${owner} has it.`;
  return allOrNothing(rule, true, {
    since: overdueAt,
    sentence: `${title} was due ${utcMinute(dueAt)} and was not done well since.${whose}`,
    nextStep: isByItself
      ? 'Pairwatch does it by itself: see on the page Practices why it did not pass, and mend that.'
      : 'Do it, and see on the page Practices what it needs; or switch it off there if nobody wants it.',
    figures: [{ name: 'late', value: Math.floor((now - dueAt) / 3_600_000), unit: 'h', limit: null }],
    evidence: [
      lastRun === null
        ? ownEvidence('It was never done.', dueAt)
        : ownEvidence(`Last time: ${lastRun.sentence}`, lastRun.at),
    ],
  });
}
