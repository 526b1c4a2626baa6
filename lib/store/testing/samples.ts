import type { Database } from '../../db/client.ts';
import type { FailoverView, SourceHealth } from '../../pair/facts.ts';
import type { NewEvent } from '../events.ts';
import type { PairStatusDto } from '../pair-status.ts';
import { type PairSetting, syncPairs } from '../pairs.ts';
import type { PoolSetting } from '../pools.ts';

/** The moment at which the tests play. */
export const NOW = Date.UTC(2025, 10, 21, 10, 42, 0);
export const INTERVAL_MS = 2_000;

export const OFFICE: PairSetting = {
  name: 'office',
  title: 'Head office',
  kind: 'isc',
  peerName: 'pair',
  intervalMs: INTERVAL_MS,
  servers: [
    {
      name: 'dhcp-a',
      role: 'primary',
      host: '10.66.0.11',
      sources: [
        { kind: 'omapi', intervalMs: INTERVAL_MS },
        { kind: 'pools', intervalMs: 10_000 },
      ],
    },
    {
      name: 'dhcp-b',
      role: 'secondary',
      host: '10.66.0.12',
      sources: [{ kind: 'omapi', intervalMs: INTERVAL_MS }],
    },
  ],
};

/** Stores the pair `office` and gives its ids. */
export async function makePair(db: Database) {
  const [pair] = await db.write((tx) => syncPairs(tx, [OFFICE], NOW));
  const [primary, secondary] = pair?.servers ?? [];
  if (!pair || !primary || !secondary) throw new Error('syncPairs gave no ids');
  return { pairId: pair.pairId, primaryId: primary.serverId, secondaryId: secondary.serverId };
}

export function view(changes: Partial<FailoverView> = {}): FailoverView {
  return {
    observedAt: NOW,
    localState: 'normal',
    partnerState: 'normal',
    localStosAt: NOW - 60_000,
    partnerStosAt: NOW - 61_000,
    hierarchy: 'primary',
    mcltSeconds: 3600,
    maxResponseDelaySeconds: 30,
    unackedUpdates: 0,
    ...changes,
  };
}

export function health(changes: Partial<SourceHealth> = {}): SourceHealth {
  return {
    kind: 'omapi',
    intervalMs: INTERVAL_MS,
    lastAttemptAt: NOW,
    lastSuccessAt: NOW,
    failingSince: null,
    consecutiveFailures: 0,
    failure: null,
    roundTripMs: 1.25,
    ...changes,
  };
}

export function status(changes: Partial<PairStatusDto> = {}): PairStatusDto {
  return {
    verdict: 'degraded',
    code: 'one-alone',
    sentenceTemplate: 'dhcp-b answers alone since {since}, dhcp-a unreachable.',
    nextStep: 'Look after dhcp-a.',
    since: NOW - 6 * 60_000,
    checkedAt: NOW,
    evidence: [
      {
        server: 'dhcp-b',
        source: 'omapi',
        text: 'local-state normal',
        observedAt: new Date(NOW).toISOString(),
      },
    ],
    answering: [
      { server: 'dhcp-a', answering: null, reason: 'dhcp-a gives us no word.' },
      { server: 'dhcp-b', answering: true, reason: 'It says so.' },
    ],
    link: { status: 'down', text: 'dhcp-b cannot hear its partner.' },
    skew: null,
    ...changes,
  };
}

export function event(pairId: number, changes: Partial<NewEvent> = {}): NewEvent {
  return {
    key: 'state:1',
    pairId,
    serverId: null,
    kind: 'state',
    at: NOW - 500,
    clock: 'server',
    observedAt: NOW,
    sortAt: NOW,
    from: 'normal',
    to: 'communications-interrupted',
    sentence: 'dhcp-b moved from normal to communications-interrupted.',
    evidence: [
      { server: 'dhcp-b', source: 'omapi', text: 'local-state 3', observedAt: new Date(NOW).toISOString() },
    ],
    ...changes,
  };
}

export function pool(changes: Partial<PoolSetting> = {}): PoolSetting {
  return {
    key: 'lan:10.66.1.10',
    sharedNetwork: 'lan',
    peerName: 'pair',
    ranges: [{ low: '10.66.1.10', high: '10.66.1.109' }],
    addressCount: 100,
    ...changes,
  };
}
