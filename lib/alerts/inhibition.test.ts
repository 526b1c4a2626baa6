import { describe, expect, it, test } from 'vitest';
import { fingerprintOf } from './alert.ts';
import { OWN_RULES, PAIR_RULES } from './catalogue.ts';
import { INHIBITIONS, inhibitorOf } from './inhibition.ts';
import { firing } from './testing/readings.ts';

const A = { server: 'dhcp-a' };
const B = { server: 'dhcp-b' };
const P = { pool: '10.0.0.0' };
const Q = { pool: '10.9.0.0' };

describe('what says already what another would', () => {
  test.each([
    [firing('pool-full', P), firing('monitor-blind')],
    [firing('server-unreachable', A), firing('monitor-blind')],
    [firing('pair-not-healthy'), firing('nobody-answers')],
    [firing('stuck-state', A), firing('dangerous-states')],
    [firing('backlog-growing'), firing('pair-not-healthy')],
    [firing('readings-differ', A), firing('nobody-answers')],
    [firing('pool-imbalanced', P), firing('dangerous-states')],
    [firing('source-failing', { ...A, detail: 'omapi' }), firing('server-unreachable', A)],
    [firing('clocks', A), firing('server-unreachable', A)],
    [firing('lease-file', A), firing('server-unreachable', A)],
    [firing('own-side-starving', { ...A, ...P }), firing('server-unreachable', A)],
    [firing('pool-use-high', P), firing('pool-full', P)],
    [firing('own-side-starving', { ...A, ...P }), firing('pool-full', P)],
    [firing('forecast-short', { ...A, ...P }), firing('pool-full', P)],
  ])('$0.rule: $1.rule', (alert, by) => {
    expect(inhibitorOf(alert, 'office', [alert, by])).toBe(fingerprintOf(by));
  });
});

describe('what says something of its own', () => {
  test.each([
    [
      'which server does not answer',
      firing('server-unreachable', A),
      [firing('nobody-answers'), firing('pair-not-healthy')],
    ],
    ['another server', firing('source-failing', B), [firing('server-unreachable', A)]],
    ['another pool', firing('pool-use-high', P), [firing('pool-full', Q)]],
    ['clocks of the pair, of no server', firing('clocks'), [firing('server-unreachable', A)]],
    ['what names no server, as little as the other', firing('clocks'), [firing('server-unreachable')]],
    ['a full pool', firing('pool-full', P), [firing('pool-use-high', P), firing('nobody-answers')]],
    [
      'partner-down',
      firing('partner-down-entered', A),
      [firing('pair-not-healthy'), firing('server-unreachable', B)],
    ],
    ['the same rule', firing('nobody-answers'), [firing('nobody-answers')]],
  ])('%s', (_what, alert, others) => {
    expect(inhibitorOf(alert, 'office', others)).toBeNull();
  });

  it('is all about Pairwatch itself', () => {
    expect(
      inhibitorOf(firing('deliveries-failing', { detail: 'ops' }), null, [firing('monitor-blind')]),
    ).toBeNull();
  });
});

it('is told of rules that there are, and mutes none about Pairwatch itself', () => {
  const ids = (rules: readonly { id: string }[]) => rules.map(({ id }) => id);
  expect(ids([...PAIR_RULES, ...OWN_RULES])).toEqual(
    expect.arrayContaining(INHIBITIONS.flatMap(({ by }) => by)),
  );
  const muted = INHIBITIONS.flatMap(({ mutes }) => (mutes === 'all' ? [] : mutes));
  expect(ids(PAIR_RULES)).toEqual(expect.arrayContaining(muted));
});

it('is never muted, through however many steps, by what it mutes', () => {
  const mutedBy = (rule: string) =>
    INHIBITIONS.filter(({ by }) => by.includes(rule)).flatMap(({ mutes }) =>
      mutes === 'all' ? PAIR_RULES.map(({ id }) => id) : mutes,
    );
  for (const { id: rule } of [...PAIR_RULES, ...OWN_RULES]) {
    const reached = new Set<string>();
    const next = [...mutedBy(rule)];
    for (let muted = next.pop(); muted !== undefined; muted = next.pop()) {
      if (reached.has(muted)) continue;
      reached.add(muted);
      next.push(...mutedBy(muted));
    }
    expect([rule, [...reached].includes(rule)]).toEqual([rule, false]);
  }
});
