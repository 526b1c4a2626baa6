import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { KNOWN_FAILOVER_STATES } from '../../failover-states.ts';
import { balanceOf } from '../balance.ts';
import { backlogFacts, serverBacklog } from '../testing/backlogs.ts';
import { HOUR_MS, MINUTE_MS, NOW, pairFacts, UNREAD } from '../testing/pair-facts.ts';
import { balanceFacts, pool } from '../testing/pools.ts';
import type { OwnShareEnd, ReadinessFacts } from './facts.ts';
import { readinessOf } from './readiness.ts';
import { clocksApart, leaseFile, line, log, readyFacts, shares } from './testing/ready-facts.ts';

const wordOf = (spoiled: Partial<ReadinessFacts>) => readinessOf(readyFacts(spoiled), NOW);
const WARNING = { severity: 'warning', sentence: 'The lease times differ.', nextStep: null } as const;

describe('the sum of the list', () => {
  it.each<[string, Partial<ReadinessFacts>, string, string]>([
    ['all is well', {}, 'ready', 'for 24 h and more'],
    ['logs are not read', { logs: { primary: null, secondary: null } }, 'ready', 'for 24 h and more'],
    [
      'there is a risk',
      { config: { checkedAt: NOW, isFresh: true, findings: [WARNING] } },
      'ready-with-risks',
      'Ready, with risks: The lease times differ.',
    ],
    ['something that matters is not known', { clocks: null }, 'unknown', 'Not known: Nothing fresh tells'],
    [
      'beside what is not known there is a risk',
      { clocks: null, config: { checkedAt: NOW, isFresh: true, findings: [WARNING] } },
      'unknown',
      'Not known',
    ],
    [
      'beside what is not known something fails',
      { clocks: null, balance: balanceOf(balanceFacts([pool(0, 90)]), NOW) },
      'not-ready',
      'Not ready: dhcp-a has no free address of its own',
    ],
    [
      'several things fail',
      { clocks: clocksApart(90_000), forecasts: [shares({ kind: 'empty' })] },
      'not-ready',
      'Also: Own share of each server.',
    ],
    [
      'it is happening',
      { pair: pairFacts({ state: 'communications-interrupted' }, UNREAD) },
      'not-ready',
      'Not now – it is happening: dhcp-a is in communications-interrupted, dhcp-b gives no word.',
    ],
    ['both give no word', { pair: pairFacts(UNREAD, UNREAD) }, 'unknown', 'Not known: dhcp-a gives no word'],
    [
      'one gives no word and the other is in normal',
      { pair: pairFacts({}, UNREAD) },
      'unknown',
      'dhcp-b gives no word',
    ],
  ])('when %s', (_, spoiled, word, said) => {
    const readiness = wordOf(spoiled);
    expect(readiness.word).toBe(word);
    expect(readiness.sentence).toContain(said);
  });
});

const share: fc.Arbitrary<OwnShareEnd> = fc.oneof(
  fc.constant<OwnShareEnd>({ kind: 'empty' }),
  fc.constant<OwnShareEnd>({ kind: 'unknown', why: 'There is less than a day of history.' }),
  fc.constant<OwnShareEnd>({ kind: 'beyond', days: 7 }),
  fc.tuple(fc.nat(200), fc.nat(100), fc.nat(100)).map(
    ([low, more, most]): OwnShareEnd => ({
      kind: 'until',
      low: NOW + low * HOUR_MS,
      at: NOW + (low + more) * HOUR_MS,
      high: NOW + (low + more + most) * HOUR_MS,
    }),
  ),
);

/** Facts of which each part is usually good, else nothing would ever be ready. */
function mostly<T>(good: T, bad: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 12, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: bad });
}

const server = mostly(
  {},
  fc.record({
    state: fc.constantFrom(...KNOWN_FAILOVER_STATES),
    failures: fc.integer({ min: 0, max: 4 }),
    view: fc.constantFrom(
      {},
      { mcltSeconds: 0 },
      { hierarchy: 'primary' as const },
      { unackedUpdates: 100 },
      null,
    ),
  }),
);
const GOOD = readyFacts();
const code = fc.constantFrom('commit-failed', 'leases-written', 'update-rejected', 'connection-refused-here');
const logs = fc
  .array(fc.tuple(code, fc.nat(90)), { maxLength: 4 })
  .map((lines) => log(...lines.map(([each, minutes]) => line(each as 'commit-failed', minutes * MINUTE_MS))));

const facts = fc
  .record({
    servers: fc.tuple(server, server),
    clocks: mostly(
      GOOD.clocks,
      fc
        .tuple(fc.integer({ min: -99_000, max: 99_000 }), fc.nat(70_000))
        .map(([skew, give]) => clocksApart(skew, give)),
    ),
    counts: mostly(
      [300, 300],
      fc.tuple(fc.nat(300), fc.nat(300)).map((each) => [...each]),
    ),
    ages: mostly({}, fc.record({ under10min: fc.nat(2), older: fc.nat(2) })),
    forecasts: mostly(
      GOOD.forecasts,
      fc.array(
        fc.tuple(share, share).map(([one, other]) => shares(one, other)),
        { maxLength: 3 },
      ),
    ),
    config: mostly(
      GOOD.config,
      fc.constantFrom(null, { checkedAt: NOW, isFresh: true, findings: [WARNING] }),
    ),
    file: mostly<ReturnType<typeof leaseFile> | null>(
      leaseFile(),
      fc.constantFrom(null, leaseFile({ grownAt: null })),
    ),
    log: mostly<ReturnType<typeof log> | null>(log(), fc.oneof(fc.constant(null), logs)),
  })
  .map(({ servers, counts, ages, file, log: secondaryLog, ...rest }): ReadinessFacts => {
    const pair = pairFacts(...servers);
    const [free = 0, backup = 0] = counts;
    return readyFacts({
      ...rest,
      pair,
      balance: balanceOf({ ...balanceFacts([pool(free, backup)]), pair }, NOW),
      backlog: backlogFacts({ pair, primary: serverBacklog(ages) }),
      leaseFiles: { primary: leaseFile(), secondary: file },
      logs: { primary: log(), secondary: secondaryLog },
    });
  });

test('ready and ready with risks only where nothing fails and nothing that matters is unknown', () => {
  const words = new Set<string>();
  fc.assert(
    fc.property(facts, (each) => {
      const { word, lines } = readinessOf(each, NOW);
      words.add(word);
      const statuses = lines.filter((one) => one.code !== 'nothing-refused').map(({ status }) => status);
      if (word === 'ready') expect(new Set(statuses)).toEqual(new Set(['pass']));
      if (word === 'ready-with-risks') expect(statuses).not.toContain('unknown');
      expect(word === 'not-ready').toBe(lines.some(({ status }) => status === 'fail'));
    }),
    { numRuns: 2000 },
  );
  expect(words.size).toBe(4);
});

test('every list is whole: ten lines, each a sentence, without holes', () => {
  fc.assert(
    fc.property(facts, (each) => {
      const { sentence, lines } = readinessOf(each, NOW);
      expect(new Set(lines.map(({ code: name }) => name)).size).toBe(10);
      for (const text of [
        sentence,
        ...lines.flatMap((one) => [one.text, one.nextStep ?? 'None.', `${one.figure ?? 'None'}.`]),
      ]) {
        expect(text).toMatch(/^\S.*[.]$/);
        expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object|[{}]|\.\./);
      }
    }),
    { numRuns: 1000 },
  );
});
