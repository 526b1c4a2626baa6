import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verdictSchema } from '../contracts/verdict.ts';
import { type FailoverState, KNOWN_FAILOVER_STATES } from '../failover-states.ts';
import type { PairFacts, ServerFacts, ServerRole } from './facts.ts';
import { freshness } from './freshness.ts';
import { fillSince } from './sentence.ts';
import { NO_MORE, NOW, serverFacts } from './testing/pair-facts.ts';
import { judge } from './verdict.ts';

const STATES: FailoverState[] = [...KNOWN_FAILOVER_STATES, 'state-42'];

const state = fc.constantFrom(...STATES);
const ageMs = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -5000, max: 10_000_000 }));
const failureKind = fc.constantFrom('unreachable', 'refused', 'secret-wrong', 'timeout');
const stamp = fc.option(fc.integer({ min: NOW - 10_000_000, max: NOW + 100_000 }));

function server(role: ServerRole): fc.Arbitrary<ServerFacts> {
  const hierarchy = fc.constantFrom<ServerRole>(role, role, role, 'primary', 'secondary');
  return fc
    .record({
      state,
      partner: state,
      ageMs,
      forMs: ageMs,
      failures: fc.integer({ min: 0, max: 4 }),
      failureKind,
      view: fc.option(fc.record({ hierarchy, localStosAt: stamp, partnerStosAt: stamp }), { freq: 8 }),
    })
    .map((spoiled) => serverFacts(role, spoiled));
}

const more = fc.record({
  skew: fc.option(
    fc.record({
      skewMs: fc.integer({ min: -200_000, max: 200_000 }),
      uncertaintyMs: fc.integer({ min: 0, max: 5000 }),
      method: fc.constantFrom('sntp', 'ssh', 'arrival', 'stos'),
      measuredAt: fc.constant(new Date(NOW).toISOString()),
    }),
  ),
  clockRefusal: fc.option(
    fc.constant({ server: 'dhcp-a', at: NOW, text: 'Connection rejected, time mismatch too great.' }),
  ),
  blindSince: fc.option(fc.constant(NOW - 5000)),
}) satisfies fc.Arbitrary<Omit<PairFacts, 'name' | ServerRole>>;

/** Two servers of which most are readable, else nearly every case would be "no word". */
const pair = fc
  .record({
    primary: server('primary'),
    secondary: server('secondary'),
    readable: fc.integer({ min: 0, max: 3 }),
    more,
  })
  .map(({ primary, secondary, readable, more }) => {
    if (readable > 0) makeReadable(primary);
    if (readable > 1) makeReadable(secondary);
    return { name: 'office', primary, secondary, ...more };
  });

function makeReadable({ omapi, view }: ServerFacts): void {
  if (!view) return;
  view.observedAt = NOW - 100;
  omapi.lastSuccessAt = NOW - 100;
  omapi.consecutiveFailures = 0;
}

function isFresh({ omapi, view }: ServerFacts): boolean {
  return (
    omapi.consecutiveFailures < 3 && freshness(view?.observedAt ?? null, omapi.intervalMs, NOW) === 'fresh'
  );
}

test('healthy only with two fresh views of normal, both knowing it of each other, in the roles of the settings', () => {
  fc.assert(
    fc.property(pair, (facts) => {
      if (judge(facts, NOW).verdict !== 'healthy') return;
      for (const each of [facts.primary, facts.secondary]) {
        expect(isFresh(each)).toBe(true);
        expect(each.view).toMatchObject({
          localState: 'normal',
          partnerState: 'normal',
          hierarchy: each.role,
        });
      }
    }),
    { numRuns: 3000 },
  );
});

test('never down while a server is known to answer, never healthy or degraded while both are known to be silent', () => {
  fc.assert(
    fc.property(pair, (facts) => {
      const { verdict, answering } = judge(facts, NOW);
      if (answering.some((each) => each.answering === true)) expect(verdict).not.toBe('down');
      if (answering.every((each) => each.answering === false))
        expect(['down', 'recovering', 'dangerous']).toContain(verdict);
      if (verdict === 'down' && answering.every((each) => each.answering === null))
        for (const { omapi } of [facts.primary, facts.secondary]) expect(omapi.failure?.kind).toBe('refused');
    }),
    { numRuns: 3000 },
  );
});

test('every judgement is whole: a sentence and next step without holes, two answers, evidence for what was read', () => {
  fc.assert(
    fc.property(pair, (facts) => {
      const judgement = judge(facts, NOW);
      expect(verdictSchema.safeParse(judgement.verdict).success).toBe(true);
      expect(judgement.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      const sentence = fillSince(judgement.sentenceTemplate, judgement.sinceAt ?? NOW, NOW, 'UTC');
      for (const text of [sentence, judgement.nextStep ?? 'None.', judgement.link.text]) {
        expect(text).toMatch(/^\S.*[.]$/);
        expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}]/);
      }
      expect(judgement.answering.map((each) => each.server)).toEqual(['dhcp-a', 'dhcp-b']);
      expect(judgement.evidence.length).toBeGreaterThanOrEqual(
        [facts.primary, facts.secondary].filter((each) => each.view).length,
      );
    }),
    { numRuns: 3000 },
  );
});

test('the order of the two servers decides nothing but whose name and role is said', () => {
  const verdictsOf = (one: FailoverState, other: FailoverState) =>
    judge(
      {
        name: 'office',
        primary: serverFacts('primary', { state: one, partner: other, forMs: 5000 }),
        secondary: serverFacts('secondary', { state: other, partner: one, forMs: 5000 }),
        ...NO_MORE,
      },
      NOW,
    );
  for (const one of STATES) {
    for (const other of STATES) {
      const [there, back] = [verdictsOf(one, other), verdictsOf(other, one)];
      expect(back.verdict).toBe(there.verdict);
      expect(back.link.status).toBe(there.link.status);
      expect(back.code.replace(/primary|secondary/, 'role')).toBe(
        there.code.replace(/primary|secondary/, 'role'),
      );
    }
  }
});
