import { expect, it } from 'vitest';
import { incidentReportSchema } from '../../contracts/incident-report.ts';
import type { Database } from '../../db/client.ts';
import { describeOnEngines } from '../../db/testing/engines.ts';
import { buildIncidentReport } from '../../incidents/report/build.ts';
import { incidentDocument } from '../../incidents/report/document/document.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { unknownIn } from '../../incidents/report/testing/walk.ts';
import { recordAnswering } from '../answering-spans.ts';
import { saveClockSamples } from '../clock-samples.ts';
import { saveConfigTest } from '../config-tests.ts';
import { saveConfigVersion } from '../config-versions.ts';
import { appendEvent } from '../events.ts';
import { saveFindings } from '../findings.ts';
import { insertNote } from '../incident-notes.ts';
import { insertTask } from '../incident-tasks.ts';
import { insertWindow } from '../maintenance.ts';
import { recordDelivery } from '../messages.ts';
import { openStateSpan } from '../state-spans.ts';
import { addIncident, incident } from '../testing/alerts.ts';
import { addEndpoints, arrived, enqueue } from '../testing/outbox.ts';
import { event, makePair, NOW } from '../testing/samples.ts';
import { openVerdictSpan } from '../verdict-spans.ts';
import { eventsOf } from './events.ts';
import { reportFacts } from './facts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BEGIN = incident().firstSymptom.at;
const END = BEGIN + 10 * MINUTE_MS;
const iso = (at: number) => new Date(at).toISOString();

/** The primary is lost for some minutes and comes back; what is around it is kept too. */
async function story(db: Database) {
  const ids = await makePair(db);
  const { id } = await addIncident(db, ids.pairId, {
    phase: 'resolved',
    quietSince: BEGIN + 5 * MINUTE_MS,
    resolvedAt: END,
  });
  await db.write(async (tx) => {
    const verdict = (word: 'healthy' | 'degraded', code: string, from: number) =>
      openVerdictSpan(tx, ids.pairId, { verdict: word, code, from });
    await verdict('healthy', 'both-normal', BEGIN - 3 * DAY_MS);
    await verdict('degraded', 'primary-unreachable', BEGIN);
    await verdict('healthy', 'both-normal', BEGIN + 5 * MINUTE_MS);
    const stay = (state: string, from: number, lastSeenAt: number) =>
      openStateSpan(tx, ids.secondaryId, { state, from, lastSeenAt, stosAt: from });
    await stay('normal', BEGIN - DAY_MS, BEGIN);
    await stay('communications-interrupted', BEGIN, BEGIN + 5 * MINUTE_MS);
    await stay('normal', BEGIN + 5 * MINUTE_MS, END);
    const answering = (servers: 1 | 2, now: number) =>
      recordAnswering(tx, ids.pairId, { servers, now, intervalMs: 5 * DAY_MS });
    await answering(2, BEGIN - 3 * DAY_MS);
    await answering(1, BEGIN);
    await answering(2, BEGIN + 5 * MINUTE_MS);
    await answering(2, END);
  });
  return { ...ids, id };
}

const factsOf = async (db: Database, id: number, now = END + DAY_MS): Promise<ReportFacts> => {
  const facts = await db.read((tx) => reportFacts(tx, id, now));
  if (!facts) throw new Error(`there is no incident ${id}`);
  return facts;
};

