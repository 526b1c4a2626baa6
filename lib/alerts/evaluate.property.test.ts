import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRACTICE_CODES } from '../contracts/practice.ts';
import type { RuleLayer } from '../contracts/rule.ts';
import { VERDICTS_BY_RISK } from '../contracts/verdict.ts';
import { FINDING_ROOMS } from '../pair/finding.ts';
import { fingerprintOf } from './alert.ts';
import { PAIR_RULES } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import type { PairAlertFacts } from './facts.ts';
import {
  DAY_MS,
  finding,
  forecast,
  inHours,
  left,
  NOW,
  POOL,
  pool,
  practice,
  server,
  silent,
  verdict,
} from './rules/testing/facts.ts';

const FINDINGS = [
  ['source:dhcp-a', 'source-failing'],
  ['clock:apart', 'clocks-apart'],
  [`balance:full:${POOL}`, 'pool-full'],
  [`balance:own-free:primary:${POOL}`, 'own-free-low'],
  ['conflict:two-clients', 'address-given-twice'],
  ['readings:damage:dhcp-a', 'lease-file-damaged'],
  ['config:roles-equal:lan', 'roles-equal'],
] as const;
const CODES = ['merging', 'merge-stuck', 'monitor-blind', 'both-coming-up', 'primary-recovery-overdue'];

const findings = fc
  .subarray([...FINDINGS])
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map(([key, code]) =>
        fc
          .tuple(fc.constantFrom('info', 'warning', 'error'), fc.constantFrom(null, 'dhcp-a', 'dhcp-b'))
          .map(([severity, about]) => finding(key, code, severity, about)),
      ),
    ),
  );

const pools = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom(POOL, 'lan/10.0.1.10', 'b/10.0.9.10'),
    used: fc.nat(200),
    isKnown: fc.boolean(),
  }),
  { selector: ({ key }) => key },
);

const facts: fc.Arbitrary<PairAlertFacts> = fc.record({
  now: fc.constant(NOW),
  verdict: fc.option(
    fc
      .tuple(fc.constantFrom(...VERDICTS_BY_RISK), fc.constantFrom(...CODES), fc.nat(60_000))
      .map(([word, code, forMs]) => verdict(word, code, forMs)),
  ),
  leavesOfHealthy: fc
    .array(fc.nat(60 * DAY_MS), { maxLength: 8 })
    .map((ago) => left(ago.map((ms) => NOW - ms).sort((a, b) => a - b))),
  servers: fc
    .tuple(fc.boolean(), fc.boolean(), fc.constantFrom(null, 'normal', 'partner-down'))
    .map(([isSettled, isSilent, state]) => [
      server('dhcp-a', { isSettled, state, ...(isSilent && { sources: [silent(90_000)] }) }),
      server('dhcp-b', { role: 'secondary' }),
    ]),
  findings,
  decidedRooms: fc.subarray([...FINDING_ROOMS]),
  pools: pools.map((each) =>
    each.map(({ key, used, isKnown }) =>
      pool({
        key,
        used,
        sharedNetwork: key.split('/')[0] ?? '',
        ...(!isKnown && { use: null, endings: null }),
      }),
    ),
  ),
  forecasts: fc.option(fc.nat(50).map((hours) => [forecast(inHours(hours), { kind: 'empty' })])),
  wantedHours: fc.constant(4),
  practices: fc.option(
    fc
      .uniqueArray(fc.constantFrom(...PRACTICE_CODES))
      .map((codes) => codes.map((code, index) => practice({ code, overdueAt: NOW - index }))),
  ),
});

const layers: fc.Arbitrary<RuleLayer[]> = fc.array(
  fc.record({
    rule: fc.constantFrom(...PAIR_RULES.map(({ id }) => id)),
    pair: fc.constantFrom(null, 'office', 'home'),
    pool: fc.constantFrom(null, POOL, '10.0.9.10'),
    options: fc.record(
      {
        enabled: fc.boolean(),
        warning: fc.constantFrom('off' as const, { forMs: 1 }),
        critical: fc.constantFrom('off' as const, { forMs: 2 }),
        noData: fc.constantFrom('keep' as const, 'alert' as const, 'ok' as const),
      },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 6 },
);

it('judges each open subject once, the same of the same facts, by levels that there are, whatever comes', () => {
  fc.assert(
    fc.property(facts, facts, layers, (before, after, options) => {
      const nameOf = ({ rule, subject }: ReturnType<typeof evaluate>[number]) =>
        fingerprintOf({ rule: rule.id, subject });
      const first = evaluate(before, 'office', options, []);
      const open = first.map(({ rule, subject }) => ({ rule: rule.id, subject }));
      const readings = evaluate(after, 'office', options, open);
      const names = readings.map(nameOf);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(first.map(nameOf)));
      expect(evaluate(after, 'office', options, open)).toEqual(readings);
      for (const { rule, reading } of readings) {
        if (reading.kind !== 'judged') continue;
        expect(reading.lingers).toBeGreaterThanOrEqual(reading.holds);
        expect(reading.lingers).toBeLessThan(rule.levels.length);
        expect(reading.sentence).not.toMatch(/undefined|null|NaN|Infinity/);
      }
    }),
    { numRuns: 300 },
  );
});
