import type { ReportChart } from '../../contracts/incident-report.ts';
import type { ReportDocument } from '../document.ts';

const FROM = Date.UTC(2026, 10, 22, 0, 38);
const MINUTE_MS = 60_000;
const at = (minutes: number): string => new Date(FROM + minutes * MINUTE_MS).toISOString();

const states: ReportChart = {
  kind: 'lanes',
  code: 'states',
  title: 'The primary was gone for 14 minutes; the secondary was set to partner-down after 6',
  summary:
    'dhcp-a was not seen from 00:41 to 00:55 UTC. dhcp-b was in communications-interrupted from 00:41, in partner-down from 00:47, and both were normal again at 00:59.',
  from: at(0),
  until: at(24),
  lanes: [
    {
      name: 'dhcp-a',
      look: 'server-a',
      stays: [
        { state: 'normal', from: at(0), until: at(3.2) },
        { state: 'startup', from: at(17), until: at(17.3) },
        { state: 'recover', from: at(17.3), until: at(19) },
        { state: 'recover-wait', from: at(19), until: at(20.5) },
        { state: 'recover-done', from: at(20.5), until: at(21) },
        { state: 'normal', from: at(21), until: null },
      ],
    },
    {
      name: 'dhcp-b',
      look: 'server-b',
      stays: [
        { state: 'normal', from: at(0), until: at(3.3) },
        { state: 'communications-interrupted', from: at(3.3), until: at(9.1) },
        { state: 'partner-down', from: at(9.1), until: at(21) },
        { state: 'normal', from: at(21), until: null },
      ],
    },
    {
      name: 'verdict',
      look: 'ink',
      stays: [
        { state: 'healthy', from: at(0), until: at(3.3) },
        { state: 'degraded', from: at(3.3), until: at(9.1) },
        { state: 'dangerous', from: at(9.1), until: at(17.3) },
        { state: 'recovering', from: at(17.3), until: at(21) },
        { state: 'healthy', from: at(21), until: null },
      ],
    },
  ],
  marks: [
    { at: at(3.3), label: 'First symptom: dhcp-b lost its partner' },
    { at: at(3.6), label: 'Detected' },
    { at: at(4.1), label: 'Paged: oncall-webhook' },
    { at: at(6.4), label: 'Acknowledged by m.rivera' },
    { at: at(9.1), label: 'partner-down set on dhcp-b' },
    { at: at(21), label: 'Recovered' },
  ],
};

const skew: ReportChart = {
  kind: 'lines',
  code: 'skew',
  title: 'The clocks stayed within 40 ms of each other',
  summary:
    'The offset of dhcp-a lay between −12 ms and 9 ms, that of dhcp-b between 14 ms and 31 ms. For 14 minutes dhcp-a was not measured.',
  from: at(0),
  until: at(24),
  unit: 'ms after Pairwatch’s clock',
  isStacked: false,
  series: [
    {
      name: 'dhcp-a',
      look: 'server-a',
      points: Array.from(
        { length: 49 },
        (_, index): [number, number | null, number | null, number | null] => {
          const value = index > 6 && index < 34 ? null : Math.round(12 * Math.sin(index / 3) * 10) / 10 - 2;
          return [
            FROM + index * 30_000,
            value,
            value === null ? null : value - 4,
            value === null ? null : value + 4,
          ];
        },
      ),
    },
    {
      name: 'dhcp-b',
      look: 'server-b',
      points: Array.from(
        { length: 49 },
        (_, index): [number, number | null, number | null, number | null] => {
          const value = 22 + 8 * Math.cos(index / 5);
          return [FROM + index * 30_000, value, value - 3, value + 3];
        },
      ),
    },
  ],
  limits: [
    { value: 50, label: 'limit 50 ms' },
    { value: -50, label: 'limit −50 ms' },
  ],
  marks: [{ at: at(3.3), label: 'First symptom' }],
};

