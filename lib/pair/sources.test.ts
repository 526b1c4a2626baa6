import { expect, it } from 'vitest';
import type { SourceHealth, SourceKind } from './facts.ts';
import { sourceObservations } from './sources.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');

function source(kind: SourceKind, failures: number, reason = 'host-key-changed'): SourceHealth {
  return {
    kind,
    intervalMs: 2_000,
    lastAttemptAt: NOW,
    lastSuccessAt: NOW - 60_000,
    failingSince: failures > 0 ? NOW - failures * 1_000 : null,
    consecutiveFailures: failures,
    failure: failures > 0 ? { kind: reason, message: 'The host key is another one.' } : null,
    roundTripMs: null,
  };
}

const told = (...sources: SourceHealth[]) => sourceObservations([{ name: 'dhcp-b', sources }]);

it('tells what fails for one reason as one, with what is missing', () => {
  expect(told(source('log', 3), source('leases', 5), source('config', 4))).toMatchObject([
    {
      key: 'source:dhcp-b',
      server: 'dhcp-b',
      since: NOW - 5_000,
      sentence:
        "Pairwatch can't read dhcpd.conf, the lease file and the log of dhcp-b: The host key is another one.",
    },
  ]);
});

it('tells two reasons in one, so that it goes on while the one follows the other', () => {
  const [finding, ...others] = told(source('log', 3), source('clock', 3, 'timeout'));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    key: 'source:dhcp-b',
    sentence:
      "Pairwatch can't read the clock of dhcp-b: The host key is another one. Nor the log of dhcp-b: The host key is another one.",
  });
});

it('leaves the counters to the verdict where OMAPI is silent', () => {
  expect(told(source('pools', 3), source('omapi', 1))).toEqual([]);
  expect(told(source('pools', 3), source('omapi', 0))).toHaveLength(1);
});

it('tells nothing of the counters while OMAPI answers again and they were last asked before', () => {
  expect(told(source('pools', 3, 'refused'), source('omapi', 0))).toEqual([]);
  expect(told(source('pools', 3, 'unreachable'), source('omapi', 0))).toEqual([]);
  expect(told(source('pools', 3, 'timeout'), source('omapi', 0))).toHaveLength(1);
});

it('waits for some failures in a row, and leaves OMAPI to the verdict', () => {
  expect(told(source('log', 2), source('omapi', 9))).toEqual([]);
});
