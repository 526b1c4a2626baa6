import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventDto } from '../../contracts/event.ts';
import { incidentReportSchema } from '../../contracts/incident-report.ts';
import { textsOf } from '../../reports/testing/walk.ts';
import { buildIncidentReport } from './build.ts';
import { at, factsOf, failure, line, move, REFUSED, server, stay, time } from './causes/testing/facts.ts';
import { incidentDocument } from './document/document.ts';
import type { ReportFacts } from './facts.ts';
import { runbookPagesOf } from './runbook.ts';
import { unknownIn } from './testing/walk.ts';

const MAKING = { generated: { at: at(4000), by: 'anna' }, productVersion: '1.2.3', runbook: new Map() };

/** The primary is killed, the secondary is told so, the primary comes back; both clocks are measured. */
function story(known: Partial<ReportFacts> = {}): ReportFacts {
  return factsOf({
    servers: [
      server('dhcp-a', {
        zone: 'Europe/Berlin',
        dhcpdVersion: {
          version: '4.4.3-P1',
          at: at(-500),
          evidence: { server: 'dhcp-a', source: 'config', text: 'Server 4.4.3-P1', observedAt: time(-500) },
        },
        stays: [stay('normal', -9000, -2), stay('recover', 570, 580), stay('normal', 600, 2000)],
        sources: [
          {
            kind: 'omapi',
            intervalMs: 2000,
            lastSuccessAt: at(2000),
            failingSince: null,
            failureMessage: null,
          },
        ],
      }),
      server('dhcp-b', {
        zone: 'Europe/Berlin',
        stays: [
          stay('normal', -9000, 0),
          stay('communications-interrupted', 0, 300),
          stay('partner-down', 300, 599),
          stay('normal', 599, 2000),
        ],
        offsets: [
          { method: 'sntp', at: at(-30), valueMs: 2500, uncertaintyMs: 4 },
          { method: 'sntp', at: at(30), valueMs: 2501, uncertaintyMs: 4 },
        ],
        sources: [
          {
            kind: 'log',
            intervalMs: 2000,
            lastSuccessAt: at(2000),
            failingSince: null,
            failureMessage: null,
          },
        ],
      }),
    ],
    verdicts: [
      { verdict: 'healthy', code: 'both-normal', from: at(-9000), until: at(0) },
      { verdict: 'degraded', code: 'primary-unreachable', from: at(0), until: at(600) },
      { verdict: 'healthy', code: 'both-normal', from: at(600), until: null },
    ],
    answering: [
      { servers: 2, from: at(-9000), until: at(-2) },
      { servers: 1, from: at(2), until: at(600) },
      { servers: 2, from: at(600), until: at(2000) },
    ],
    events: [
      { ...move('dhcp-b', 0, 'communications-interrupted'), clock: 'server', at: time(2.5) } as EventDto,
      line(
        'dhcp-b',
        100,
        'no-free-leases',
        'DHCPDISCOVER from 00:50:56:00:00:01 via eth0: network lan: no free leases',
      ),
      move('dhcp-b', 300, 'partner-down', 'communications-interrupted'),
    ],
    failures: [failure('dhcp-a', 'omapi', [0, 570], REFUSED)],
    skew: [{ method: 'sntp', at: at(30), valueMs: 2501, uncertaintyMs: 8 }],
    maintenance: [{ from: at(-600), until: at(600), reason: 'New disks', by: 'dora' }],
    notes: [{ id: 1, at: time(400), by: 'anna', text: 'Called the data centre.', edited: null }],
    ...known,
  });
}

const reportOf = (facts: ReportFacts) => buildIncidentReport(facts, MAKING);
const OPEN: Partial<ReportFacts> = {
  span: { from: at(0), until: at(60), isOver: false },
  incident: { ...factsOf().incident, phase: 'open', quietSince: null, resolvedAt: null },
  verdicts: [{ verdict: 'degraded', code: 'primary-unreachable', from: at(0), until: null }],
};

