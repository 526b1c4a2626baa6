import type { ReportFacts } from '../facts.ts';
import { type Argument, HINT, SIGN, STRONG, type Suspicion, strongest } from './cause.ts';
import { at, iso, isRefused, type Outage, outagesOf, verdictEvidence } from './signs.ts';
import { namesOf } from './words.ts';

/** A time in which neither server could be read. */
export type DarkTime = { from: number; end: number; outages: readonly [Outage, Outage] };

/** Both servers were down at one time. */
export function bothDown(facts: ReportFacts): Suspicion | null {
  return strongest(
    darkTimes(facts).map((dark) => ({
      code: 'both-down',
      claim: `${namesOf(facts.servers)} were both down at the same time`,
      supports: [...neitherAnswered(facts, dark), ...bothRefused(facts, dark), ...nobodyServed(facts, dark)],
      against: blind(facts, dark),
    })),
  );
}

export function darkTimes(facts: ReportFacts): DarkTime[] {
  const [one, other] = facts.servers;
  if (!one || !other) return [];
  return outagesOf(facts, one, 'omapi').flatMap((mine) =>
    outagesOf(facts, other, 'omapi').flatMap((theirs): DarkTime[] => {
      const from = Math.max(mine.from, theirs.from);
      const end = Math.min(mine.end, theirs.end);
      return from < end ? [{ from, end, outages: [mine, theirs] }] : [];
    }),
  );
}

export const darkEvidence = ({ outages }: DarkTime) => outages.flatMap(({ evidence }) => evidence);

function neitherAnswered({ servers }: ReportFacts, dark: DarkTime): Argument[] {
  const sentence = `From ${at(dark.from)} on neither ${servers.map(({ name }) => name).join(' nor ')} answered Pairwatch.`;
  return [{ weight: SIGN, sentence, evidence: darkEvidence(dark) }];
}

function bothRefused({ servers }: ReportFacts, dark: DarkTime): Argument[] {
  if (!dark.outages.every(isRefused)) return [];
  const sentence = `The machines of ${namesOf(servers)} both refused connections to the OMAPI port: dhcpd ran on neither.`;
  return [{ weight: STRONG, sentence, evidence: darkEvidence(dark) }];
}

function nobodyServed({ answering }: ReportFacts, dark: DarkTime): Argument[] {
  const none = answering.find(
    ({ servers, from, until }) => servers === 0 && from < dark.end && until > dark.from,
  );
  if (!none) return [];
  const sentence = `From ${at(none.from)} on no server answered clients.`;
  const text = `0 servers answered clients from ${iso(none.from)} to ${iso(none.until)}`;
  return [
    {
      weight: HINT,
      sentence,
      evidence: [{ server: null, source: 'pairwatch', text, observedAt: iso(none.from) }],
    },
  ];
}

/** Pairwatch reached no server of any pair then. */
export function blind({ verdicts }: ReportFacts, dark: DarkTime): Argument[] {
  const span = verdicts.find(
    ({ code, from, until }) =>
      code === 'monitor-blind' && from < dark.end && (until === null || until > dark.from),
  );
  if (!span) return [];
  const sentence = `From ${at(span.from)} on Pairwatch reached no server of any pair.`;
  return [{ weight: STRONG, sentence, evidence: [verdictEvidence(span)] }];
}
