import type { Alert } from '../alerts/alert.ts';
import type { Why } from '../contracts/alert.ts';
import type { Database } from '../db/client.ts';
import { insertAlert, updateAlert } from '../store/alerts.ts';
import { beat } from '../store/collector.ts';
import { syncEndpoints } from '../store/endpoints.ts';
import { insertIncident } from '../store/incidents.ts';
import { enqueueMessage, recordDelivery } from '../store/messages.ts';
import { syncPairs } from '../store/pairs.ts';
import { savePools } from '../store/pools.ts';
import { OFFICE, pool } from '../store/testing/samples.ts';

const MINUTE_MS = 60_000;

/** Key of the one pool of the pair `office`. */
export const POOL_KEY = pool().key;

/**
 * Stores what a collector would at `now` that lives and sees the pair `office` in trouble for ten minutes: an open incident
 * with the alert it began with, an alert told by itself, one of Pairwatch itself that is pending, and two messages for the
 * endpoint `ops` of the settings: one that failed once and waits, one that was given up.
 */
export async function storeOutage(db: Database, now: number) {
  const since = now - 10 * MINUTE_MS;
  return db.write(async (tx) => {
    await beat(tx, { instance: 'test', version: '0.0.0', startedAt: since, now });
    const [pair] = await syncPairs(tx, [OFFICE], since);
    const [primary] = pair?.servers ?? [];
    if (!pair || !primary) throw new Error('syncPairs gave no ids');
    const { pairId } = pair;
    const read = { serverId: primary.serverId, source: 'omapi', whole: true, now } as const;
    await savePools(tx, pairId, [pool()], read);

    const add = (alert: Alert, of: number | null = pairId) =>
      insertAlert(tx, of, { alert, suppression: null, observedAt: now });
    const alertId = await add(firing('pair-not-healthy', since, 'dhcp-b answers alone.'));
    const loneAlertId = await add({
      ...firing('pool-use-high', since, '95 % of the pool are in use.'),
      subject: { server: null, pool: POOL_KEY, detail: null },
      severity: 'warning',
    });
    const pending = { phase: 'pending', severity: null, firedAt: null, firedBecause: null } as const;
    await add({ ...firing('monitor-blind', since, 'No server is reached.'), ...pending }, null);

    const incidentId = await insertIncident(tx, pairId, {
      phase: 'open',
      severity: 'critical',
      sentence: 'dhcp-b answers alone.',
      firstSymptom: { at: since, sentence: 'dhcp-b answers alone.', fingerprint: 'pair-not-healthy|||' },
      firstAlertId: alertId,
      openedAt: since,
      quietSince: null,
      resolvedAt: null,
      reopenedAt: [],
      acknowledgement: null,
    });
    await updateAlert(tx, alertId, { incidentId, toldBy: 'incident', toldSeverity: 'critical' });

    await syncEndpoints(
      tx,
      [
        {
          name: 'ops',
          kind: 'standard',
          address: 'https://ops.example.net',
          filter: { pairs: null, severities: ['warning', 'critical'], kinds: ['incident', 'alert'] },
        },
      ],
      now,
    );
    const write = async (cause: string) => {
      const [id = ''] = await enqueueMessage(tx, {
        cause,
        stream: `incident:${incidentId}`,
        pairId,
        incidentId,
        type: 'incident.opened',
        sentence: 'dhcp-b answers alone.',
        body: '{"type":"incident.opened"}',
        endpoints: ['ops'],
        now: since,
      });
      const { id: messageId } = await tx.message.findUniqueOrThrow({ where: { webhookId: id } });
      return { id, messageId };
    };
    const attempt = {
      attemptedAt: since,
      durationMs: 84,
      status: 500,
      answer: 'out of order',
      error: 'The endpoint answered 500.',
      disablesEndpoint: null,
    };
    const dead = await write('outage:dead');
    await recordDelivery(tx, { ...attempt, messageId: dead.messageId, outcome: { deadAt: since } });
    const waiting = await write('outage:waiting');
    const retryAt = now + MINUTE_MS;
    await recordDelivery(tx, { ...attempt, messageId: waiting.messageId, outcome: { retryAt } });
    return { pairId, alertId, loneAlertId, incidentId, waitingId: waiting.id, deadId: dead.id };
  });
}

function firing(rule: string, at: number, sentence: string): Alert {
  const why: Why = { sentence, nextStep: null, figures: [], evidence: [] };
  return {
    rule,
    subject: { server: null, pool: null, detail: null },
    phase: 'firing',
    severity: 'critical',
    startedAt: at,
    firedAt: at,
    resolvedAt: null,
    levels: [{ severity: 'critical', since: at }],
    clearSince: null,
    noDataSince: null,
    recentFirings: [at],
    isFlapping: false,
    why,
    firedBecause: why,
    labels: {},
    opensIncident: rule === 'pair-not-healthy',
  };
}
