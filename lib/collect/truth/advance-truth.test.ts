import { expect, test } from 'vitest';
import type { SourceHealth } from '../../pair/facts.ts';
import type { Finding } from '../../pair/finding.ts';
import { advance } from '../advance.ts';
import type { PairMemory } from '../memory.ts';
import type { Reading } from '../reading.ts';
import { normalView, pairInNormal, START } from '../testing/files-memory.ts';

function answered(serverId: number, at: number): Reading {
  const value = { view: normalView(at), raw: {}, roundTripMs: 0.4 };
  return {
    ...{ kind: 'omapi', serverId, attemptAt: at, finishedAt: at, intervalMs: 2_000 },
    outcome: { ok: true, value },
  };
}

const failing: SourceHealth = {
  ...{ kind: 'log', intervalMs: 2_000, lastAttemptAt: START - 5_000, lastSuccessAt: null },
  ...{ failingSince: START - 60_000, consecutiveFailures: 30, roundTripMs: null },
  failure: { kind: 'permission', message: 'Permission denied.' },
};

/** As a start finds it in the database: the log of the secondary could not be read. */
function atStart(): PairMemory {
  const memory = pairInNormal();
  const [primary, secondary] = memory.servers;
  if (!primary || !secondary) throw new Error('a pair has two servers');
  const key = 'source:dhcp-b';
  const finding: Finding = {
    key,
    server: 'dhcp-b',
    code: 'source-failing',
    severity: 'warning',
    since: START - 60_000,
    sentence: 'Pairwatch can’t read its log on dhcp-b.',
    nextStep: null,
    evidence: [],
  };
  return {
    ...memory,
    servers: [primary, { ...secondary, sources: { log: failing } }],
    goingOn: { source: new Map([[key, { since: finding.since, finding }]]) },
  };
}

test('what an earlier run could not read is neither over nor new after a start', () => {
  const first = advance(atStart(), answered(1, START));
  const second = advance(first.memory, answered(2, START + 6_000));
  for (const { changes } of [first, second])
    expect(changes.findings.source?.map(({ key }) => key)).toEqual(['source:dhcp-b']);
});