const pool: ReportChart = {
  kind: 'lines',
  code: 'pool-use',
  title: 'Pool 10.20.0.0/22 had 41 addresses left for new clients at the worst',
  summary:
    'Addresses in use rose from 812 to 934 of 1,000, while the share that dhcp-b could give by itself fell from 96 to 41.',
  from: at(0),
  until: at(24),
  unit: 'addresses',
  isStacked: true,
  series: [
    {
      name: 'in use',
      look: 'used',
      points: Array.from({ length: 25 }, (_, index): [number, number] => [
        FROM + index * MINUTE_MS,
        812 + index * 5,
      ]),
    },
    {
      name: 'backup, for dhcp-b',
      look: 'backup',
      points: Array.from({ length: 25 }, (_, index): [number, number] => [
        FROM + index * MINUTE_MS,
        96 - Math.round(index * 2.3),
      ]),
    },
    {
      name: 'free, for dhcp-a',
      look: 'free',
      points: Array.from({ length: 25 }, (_, index): [number, number] => [
        FROM + index * MINUTE_MS,
        92 - Math.round(index * 2.7),
      ]),
    },
  ],
  limits: [{ value: 950, label: 'alert at 950' }],
  marks: [],
};

/** A report with every kind of block, and a timeline of so many rows and seven columns. */
export function sampleDocument(rows = 200): ReportDocument {
  return {
    title: 'Incident 42: the primary of campus-west was gone for 14 minutes',
    subtitle: 'Pair campus-west (dhcp-a, dhcp-b) · 2026-11-22 00:41 to 00:59 UTC',
    about: [
      ['Severity', 'critical'],
      ['Status', 'over; both servers answer'],
      ['Made', '2026-11-22 07:30 UTC (08:30 Europe/Berlin) by m.rivera, Pairwatch 0.1.0'],
      ['For', 'internal use: names, addresses and hardware addresses are as they are'],
      ['Times', 'UTC, by Pairwatch’s clock unless told otherwise; site zone Europe/Berlin'],
    ],
    madeAt: '2026-11-22T10:00:00.000Z',
    running: 'Pairwatch · incident 42 · campus-west · internal',
    blocks: [
      { kind: 'heading', level: 1, text: 'Summary', id: 'summary' },
      {
        kind: 'paragraph',
        look: 'lead',
        text: 'At 00:41 UTC the process of dhcpd on dhcp-a ended without a word in its log. dhcp-b went on alone in communications-interrupted and served clients from its own half of each pool. The page went out 48 seconds later, was acknowledged after 3 min, and dhcp-b was set to partner-down at 00:47. dhcp-a was started at 00:55 and had recovered by 00:59.',
      },
      {
        kind: 'paragraph',
        text: 'No client was refused as far as the logs of both servers tell. For 22 seconds nobody saw whether dhcp-b answered.',
      },
      { kind: 'heading', level: 1, text: 'What happened, phase by phase', id: 'phases' },
      {
        kind: 'facts',
        rows: [
          ['First symptom', '2026-11-22 00:41:18 UTC · dhcp-b lost its partner'],
          ['Detected', '+18 s · the verdict became degraded'],
          ['Paged', '+48 s · webhook oncall, answered 200 at the first try'],
          ['Acknowledged', '+3 min 6 s · m.rivera, on the page of the incident'],
          ['partner-down set', '+5 min 48 s · dhcp-b, as its log says'],
          ['Recovered', '+17 min 42 s · both normal'],
          ['Stable', '+22 min 42 s · five minutes healthy without a break'],
        ],
      },
      { kind: 'chart', chart: states },
      { kind: 'heading', level: 2, text: 'How each time is measured', id: 'measured' },
      {
        kind: 'list',
        items: [
          'Time to detect: from the first fact that shows the trouble to the verdict that names it.',
          'Time to acknowledge: from the first message that left to the first acknowledgement by a person.',
          'Time to recover: from the first symptom to the time at which both servers were normal again and stayed so for five minutes.',
        ],
      },
      { kind: 'heading', level: 1, text: 'Impact', id: 'impact' },
      {
        kind: 'table',
        caption: 'Pools with fewer than 100 addresses left at a server',
        columns: [
          { title: 'Pool', weight: 2 },
          { title: 'Addresses', align: 'right' },
          { title: 'Most in use', align: 'right' },
          { title: 'Fewest own free', align: 'right' },
          { title: 'At (UTC)', weight: 1.4 },
        ],
        rows: [
          ['10.20.0.0/22 students', '1,000', '934', '41', { lines: ['2026-11-22 00:58:41'], isMono: true }],
          ['10.20.8.0/24 printers', '200', '118', '38', { lines: ['2026-11-22 00:44:02'], isMono: true }],
        ],
      },
      { kind: 'chart', chart: pool },
      { kind: 'chart', chart: skew },
      { kind: 'heading', level: 1, text: 'Likely causes', id: 'causes' },
      { kind: 'heading', level: 2, text: '1. The process of dhcpd on dhcp-a died (likely)', id: 'cause-1' },
      {
        kind: 'paragraph',
        text: 'Its host answered all the time, its port did not; the log ends within a line.',
      },
      {
        kind: 'list',
        isOrdered: true,
        items: [
          'The host of dhcp-a answered NTP at 00:42, 00:43 and 00:44 (E12, E13, E14).',
          'OMAPI on dhcp-a refused connections from 00:41:19 (E3).',
          'Against it: no line of the kernel or of systemd was read.',
        ],
      },
      { kind: 'heading', level: 1, text: 'Timeline', id: 'timeline' },
      {
        kind: 'table',
        caption: 'Every change, alert, message and action',
        columns: [
          { title: 'At (UTC)', weight: 1.25 },
          { title: 'Server’s stamp', weight: 1.25 },
          { title: 'Server', weight: 0.75 },
          { title: 'Kind', weight: 0.8 },
          { title: 'What', weight: 2.6 },
          { title: 'Sources', weight: 0.8 },
          { title: 'Evidence', weight: 0.75 },
        ],
        rows: Array.from({ length: rows }, (_, index) => timelineRow(index)),
      },
      { kind: 'heading', level: 1, text: 'Evidence', id: 'evidence' },
      {
        kind: 'raw',
        caption:
          'E3 · log of dhcp-b · SHA-256 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
        text: 'Nov 22 00:41:18 dhcp-b dhcpd[812]: timeout waiting for failover peer campus-west\nNov 22 00:41:18 dhcp-b dhcpd[812]: peer campus-west: disconnected\nNov 22 00:41:18 dhcp-b dhcpd[812]: failover peer campus-west: I move from normal to communications-interrupted\n\tfailover peer "campus-west" state {\n\t  my state communications-interrupted at 0 2026/11/22 00:41:18;\n\t}',
      },
      { kind: 'paragraph', look: 'muted', text: 'Nothing was left out or replaced in this report.' },
    ],
  };
}

const KINDS = ['state', 'alert', 'message', 'config', 'clock'];
const SENTENCES = [
  'dhcp-b went from normal to communications-interrupted',
  'The alert “one server alone” began to fire',
  'Webhook oncall answered 200 after 214 ms, at the first try of at most eight',
  'DHCPDISCOVER from 02:00:5e:10:00:00 via eth0: peer holds all free leases',
  'Clock of dhcp-a was measured: −4 ms ± 2 ms',
];

function timelineRow(index: number) {
  const time = FROM + index * 6_400;
  const stamp = new Date(time).toISOString();
  return [
    { lines: [stamp.slice(0, 19).replace('T', ' ')], isMono: true },
    { lines: [`${stamp.slice(11, 23)} ± 0.00${index % 9}`], isMono: true },
    index % 3 === 0 ? 'dhcp-a' : 'dhcp-b',
    KINDS[index % KINDS.length] ?? '',
    `${SENTENCES[index % SENTENCES.length]}${index % 4 === 0 ? ` (${index})` : ''}`,
    index % 2 === 0 ? 'log, omapi' : 'leases',
    { lines: [`E${index + 1}`], isMono: true },
  ];
}
