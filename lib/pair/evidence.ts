import type { Evidence } from '../contracts/verdict.ts';
import type { ClockRefusal, PairFacts, ServerFacts, Skew } from './facts.ts';

/** What a judgement rests on: each server's latest view, however old, its failed polls, and the clocks. */
export function evidenceOf(facts: PairFacts, skew: Skew | null): Evidence[] {
  return [
    ...evidenceOfServer(facts.primary),
    ...evidenceOfServer(facts.secondary),
    ...(skew === null ? [] : [evidenceOfSkew(facts, skew)]),
    ...(facts.clockRefusal === null ? [] : [evidenceOfRefusal(facts.clockRefusal)]),
  ];
}

function evidenceOfServer(server: ServerFacts): Evidence[] {
  const { name, role, view, omapi } = server;
  const evidence: Evidence[] = [];
  if (view !== null) {
    evidence.push({
      server: name,
      source: 'omapi',
      text: `${name} is in ${view.localState}; the last state it heard from its partner is ${view.partnerState}.`,
      observedAt: isoOf(view.observedAt),
    });
    if (view.hierarchy !== role) {
      evidence.push({
        server: name,
        source: 'omapi',
        text: `${name} says it is the ${view.hierarchy}; the settings say ${role}.`,
        observedAt: isoOf(view.observedAt),
      });
    }
  }
  if (omapi.consecutiveFailures > 0) {
    const polls = omapi.consecutiveFailures === 1 ? '1 poll' : `${omapi.consecutiveFailures} polls in a row`;
    evidence.push({
      server: name,
      source: 'omapi',
      text: `${polls} failed: ${omapi.failure?.message ?? 'the reason was not recorded.'}`,
      observedAt: isoOf(omapi.lastAttemptAt),
    });
  }
  return evidence;
}

function evidenceOfSkew(facts: PairFacts, skew: Skew): Evidence {
  const [ahead, behind] =
    skew.skewMs >= 0 ? [facts.secondary, facts.primary] : [facts.primary, facts.secondary];
  const apart = `${inSeconds(Math.abs(skew.skewMs))} ± ${inSeconds(skew.uncertaintyMs)}`;
  const { source, by } = SKEW_METHODS[skew.method];
  return {
    server: null,
    source,
    text: `The clock of ${ahead.name} was ${apart} ahead of ${behind.name}, by ${by}.`,
    observedAt: skew.measuredAt,
  };
}

const SKEW_METHODS: Record<Skew['method'], { source: Evidence['source']; by: string }> = {
  sntp: { source: 'clock', by: 'NTP' },
  ssh: { source: 'clock', by: 'the clocks of both hosts, read over SSH' },
  arrival: { source: 'leases', by: 'how leases of the one reach the file of the other' },
  stos: { source: 'omapi', by: 'the stamps of their last change of state' },
};

/** Whole milliseconds, without needless zeros. */
const inSeconds = (ms: number): string => `${Number((ms / 1000).toFixed(3))} s`;

function evidenceOfRefusal({ server, at, text }: ClockRefusal): Evidence {
  return { server, source: 'log', text, observedAt: isoOf(at) };
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
