import { expect, it } from 'vitest';
import { pairFacts, server, silent, verdict } from '../../alerts/rules/testing/facts.ts';
import { deliveryQuerySchema } from '../../contracts/delivery.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../incidents/incident.ts';
import { syncEndpoints } from '../../store/endpoints.ts';
import { listDeliveries } from '../../store/messages.ts';
import { makePair, NOW } from '../../store/testing/samples.ts';
import { ingestOwnAlerts, ingestPairAlerts } from './ingest-alerts.ts';

const SECOND_MS = 1_000;
const OPS = {
  name: 'ops',
  kind: 'standard' as const,
  address: 'https://ops.example.net',
  filter: {
    pairs: null,
    severities: ['warning' as const, 'critical' as const],
    kinds: ['incident' as const, 'alert' as const],
  },
};

/** What the rules judge from when nothing is reached since `NOW`, and is again since `backAt`. */
function factsAt(now: number, backAt: number) {
  const isBlind = now < backAt;
  const health = { ...silent(now - NOW), failingSince: NOW, lastAttemptAt: now };
  const omapi = isBlind
    ? health
    : { ...health, failingSince: null, failure: null, consecutiveFailures: 0, lastSuccessAt: now };
  const word = isBlind ? verdict('unknown', 'monitor-blind') : verdict('healthy', 'both-normal');
  return pairFacts({
    now,
    verdict: { ...word, since: now },
    servers: ['dhcp-a', 'dhcp-b'].map((name) => server(name, { sources: [omapi], leaseFile: null })),
    pools: [],
    forecasts: null,
  });
}

describeOnSqlite('a Pairwatch that is cut off', ({ open }) => {
  it.each([
    [0, 30],
    [1, 59],
    [2, 61],
    [4, 70],
    [0, 3_600],
  ])(
    'tells that alone, looking at itself %i s into each five, back after %i s',
    async (offset, backAfter) => {
      const { db } = await open();
      const scope = { ...(await makePair(db)), pair: 'office', servers: [] } as const;
      await db.write((tx) => syncEndpoints(tx, [OPS], NOW));
      const backAt = NOW + backAfter * SECOND_MS;
      const endpoints = {
        endpoints: [],
        heartbeats: [],
        impairments: [],
        database: { backup: null, checkedAt: null, damage: null },
      };
      const seconds = backAfter > 600 ? [...until(130), ...until(130).map((s) => s + backAfter)] : until(120);
      for (const second of seconds) {
        const now = NOW + second * SECOND_MS;
        const own = { now, blindSince: now < backAt ? NOW : null, ...endpoints };
        if (second % 5 === offset) await db.write((tx) => ingestOwnAlerts(tx, own, DEFAULT_INCIDENT_LIMITS));
        await db.write((tx) => ingestPairAlerts(tx, scope, factsAt(now, backAt), DEFAULT_INCIDENT_LIMITS));
      }
      const { deliveries } = await db.read((tx) => listDeliveries(tx, deliveryQuerySchema.parse({})));
      const told = deliveries.map(
        ({ type, sentence }) => `${type} ${sentence.replace(/.*(Monitor blind).*/, '$1')}`,
      );
      const isLong = backAfter > 62;
      expect(told.reverse()).toEqual(
        isLong ? ['alert.firing Monitor blind', 'alert.resolved Monitor blind'] : [],
      );
    },
  );
});

const until = (seconds: number): number[] => Array.from({ length: seconds }, (_, second) => second + 3);
