import type { Evidence } from '../../../contracts/verdict.ts';
import type { ReportFacts, ServerFacts } from '../facts.ts';
import { type Argument, HINT, SIGN, STRONG } from './cause.ts';
import {
  at,
  evidenceOf,
  iso,
  linesOf,
  movesOf,
  ms,
  type Outage,
  outagesOf,
  partnerOf,
  verdictEvidence,
} from './signs.ts';

/** What speaks for and against that a server, or only its dhcpd, ended at all, whatever ended it. */

const MINUTE_MS = 60_000;

/** A partner notices at once that dhcpd ended, and after max-response-delay that its machine did. */
const NOTICED_WITHIN_MS = 2 * MINUTE_MS;

/** dhcpd in normal hears its partner within max-response-delay, which is rarely set beyond this. */
const HEARS_WITHIN_MS = MINUTE_MS;

/** What begins within this time began at once. */
const AT_ONCE_MS = 2 * MINUTE_MS;

/** Whoever changes a configuration restarts dhcpd soon; it is read by the minute or so. */
const SOON_MS = 30 * MINUTE_MS;
const READ_WITHIN_MS = 5 * MINUTE_MS;

/** Lines with which dhcpd ends in good order, told to by a signal. */
export const TOLD_TO_END = ['ending-by-signal'];

export function partnerLostIt(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  const partner = partnerOf(facts, server);
  if (!partner) return [];
  const [move] = movesOf(facts, partner, ['communications-interrupted']).filter(
    ({ sortAt }) => Math.abs(ms(sortAt) - outage.from) <= NOTICED_WITHIN_MS,
  );
  if (!move) return [];
  const sentence = `${partner.name} lost contact with ${server.name} at ${at(ms(move.sortAt))}.`;
  return [{ weight: HINT, sentence, evidence: evidenceOf(move) }];
}

/** Whatever ended only one of them, or only hid it from us, would not look like this. */
export function endedNot(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  return [...partnerStillHeardIt(facts, server, outage), ...bothAtOnce(facts, server, outage)];
}

/** Judged at the time, from fresh words of the partner. */
export function partnerStillHeardIt(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  const partner = partnerOf(facts, server);
  const span = facts.verdicts.find(
    ({ code, from, until }) =>
      code === `monitor-cannot-reach-${server.role}` &&
      Math.min(until ?? facts.now, outage.end) - Math.max(from, outage.from) >= HEARS_WITHIN_MS,
  );
  if (!partner || !span) return [];
  const sentence = `${partner.name} stayed in normal, which it does only while it hears ${server.name}.`;
  return [{ weight: STRONG, sentence, evidence: [verdictEvidence(span)] }];
}

function bothAtOnce(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  const partner = partnerOf(facts, server);
  if (!partner) return [];
  const other = outagesOf(facts, partner, 'omapi').find(
    ({ from }) => Math.abs(from - outage.from) <= AT_ONCE_MS,
  );
  if (!other) return [];
  const sentence = `${partner.name} stopped answering at the same time, which the end of one server does not explain.`;
  return [{ weight: STRONG, sentence, evidence: other.evidence }];
}

/** Somebody meant it: not what a crash looks like. */
export function wasMeant(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  const [line] = linesOf(facts, server, TOLD_TO_END).filter(({ sortAt }) => isAtBegin(outage, ms(sortAt)));
  const told: Argument[] = line
    ? [
        {
          weight: SIGN,
          sentence: `dhcpd on ${server.name} was told to end: it says so in its log.`,
          evidence: evidenceOf(line),
        },
      ]
    : [];
  return [...told, ...plannedWork(facts, outage.from, SIGN)];
}

/** Planned work that was to be going on at a time. */
export function plannedWork(
  { maintenance }: ReportFacts,
  beganAt: number,
  weight: Argument['weight'],
): Argument[] {
  const window = maintenance.find(({ from, until }) => from <= beganAt && beganAt < until);
  if (!window) return [];
  const { from, until, reason, by } = window;
  const what = `${at(from)} to ${at(until)}`;
  return [
    {
      weight,
      sentence: `It began within planned work (${reason}), which ${by} had entered for ${what}.`,
      evidence: [
        {
          server: null,
          source: 'pairwatch',
          text: `Maintenance window from ${iso(from)} to ${iso(until)}, entered by ${by}: ${reason}`,
          observedAt: null,
        },
      ],
    },
  ];
}

/** Clocks may differ a little, and polls come some seconds late. */
export function isAtBegin({ from }: Outage, time: number): boolean {
  return Math.abs(time - from) <= NOTICED_WITHIN_MS;
}

/** Its configuration was found changed about then. */
export function changedBefore(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  const isThen = (time: string) =>
    ms(time) >= outage.from - SOON_MS && ms(time) <= outage.end + READ_WITHIN_MS;
  const event = facts.events.find(
    ({ kind, server: name, observedAt }) => kind === 'config' && name === server.name && isThen(observedAt),
  );
  const argued = (readAt: string, evidence: readonly Evidence[]): Argument[] => {
    const sentence = `The configuration of ${server.name} was found changed at ${at(ms(readAt))}; dhcpd takes that up only by a restart.`;
    return [{ weight: SIGN, sentence, evidence }];
  };
  if (event) return argued(event.observedAt, evidenceOf(event));
  const { atBegin, diff } = server.config;
  if (atBegin === null || diff === null || diff.isSame || !isThen(atBegin.readAt)) return [];
  const text = 'Another configuration than at the end of the last healthy day was read.';
  return argued(atBegin.readAt, [
    { server: server.name, source: 'config', text, observedAt: atBegin.readAt },
  ]);
}
