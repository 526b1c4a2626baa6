import { createHash } from 'node:crypto';
import type { IncidentReport, ReportEvidence } from '../../contracts/incident-report.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 2, minute)).toISOString();

function evidence(ref: string, source: ReportEvidence['source'], text: string): ReportEvidence {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { ref, server: 'dhcp-a', source, text, observedAt: at(0), sha256 };
}

/** A small report with something of each kind in it, such as clients by name, address and hardware address. */
export const SAMPLE_REPORT: IncidentReport = {
  schema: 'pairwatch.incident-report/1',
  profile: 'internal',
  generated: { at: at(59), by: 'anna', productVersion: '0.1.0' },
  zones: { site: 'Europe/Berlin' },
  incident: {
    id: 7,
    pair: 'office',
    pairTitle: 'Office',
    phase: 'resolved',
    severity: 'critical',
    sentence: 'dhcp-b answered alone.',
    acknowledgement: { at: at(3), by: 'bert', note: 'On my way to 10.66.1.5.' },
    reopenedAt: [],
  },
  span: { from: at(0), until: at(20), isOver: true },
  summary: ['dhcp-a (10.66.0.2) was silent for 20 min; dhcp-b answered alone.'],
  phases: [
    {
      code: 'first-symptom',
      at: at(0),
      afterMs: 0,
      definition: 'The first that told of it.',
      sentence: 'dhcp-a gave no answer.',
      evidence: ['E1'],
    },
    {
      code: 'acknowledged',
      at: at(3),
      afterMs: 180_000,
      definition: 'When somebody first told Pairwatch that they look after it.',
      sentence: 'bert acknowledged it: On my way to 10.66.1.5 with the spare key.',
      evidence: [],
    },
  ],
  times: [{ code: 'detect', title: 'Time to detect', definition: 'From the first symptom.', ms: 4000 }],
  impact: {
    minutes: { two: 0, one: 20, none: 0, unseen: 0 },
    clients: null,
    pools: [
      {
        id: 1,
        key: 'lan:10.66.1.10',
        title: 'lan 10.66.1.10–10.66.1.99',
        addressCount: 90,
        mostActive: { value: 80, server: 'dhcp-b', source: 'omapi', at: at(9) },
        fewestOwnFree: [{ role: 'primary', worst: null }],
        forecastThen: null,
      },
    ],
    refused: { count: 1, byServer: [{ server: 'dhcp-b', count: 1 }], evidence: ['E1'] },
    endedLeases: null,
    backlog: [{ server: 'dhcp-b', most: { count: 4, at: at(6) }, atEnd: null }],
    duplicates: [{ address: '10.66.1.44', at: at(5), sentence: 'Both gave 10.66.1.44.', evidence: ['E2'] }],
  },
  servers: [
    {
      name: 'dhcp-a',
      role: 'primary',
      host: 'dhcp-a.example.net',
      zone: 'Europe/Berlin',
      dhcpdVersion: '4.4.3-P1',
      versionEvidence: ['E1'],
      stays: [{ state: 'normal', from: at(0), until: at(20) }],
    },
    {
      name: 'dhcp-b',
      role: 'secondary',
      host: '10.66.0.3',
      zone: null,
      dhcpdVersion: null,
      versionEvidence: [],
      stays: [],
    },
  ],
  verdicts: [{ from: at(0), until: at(20), verdict: 'degraded', code: 'partner-lost' }],
  answering: [{ from: at(0), until: at(20), servers: 1 }],
  planned: [{ from: at(0), until: at(30), reason: 'New disks for dhcp-a, ask anna', by: 'dora' }],
  alerts: [
    {
      id: 1,
      rule: 'pair-degraded',
      title: 'Pair degraded',
      severity: 'critical',
      startedAt: at(0),
      firedAt: at(1),
      resolvedAt: at(20),
      sentence: 'dhcp-b answers alone.',
      figures: [{ name: 'own free', value: 12, unit: 'addresses', limit: 20 }],
      evidence: ['E1'],
    },
  ],
  timeline: [
    {
      eventId: 11,
      kind: 'log',
      server: 'dhcp-b',
      at: at(4),
      serverStamp: at(4),
      corrected: { at: at(4), offsetMs: -12.5, uncertaintyMs: 3, measuredAt: at(2) },
      observedAt: at(4),
      from: null,
      to: 'no-free-leases',
      sentence: 'anna-laptop (02:00:00:00:00:2a) was told nothing.',
      sources: ['log'],
      actor: null,
      count: 1,
      backfilled: false,
      evidence: ['E1'],
    },
  ],
  charts: [],
  configuration: [
    {
      server: 'dhcp-a',
      atBegin: { id: 2, readAt: at(0) },
      lastHealthy: { id: 1, readAt: at(0), day: '2026-11-20' },
      diff: {
        isSame: false,
        files: [
          {
            oldPath: '/etc/dhcp/dhcpd.conf',
            newPath: '/etc/dhcp/dhcpd.conf',
            oldLines: 9,
            newLines: 10,
            hunks: [
              {
                oldStart: 3,
                newStart: 3,
                lines: [
                  ' subnet 10.66.1.0 netmask 255.255.255.0 {',
                  '+  host printer { hardware ethernet 2:0:0:0:0:7f; fixed-address 10.66.1.7; }',
                ],
              },
            ],
          },
        ],
      },
      during: [
        {
          id: 3,
          readAt: at(9),
          diff: {
            isSame: false,
            files: [
              {
                oldPath: '/etc/dhcp/dhcpd.conf',
                newPath: '/etc/dhcp/dhcpd.conf',
                oldLines: 10,
                newLines: 10,
                hunks: [{ oldStart: 1, newStart: 1, lines: ['+option domain-name "spare.example.net";'] }],
              },
            ],
          },
        },
      ],
    },
  ],
  deliveries: [],
  causes: [
    {
      code: 'partition',
      title: 'The link between the two was cut',
      standing: 'likely',
      sentence: 'Both ran and could not hear each other.',
      supports: [{ sentence: 'dhcp-b says communications-interrupted.', evidence: ['E1'] }],
      against: [],
    },
  ],
  runbook: [{ page: 'partner-lost', title: 'Partner lost', steps: ['Look at dhcp-a.'] }],
  notes: [
    {
      id: 1,
      at: at(8),
      by: 'anna',
      text: 'The printer (2:0:0:0:0:7F) was fine. secret "c2VjcmV0c2VjcmV0";',
      edited: { at: at(9), by: 'carla' },
    },
  ],
  factors: [],
  actions: [
    {
      id: 1,
      text: 'Label the cables.',
      assignee: 'carla',
      dueAt: at(10_000),
      createdAt: at(30),
      by: 'anna',
      changed: null,
      done: null,
    },
  ],
  gaps: [],
  evidence: [
    evidence('E1', 'log', 'DHCPDISCOVER from 02:00:00:00:00:2a (anna-laptop) via 10.66.1.1: no free leases'),
    evidence(
      'E2',
      'leases',
      'lease 10.66.1.44 {\n  hardware ethernet 02:00:00:00:00:2a;\n  uid "\\001\\002\\000*";\n  client-hostname "anna-laptop";\n}',
    ),
    evidence('E3', 'log', 'DHCPACK on 2001:db8::44 to 0200.0000.002a (pc) via eth0, bare 02000000002a'),
  ],
  redacted: { addresses: 0, macs: 0, clientIds: 0, hostnames: 0, names: 0, withheld: [] },
};
