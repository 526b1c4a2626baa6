import { expect, it } from 'vitest';
import { type ConflictFacts, conflictObservations } from './reconcile.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const NONE = { count: 0, sample: [] };

const some = (count: number, here: string, there: string) => ({
  count,
  sample: Array.from({ length: Math.min(count, 20) }, (_, index) => ({
    address: `10.0.0.${index + 1}`,
    here,
    there,
    since: NOW - (index + 1) * 60_000,
  })),
});

function told(changes: Partial<ConflictFacts['conflicts']>, inStep = true) {
  const conflicts = { 'two-clients': NONE, 'both-may-give': NONE, differs: NONE, ...changes };
  return conflictObservations({ here: 'dhcp-a', there: 'dhcp-b', conflicts, inStep }, NOW);
}

it('names the address, both clients and both times, whatever states the servers are in', () => {
  const twice = some(1, '02:00:00:00:00:01 until 11:00 UTC', '02:00:00:00:00:02 until 11:30 UTC');
  for (const inStep of [true, false]) {
    expect(told({ 'two-clients': twice }, inStep)).toMatchObject([
      {
        key: 'conflict:two-clients',
        code: 'address-given-twice',
        severity: 'error',
        since: NOW - 60_000,
        sentence:
          'One address is active for one client on dhcp-a and for another on dhcp-b: 10.0.0.1: dhcp-a has 02:00:00:00:00:01 until 11:00 UTC, dhcp-b has 02:00:00:00:00:02 until 11:30 UTC.',
      },
    ]);
  }
});

it('tells what both may give only while each should know what the other knows', () => {
  const both = some(30, 'free', 'backup');
  expect(told({ 'both-may-give': both }, false)).toEqual([]);
  const [finding] = told({ 'both-may-give': both });
  expect(finding).toMatchObject({ code: 'address-may-be-given-twice', severity: 'warning' });
  expect(finding?.sentence).toMatch(/^30 addresses are .* and 25 more\.$/);
});

it('leaves states that do no harm to the comparison of the files', () => {
  expect(told({ differs: some(3, 'expired', 'active') })).toEqual([]);
});