describe('a report on an incident', () => {
  it.each([
    ['of a whole story', story()],
    ['of which nothing is known', factsOf()],
    ['that goes on', story(OPEN)],
    ['that Pairwatch did not see', factsOf({ eventsCut: { from: at(1), until: at(2), count: 7 } })],
  ])('%s has its shape, and its document says nothing else', (_of, facts) => {
    const report = reportOf(facts);
    expect(incidentReportSchema.parse(report)).toEqual(report);
    expect(unknownIn(report, incidentDocument(report))).toEqual([]);
  });

  it('tells its steps by what was seen', () => {
    const { phases, times } = reportOf(story());
    expect(phases.map(({ code, afterMs }) => [code, afterMs])).toEqual([
      ['first-symptom', 0],
      ['detected', 30_000],
      ['paged', null],
      ['acknowledged', null],
      ['partner-down-set', 300_000],
      ['recovered', 600_000],
      ['stable', 900_000],
    ]);
    expect(times.map(({ code, ms }) => [code, ms])).toEqual([
      ['detect', 30_000],
      ['acknowledge', null],
      ['recover', 600_000],
    ]);
  });

  it('is paged when the first endpoint took a message, not when the first was tried', () => {
    const tried = { attemptedAt: time(31), latencyMs: 20, answer: null };
    const message = {
      id: 'msg_1',
      pair: 'office',
      type: 'incident.opened',
      sentence: 'Incident 7 opened.',
      incidentId: 7,
      createdAt: time(30),
      attempts: 1,
      nextAttemptAt: null,
    };
    const deliveries: ReportFacts['deliveries'] = [
      {
        ...message,
        endpoint: 'pager',
        status: 'dead',
        endedAt: time(32),
        lastError: 'It refused.',
        tries: [{ ...tried, status: 410, error: 'It refused.' }],
      },
      {
        ...message,
        endpoint: 'chat',
        status: 'delivered',
        endedAt: time(50),
        lastError: null,
        tries: [
          { ...tried, status: 500, error: 'It failed.' },
          { ...tried, attemptedAt: time(50), status: 204, error: null },
        ],
      },
    ];
    const report = reportOf(story({ deliveries }));
    expect(report.phases[2]).toMatchObject({ at: new Date(at(50) + 20).toISOString(), afterMs: 50_020 });
    expect(report.phases[2]?.sentence).toContain('chat');
    expect(unknownIn(report, incidentDocument(report))).toEqual([]);
  });

  it('says of one that is open that it goes on, and of no step that it came', () => {
    const { summary, phases } = reportOf(story(OPEN));
    expect(summary[0]).toBe(
      'The failover pair office has a critical incident in planned maintenance since 2026-11-22 02:00:00 UTC; at 2026-11-22 02:01:00 UTC it went on.',
    );
    expect(phases.find(({ code }) => code === 'recovered')).toMatchObject({
      at: null,
      sentence: 'It goes on.',
    });
  });

  it('turns the stamp of a server into Pairwatch’s time by the nearest measurement, with what it leaves open', () => {
    const [first, second] = reportOf(story()).timeline;
    expect(first).toMatchObject({
      serverStamp: time(2.5),
      corrected: { at: time(0), offsetMs: 2500, uncertaintyMs: 4, measuredAt: time(-30) },
    });
    expect(second).toMatchObject({ serverStamp: null, corrected: null });
  });

  it('leaves the second open that a stamp of whole seconds cuts off, and a step of the clock about then', () => {
    const [primary, secondary] = story().servers as [ReportFacts['servers'][0], ReportFacts['servers'][0]];
    const stepped = secondary.offsets.map((each, index) => ({ ...each, valueMs: index * 90_000 }));
    const event = { ...move('dhcp-b', 0, 'normal'), clock: 'server', at: time(0) } as EventDto;
    const facts = story({ events: [event], servers: [primary, { ...secondary, offsets: stepped }] });
    expect(reportOf(facts).timeline[0]?.corrected?.uncertaintyMs).toBe(4 + 90_000 + 1000);
    const far = secondary.offsets.map((each) => ({ ...each, at: at(-3600) }));
    const unmeasured = story({ events: [event], servers: [primary, { ...secondary, offsets: far }] });
    expect(reportOf(unmeasured).timeline[0]?.corrected).toBeNull();
  });

  it('tells who answered, and that nobody saw what lies between', () => {
    expect(reportOf(story()).answering).toEqual([
      { from: time(0), until: time(2), servers: null },
      { from: time(2), until: time(600), servers: 1 },
      { from: time(600), until: time(900), servers: 2 },
    ]);
  });

  it('counts what the logs tell of clients turned away, and says so where no log was read', () => {
    expect(reportOf(story()).impact.refused).toMatchObject({
      count: 1,
      byServer: [{ server: 'dhcp-b', count: 1 }],
    });
    expect(reportOf(factsOf()).impact.refused).toBeNull();
    expect(reportOf(factsOf()).summary.at(-1)).toContain('No log was read');
  });

  it('says aloud where it saw nothing', () => {
    const { gaps } = reportOf(story());
    const told = gaps.map(({ kind, server, source }) => [kind, server, source].filter(Boolean).join(' '));
    expect(told).toContain('source dhcp-a omapi');
    expect(told).toContain('source dhcp-a log');
    expect(told).not.toContain('source dhcp-b log');
    expect(told).not.toContain('collector');
    const blind = reportOf(factsOf()).gaps.filter(({ kind }) => kind === 'collector');
    expect(blind).toMatchObject([{ from: time(0), until: time(900) }]);
  });

  it('ends the stay of a server where it was last seen', () => {
    const lost = { ...stay('normal', -60, 500), seenUntil: at(-2) };
    const { servers } = reportOf(
      factsOf({ servers: [server('dhcp-a', { stays: [lost] }), server('dhcp-b')] }),
    );
    expect(servers[0]?.stays).toEqual([{ state: 'normal', from: time(-60), until: time(-2) }]);
  });

  it('has each piece of evidence once, with its hash', () => {
    const { evidence, timeline } = reportOf(story());
    expect(new Set(evidence.map(({ ref }) => ref)).size).toBe(evidence.length);
    expect(
      timeline.flatMap((event) => event.evidence).every((ref) => evidence.some((each) => each.ref === ref)),
    ).toBe(true);
    expect(evidence[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the document of a report', () => {
  it('writes times in UTC and in the zone of the servers', () => {
    const text = textsOf(incidentDocument(reportOf(story()))).join('\n');
    expect(text).toContain('2026-11-22 02:00:00 UTC (2026-11-22 03:00:00 Europe/Berlin)');
    expect(textsOf(incidentDocument(reportOf(factsOf()))).join('\n')).not.toContain('Europe');
  });

  it('puts the summary first and the evidence last', () => {
    const { blocks } = incidentDocument(reportOf(story()));
    const ids = blocks.flatMap((block) => (block.kind === 'heading' ? block.id : []));
    expect(ids[0]).toBe('summary');
    expect(ids.at(-1)).toBe('evidence');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of thousands of events tells those that weigh most, and says so', () => {
    const lines = Array.from({ length: 3000 }, (_, index) =>
      line('dhcp-b', index / 10, 'started', `line ${index}`),
    );
    const report = reportOf(story({ events: [...lines, move('dhcp-b', 300, 'partner-down')] }));
    const document = incidentDocument(report);
    const text = textsOf(document).join('\n');
    expect(text).toContain('2000 of 3001 events');
    expect(text).toContain('dhcp-b moved from normal to partner-down.');
    expect(unknownIn(report, document)).toEqual([]);
  });
});

describe('the walk through a document', () => {
  const report = reportOf(story());
  const saying = (text: string) => ({
    ...incidentDocument(report),
    blocks: [{ kind: 'paragraph' as const, text }],
  });

  it.each([
    ['a number', 'It took 4711 addresses.', '4711'],
    ['a time', 'It began at 2026-11-22 02:17:23 UTC.', '02:17:23'],
    ['a length of time', 'It took 47 min.', '47'],
    ['a state', 'dhcp-b was in potential-conflict.', 'potential-conflict'],
    ['a server', 'dhcp-c answered.', 'dhcp-c'],
    ['an address', 'Clients got 10.9.8.7.', '10.9.8.7'],
  ])('finds %s that is not in the report', (_what, text, found) => {
    expect(unknownIn(report, saying(text))).toEqual([`${found} — in: ${text}`]);
  });
});

describe('the steps of the runbook', () => {
  const pageOf = (page: string) => readFileSync(`docs/runbook/${page}.md`, 'utf8');

  it('are those of the pages that verdicts and alerts lead to, as plain text', () => {
    const facts = story();
    const pages = runbookPagesOf(facts);
    expect(pages).toContain('partner-lost');
    const runbook = new Map(pages.map((page) => [page, pageOf(page)]));
    const report = buildIncidentReport(facts, { ...MAKING, runbook });
    expect(report.runbook.map(({ page }) => page)).toEqual(pages);
    expect(report.runbook.flatMap(({ steps }) => steps).join('\n')).not.toMatch(/\]\(|`|\*\*/);
    expect(unknownIn(report, incidentDocument(report))).toEqual([]);
  });
});
