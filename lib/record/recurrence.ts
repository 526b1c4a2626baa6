import type { Recurrence } from '../contracts/period-report.ts';
import { WEEKDAYS } from '../contracts/silence.ts';
import { countOf } from '../pair/count.ts';
import { iso } from '../reports/text/words.ts';
import { wallOf } from '../zone.ts';
import { type IncidentFacts, LOOK_BACK_MS, type PairFacts, type Span } from './facts.ts';
import type { Stretch } from './stretches.ts';

/** What happened less often may be chance. */
const LEAST = 3;
/** A pair that goes to and fro for a while does so once. */
const ONE_MATTER_MS = 3_600_000;
/** dhcpd is restarted for every change of its configuration: who answers alone for less than this is daily life. */
const LEAST_ALONE_MS = 60_000;
/** What these tell of is counted by who answered. */
const TOLD_OTHERWISE = ['pair-not-healthy', 'nobody-answers'];

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

const WEEKDAY_NAMES: Record<(typeof WEEKDAYS)[number], string> = {
  mon: 'Mondays',
  tue: 'Tuesdays',
  wed: 'Wednesdays',
  thu: 'Thursdays',
  fri: 'Fridays',
  sat: 'Saturdays',
  sun: 'Sundays',
};

type Subject = Pick<Recurrence, 'kind' | 'server' | 'role' | 'rule'>;

/** What happened at least three times to a pair up to the end of a period, and whether it did so at one hour of the week. */
export function recurrencesOf(
  pair: PairFacts,
  stretches: readonly Stretch[],
  incidents: readonly IncidentFacts[],
  { until, zone }: { until: number; zone: string },
): Recurrence[] {
  const span = { from: Math.max(until - LOOK_BACK_MS, pair.watched.from), until };
  const none = { server: null, role: null, rule: null };
  const found = (subject: Subject, times: readonly number[], is = told) =>
    is({ pair: pair.name, span, zone }, subject, apart(times, span));
  const takeOvers = pair.servers.flatMap(({ name, role, takeOvers: times }) =>
    found({ ...none, kind: 'take-over', server: name, role }, times),
  );
  const aloneTimes = beginsOf(stretches, (servers) => servers === 1, LEAST_ALONE_MS);
  const alone = found({ ...none, kind: 'alone' }, aloneTimes);
  // A server that took over answered alone: that is said already.
  const isMore = (alone[0]?.count ?? 0) > takeOvers.reduce((sum, { count }) => sum + count, 0);
  const nobody = found(
    { ...none, kind: 'nobody' },
    beginsOf(stretches, (servers) => servers === 0, 0),
  );
  return [...nobody, ...takeOvers, ...(isMore ? alone : []), ...ofRules(incidents, found, none)];
}

function ofRules(
  incidents: readonly IncidentFacts[],
  found: (subject: Subject, times: readonly number[]) => Recurrence[],
  none: Pick<Recurrence, 'server' | 'role'>,
): Recurrence[] {
  const byRule = new Map<string, number[]>();
  for (const { rule, beganAt } of incidents)
    if (!TOLD_OTHERWISE.includes(rule.id))
      byRule.set(rule.title, [...(byRule.get(rule.title) ?? []), beganAt]);
  return [...byRule].flatMap(([rule, times]) => found({ ...none, kind: 'incident', rule }, times));
}

function beginsOf(
  stretches: readonly Stretch[],
  is: (servers: Stretch['servers']) => boolean,
  leastMs: number,
): number[] {
  return stretches
    .filter(({ servers, from, until }) => is(servers) && until - from >= leastMs)
    .map(({ from }) => from);
}

/** Times in order; what comes within an hour of the one before belongs to it. */
function apart(times: readonly number[], { from, until }: Span): number[] {
  const kept: number[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const at of times.toSorted((one, other) => one - other)) {
    if (at < from || at >= until) continue;
    if (at - before > ONE_MATTER_MS) kept.push(at);
    before = at;
  }
  return kept;
}

function told(
  { pair, span, zone }: { pair: string; span: Span; zone: string },
  subject: Subject,
  times: readonly number[],
): Recurrence[] {
  if (times.length < LEAST) return [];
  const reach = reachOf(span);
  const slot = slotOf(times, zone);
  const facts = { ...subject, pair, reach, slot, count: times.length };
  return [
    {
      ...facts,
      from: iso(span.from),
      until: iso(span.until),
      times: times.map(iso),
      sentence: sentenceOf(facts, zone),
    },
  ];
}

function reachOf({ from, until }: Span): Recurrence['reach'] {
  return until - from >= LOOK_BACK_MS
    ? { count: LOOK_BACK_MS / WEEK_MS, unit: 'weeks' }
    : { count: Math.max(1, Math.ceil((until - from) / DAY_MS)), unit: 'days' };
}

/** The hour of a weekday, as clocks of the zone show it, in which most of them lie; null where that is less than three. */
function slotOf(times: readonly number[], zone: string): Recurrence['slot'] {
  const counts = new Map<number, number>();
  for (const at of times) {
    const hour = hourOfWeek(wallOf(at, zone));
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  if (!most || most[1] < LEAST) return null;
  const [hour, count] = most;
  const weekday = WEEKDAYS[Math.floor(hour / 24)];
  return weekday ? { weekday, from: hourText(hour), to: hourText(hour + 1), count } : null;
}

/** Hours since Monday. The first of 1970 was a Thursday. */
const hourOfWeek = (wallMs: number): number => Math.floor(wallMs / HOUR_MS + 3 * 24) % (7 * 24);

function sentenceOf(
  {
    pair,
    kind,
    server,
    role,
    rule,
    count,
    reach,
    slot,
  }: Omit<Recurrence, 'from' | 'until' | 'times' | 'sentence'>,
  zone: string,
): string {
  const who = {
    'take-over': `${server}, the ${role} of ${pair}, took over`,
    alone: `One server of ${pair} answered clients alone`,
    nobody: `Nobody answered the clients of ${pair}`,
    incident: `An incident of ${pair} began with “${rule}”`,
  }[kind];
  const often = `${who} ${countOf(count, 'time')} in ${countOf(reach.count, reach.unit.slice(0, -1))}`;
  if (slot === null) return `${often}.`;
  const of = slot.count === count ? 'each time' : `${slot.count} of them`;
  return `${often}, ${of} on ${WEEKDAY_NAMES[slot.weekday]} between ${slot.from} and ${slot.to} (${zone}).`;
}

/** `02:00` */
const hourText = (hourOfWeek: number): string => `${String(hourOfWeek % 24).padStart(2, '0')}:00`;