describeOnEngines('the facts of a report', (engine) => {
  it('are none for an id that is not there', async () => {
    const { db } = await engine.open();
    expect(await db.read((tx) => reportFacts(tx, 4711, NOW))).toBeNull();
  });

  it('are what was kept about the time of the incident, and make a report that says nothing else', async () => {
    const { db } = await engine.open();
    const { id, pairId, primaryId, secondaryId } = await story(db);
    await addEndpoints(db, 'ops');
    const [messageId] = await enqueue(db, 1, { pairId, incidentId: id });
    const config = (text: string) => [{ path: '/etc/dhcp/dhcpd.conf', text }];
    await db.write(async (tx) => {
      const about = (key: string, sortAt: number) => appendEvent(tx, event(pairId, { key, sortAt }));
      await about('long before', BEGIN - 11 * MINUTE_MS);
      await about('before', BEGIN - 9 * MINUTE_MS);
      await about('within', BEGIN + MINUTE_MS);
      await about('after', END + 9 * MINUTE_MS);
      await about('long after', END + 11 * MINUTE_MS);
      await appendEvent(tx, event(pairId, { key: 'noted', sortAt: END + DAY_MS, incidentId: id }));
      const source = { pairId, serverId: primaryId, kind: 'source' as const, clock: 'pairwatch' as const };
      const evidence = [
        { server: 'dhcp-a', source: 'omapi' as const, text: 'refused', observedAt: iso(BEGIN) },
      ];
      const told = (to: 'failing' | 'working', at: number) =>
        appendEvent(tx, event(pairId, { ...source, key: to, to, at, sortAt: at, evidence }));
      await told('failing', BEGIN - 20 * MINUTE_MS);
      await told('working', BEGIN + 5 * MINUTE_MS);
      await saveClockSamples(tx, pairId, [
        { serverId: secondaryId, method: 'sntp', at: BEGIN, valueMs: 5, uncertaintyMs: 1 },
        { serverId: null, method: 'sntp', at: BEGIN, valueMs: 7, uncertaintyMs: 2 },
        { serverId: null, method: 'sntp', at: BEGIN - DAY_MS, valueMs: 900, uncertaintyMs: 2 },
      ]);
      await saveConfigVersion(tx, primaryId, { hash: '1', files: config('a\n'), readAt: BEGIN - 2 * DAY_MS });
      await saveConfigVersion(tx, primaryId, { hash: '2', files: config('b\n'), readAt: BEGIN - MINUTE_MS });
      await saveConfigVersion(tx, primaryId, { hash: '3', files: config('c\n'), readAt: BEGIN + MINUTE_MS });
      await saveConfigTest(tx, primaryId, {
        at: BEGIN - MINUTE_MS,
        ok: true,
        output: 'Internet Systems Consortium DHCP Server 4.4.3-P1\nCopyright',
      });
      const finding = { key: 'conflict:two-clients', serverId: null, code: 'address-given-twice' };
      const words = { sentence: 'One address is active twice: 10.66.1.9.', nextStep: null, evidence: [] };
      await saveFindings(tx, pairId, 'conflict', BEGIN + MINUTE_MS, [
        { ...finding, ...words, severity: 'error', since: BEGIN },
      ]);
      await insertNote(tx, { incidentId: id, at: END, by: 'anna', text: 'It was the switch.' });
      const { id: removed } = await insertNote(tx, { incidentId: id, at: END, by: 'anna', text: 'Wrong.' });
      await tx.incidentNote.update({ where: { id: removed }, data: { removedAt: new Date(END) } });
      await tx.incidentNote.create({
        data: {
          incidentId: id,
          kind: 'factor',
          at: new Date(END),
          actor: 'bert',
          text: 'One switch for both.',
        },
      });
      await insertTask(tx, {
        incidentId: id,
        text: 'Buy a second one.',
        assignee: null,
        dueAt: null,
        by: 'anna',
        at: END,
      });
      const window = (pair: string | null, reason: string) =>
        insertWindow(tx, {
          origin: 'database',
          pair,
          schedule: { kind: 'once', startsAt: iso(BEGIN - MINUTE_MS), endsAt: iso(BEGIN + MINUTE_MS) },
          reason,
          by: 'dora',
          now: BEGIN - DAY_MS,
        });
      await window('office', 'New disks');
      await window('elsewhere', 'Not here');
      await recordDelivery(tx, arrived(messageId, NOW + 12));
    });
    const facts = await factsOf(db, id);
    expect(facts.span).toEqual({ from: BEGIN, until: END, isOver: true });
    expect(facts.events.map(({ sortAt }) => Date.parse(sortAt))).toEqual([
      BEGIN - 9 * MINUTE_MS,
      BEGIN + MINUTE_MS,
      BEGIN + 5 * MINUTE_MS,
      END + 9 * MINUTE_MS,
      END + DAY_MS,
    ]);
    expect(facts.failures).toMatchObject([
      { server: 'dhcp-a', source: 'omapi', from: BEGIN - 20 * MINUTE_MS, until: BEGIN + 5 * MINUTE_MS },
    ]);
    expect(facts.skew.map(({ valueMs }) => valueMs)).toEqual([7]);
    const [primary, secondary] = facts.servers;
    expect(secondary?.offsets.map(({ valueMs }) => valueMs)).toEqual([5]);
    expect(secondary?.stays.map(({ state }) => state)).toEqual([
      'normal',
      'communications-interrupted',
      'normal',
    ]);
    expect(primary?.dhcpdVersion?.version).toBe('4.4.3-P1');
    expect(primary?.config).toMatchObject({
      atBegin: { readAt: iso(BEGIN - MINUTE_MS) },
      lastHealthy: { readAt: iso(BEGIN - 2 * DAY_MS), day: iso(BEGIN - DAY_MS).slice(0, 10) },
      diff: { isSame: false, files: [{ hunks: [{ lines: ['-a', '+b'] }] }] },
      during: [{ diff: { files: [{ hunks: [{ lines: ['-b', '+c'] }] }] } }],
    });
    expect(facts.notes.map(({ text }) => text)).toEqual(['It was the switch.']);
    expect(facts.factors.map(({ text }) => text)).toEqual(['One switch for both.']);
    expect(facts.maintenance.map(({ reason }) => reason)).toEqual(['New disks']);
    expect(facts.deliveries).toMatchObject([
      { status: 'delivered', tries: [{ status: 204, latencyMs: 12 }] },
    ]);
    const report = buildIncidentReport(facts, {
      generated: { at: END + DAY_MS, by: 'anna' },
      productVersion: '1.0.0',
      runbook: new Map(),
    });
    expect(incidentReportSchema.parse(report)).toEqual(report);
    expect(report.impact.duplicates).toMatchObject([{ address: '10.66.1.9' }]);
    expect(unknownIn(report, incidentDocument(report))).toEqual([]);
  });

  it('of one that is open reach to now', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId);
    const facts = await factsOf(db, id, NOW + MINUTE_MS);
    expect(facts.span).toEqual({ from: BEGIN, until: NOW + MINUTE_MS, isOver: false });
    expect(facts.window.until).toBe(NOW + MINUTE_MS);
  });

  it('leave out the middle where there are too many events, and say of what time', async () => {
    const { db } = await engine.open();
    const { id, pairId } = await story(db);
    await db.write(async (tx) => {
      for (const second of [1, 2, 3, 4, 5])
        await appendEvent(tx, event(pairId, { key: `${second}`, sortAt: BEGIN + second * 1000 }));
    });
    const window = { from: BEGIN, until: END };
    const { events, eventsCut } = await db.read((tx) => eventsOf(tx, { id, pairId }, window, 4));
    expect(events.map(({ sortAt }) => Date.parse(sortAt) - BEGIN)).toEqual([1000, 2000, 4000, 5000]);
    expect(eventsCut).toEqual({ from: BEGIN + 2000, until: BEGIN + 4000, count: 1 });
  });
});
