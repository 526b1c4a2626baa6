import type { PeriodReport, RecordPair } from '../contracts/period-report.ts';
import { countOf } from '../pair/count.ts';
import { lengthOf, utcSecond } from '../reports/text/words.ts';

type Unsummed = Omit<PeriodReport, 'summary'>;

/** No reader of a summary wants more of one kind. */
const MOST_OF_A_KIND = 3;
/** Less is left of a pool than its own people would wish for. */
const FULL_PERCENT = 85;

/** What a reader must know who reads nothing else: one plain paragraph. */
export function summaryOf(report: Unsummed): string[] {
  return [
    ...answeringSentences(report),
    ...incidentSentences(report),
    ...report.recurrences.slice(0, MOST_OF_A_KIND).map(({ sentence }) => sentence),
    ...poolSentences(report.pairs),
    ...clockSentences(report.pairs),
    ...practiceSentences(report),
  ];
}

/** `Week 2026-W47` */
export const periodTitle = ({ kind, name }: PeriodReport['period']): string =>
  `${kind === 'week' ? 'Week' : 'Month'} ${name}`;

function answeringSentences({ period, redundancy, scope, pairs }: Unsummed): string[] {
  const { share, oneMs, noneMs, unseenMs, unseenPercent, planned, unplanned } = redundancy;
  const of = scope.pair ?? `${countOf(pairs.length, 'pair')} taken together`;
  const far = period.isOver ? '' : ` up to ${utcSecond(period.until)}`;
  if (pairs.length === 0) return [`In ${nameOf(period)}${far} no pair was watched.`];
  if (share === null)
    return [`In ${nameOf(period)}${far} nobody saw how many servers of ${of} answered clients.`];
  const alone =
    oneMs + noneMs === 0
      ? `two servers of ${of} answered clients all the time that was seen`
      : `two servers of ${of} answered clients for ${share.twoPercent} % of the time that was seen, one alone for ${lengthOf(oneMs)} and none for ${lengthOf(noneMs)}`;
  const unplannedMs = unplanned.oneMs + unplanned.noneMs;
  const plannedMs = planned.oneMs + planned.noneMs;
  return [
    `In ${nameOf(period)}${far} ${alone}.`,
    ...(plannedMs === 0
      ? []
      : [
          unplannedMs === 0
            ? 'All of the time with fewer than two was planned.'
            : `Of the time with fewer than two, ${lengthOf(planned.oneMs)} with one and ${lengthOf(planned.noneMs)} with none were planned.`,
        ]),
    ...(unseenMs === 0 ? [] : [`For ${lengthOf(unseenMs)} (${unseenPercent} %) nobody saw who answered.`]),
  ];
}

const nameOf = ({ kind, name }: PeriodReport['period']): string => `${kind} ${name}`;

function incidentSentences({ incidents, times }: Unsummed): string[] {
  const began = incidents.filter(({ isFromBefore }) => !isFromBefore);
  if (began.length === 0) return ['No incident began.'];
  const planned = began.filter(({ isPlanned }) => isPlanned).length;
  const ofPlan = planned === 0 ? '' : `, ${planned} of them within planned maintenance`;
  const medians = times.flatMap(({ code, medianMs, count }) =>
    medianMs === null ? [] : [`${lengthOf(medianMs)} to ${code} (of ${count})`],
  );
  return [
    `${countOf(began.length, 'incident')} began${ofPlan}.`,
    ...(medians.length === 0 ? [] : [`Medians: ${medians.join(', ')}.`]),
  ];
}

function poolSentences(pairs: readonly RecordPair[]): string[] {
  return pairs
    .flatMap(({ name, pools }) => pools.flatMap(({ title, use }) => (use ? [{ name, title, use }] : [])))
    .filter(({ use }) => use.p95Percent >= FULL_PERCENT)
    .sort((one, other) => other.use.p95Percent - one.use.p95Percent)
    .slice(0, MOST_OF_A_KIND)
    .map(
      ({ name, title, use }) =>
        `The pool ${title} of ${name} was ${use.p95Percent} % full or fuller for a twentieth of the time.`,
    );
}

function clockSentences(pairs: readonly RecordPair[]): string[] {
  return pairs
    .flatMap(({ name, clocks: { skew } }) => (skew !== null && skew.beyondMs > 0 ? [{ name, skew }] : []))
    .slice(0, MOST_OF_A_KIND)
    .map(
      ({ name, skew: { limitMs, beyondMs } }) =>
        `The clocks of ${name} were more than ${lengthOf(limitMs)} apart for ${lengthOf(beyondMs)}.`,
    );
}

function practiceSentences({ practices }: Unsummed): string[] {
  const overdue = practices.filter(({ overdueSince }) => overdueSince !== null);
  if (overdue.length === 0) return [];
  return [
    `${countOf(overdue.length, 'practice')} ${overdue.length === 1 ? 'was' : 'were'} overdue at the end.`,
  ];
}
