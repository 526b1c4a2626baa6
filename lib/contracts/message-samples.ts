import type { AlertData, IncidentData, Message, MessageType } from './message.ts';

/** One message of each type, as they could follow from one night, and the same with nothing that may be missing. Documented in docs/webhooks.md. */

const partnerLost: AlertData = {
  id: 41,
  fingerprint: 'pair-not-healthy|||',
  pair: 'office',
  rule: 'pair-not-healthy',
  title: 'Pair is not healthy',
  subject: { server: null, pool: null, detail: null },
  severity: 'warning',
  startedAt: '2026-11-21T03:04:11.000Z',
  firedAt: '2026-11-21T03:04:41.000Z',
  resolvedAt: null,
  why: {
    sentence: 'dhcp-b answers alone. dhcp-a reaches neither us nor dhcp-b.',
    nextStep: 'Look whether dhcp-a runs: systemctl status isc-dhcp-server.',
    figures: [],
    evidence: [
      {
        server: 'dhcp-b',
        source: 'omapi',
        text: 'local-state communications-interrupted',
        observedAt: '2026-11-21T03:04:40.512Z',
      },
    ],
  },
  labels: { team: 'network' },
  incidentId: 7,
};

const poolUse: AlertData = {
  id: 44,
  fingerprint: 'pool-use-high||10.20.0.0/22 floor-2|',
  pair: 'office',
  rule: 'pool-use-high',
  title: 'Pool use is high',
  subject: { server: 'dhcp-b', pool: '10.20.0.0/22 floor-2', detail: 'own half' },
  severity: 'warning',
  startedAt: '2026-11-21T03:20:00.000Z',
  firedAt: '2026-11-21T03:25:00.000Z',
  resolvedAt: null,
  why: {
    sentence: 'Pool floor-2 is 91 % used: 46 of 512 addresses are free.',
    nextStep: 'Find out what takes the addresses, or enlarge the range.',
    figures: [
      { name: 'used', value: 91.02, unit: '%', limit: 85 },
      { name: 'free', value: 46, unit: 'addresses', limit: 50 },
      { name: 'readings', value: 60, unit: '', limit: null },
    ],
    evidence: [],
  },
  labels: { team: 'network' },
  incidentId: null,
};

const incident: IncidentData = {
  id: 7,
  pair: 'office',
  title: 'Head office',
  severity: 'warning',
  sentence: 'dhcp-b answers alone. dhcp-a reaches neither us nor dhcp-b.',
  nextStep: 'Look whether dhcp-a runs: systemctl status isc-dhcp-server.',
  firstSymptom: { at: '2026-11-21T03:04:11.000Z', sentence: 'dhcp-a does not answer us.' },
  openedAt: '2026-11-21T03:04:41.000Z',
  resolvedAt: null,
  verdict: 'degraded',
  acknowledgement: null,
  alerts: [partnerLost],
  reason: 'The pair has not been healthy for 30 s.',
};

const nobodyAnswers: AlertData = {
  ...partnerLost,
  id: 43,
  fingerprint: 'nobody-answers|||',
  rule: 'nobody-answers',
  title: 'Nobody answers clients',
  severity: 'critical',
  startedAt: '2026-11-21T03:09:02.000Z',
  firedAt: '2026-11-21T03:09:02.000Z',
  why: {
    sentence: 'Nobody answers clients: both servers are in potential-conflict.',
    nextStep: 'Restart dhcpd on dhcp-b, then on dhcp-a.',
    figures: [],
    evidence: [],
  },
};

const worse: IncidentData = {
  ...incident,
  severity: 'critical',
  sentence: nobodyAnswers.why.sentence,
  nextStep: nobodyAnswers.why.nextStep,
  verdict: 'down',
  alerts: [nobodyAnswers, partnerLost],
  reason: 'It grew from warning to critical.',
};

const acknowledged: IncidentData = {
  ...worse,
  acknowledgement: { at: '2026-11-21T03:12:30.000Z', by: 'anna', note: 'On my way to the rack.' },
  reason: 'anna has taken it.',
};

const over = '2026-11-21T03:31:00.000Z';

const resolved: IncidentData = {
  ...acknowledged,
  nextStep: null,
  resolvedAt: '2026-11-21T03:36:00.000Z',
  verdict: 'healthy',
  alerts: [
    { ...nobodyAnswers, resolvedAt: '2026-11-21T03:18:20.000Z' },
    { ...partnerLost, resolvedAt: over },
  ],
  reason: 'The pair has been healthy for 5 min.',
};

const reopened: IncidentData = {
  ...incident,
  alerts: [{ ...partnerLost, startedAt: '2026-11-21T03:50:00.000Z', firedAt: '2026-11-21T03:50:30.000Z' }],
  reason: 'It came back within an hour of its end.',
};

/** In the order in which they could be sent. */
export const SAMPLES: readonly Message[] = [
  { type: 'incident.opened', timestamp: '2026-11-21T03:04:41.020Z', data: incident },
  { type: 'incident.updated', timestamp: '2026-11-21T03:09:02.310Z', data: worse },
  { type: 'incident.acknowledged', timestamp: '2026-11-21T03:12:30.000Z', data: acknowledged },
  { type: 'incident.resolved', timestamp: '2026-11-21T03:36:00.000Z', data: resolved },
  { type: 'incident.reopened', timestamp: '2026-11-21T03:50:30.000Z', data: reopened },
  { type: 'alert.firing', timestamp: '2026-11-21T03:25:00.000Z', data: poolUse },
  {
    type: 'alert.updated',
    timestamp: '2026-11-21T04:10:00.000Z',
    data: {
      ...poolUse,
      severity: 'critical',
      why: {
        ...poolUse.why,
        sentence: 'Pool floor-2 is 97 % used: 15 of 512 addresses are free.',
        figures: [
          { name: 'used', value: 97.07, unit: '%', limit: 95 },
          { name: 'free', value: 15, unit: 'addresses', limit: 20 },
        ],
      },
    },
  },
  {
    type: 'alert.resolved',
    timestamp: '2026-11-21T06:02:00.000Z',
    data: {
      ...poolUse,
      severity: 'critical',
      resolvedAt: '2026-11-21T06:02:00.000Z',
      why: {
        sentence: 'Pool floor-2 is 71 % used: 148 of 512 addresses are free.',
        nextStep: null,
        figures: [{ name: 'used', value: 71.09, unit: '%', limit: 85 }],
        evidence: [],
      },
    },
  },
  {
    type: 'pair.verdict_changed',
    timestamp: '2026-11-21T03:04:13.100Z',
    data: {
      pair: 'office',
      title: 'Head office',
      previousVerdict: 'healthy',
      verdict: 'degraded',
      code: 'primary-unreachable',
      sentence: incident.sentence,
      nextStep: incident.nextStep,
      since: '2026-11-21T03:04:11.000Z',
      observedAt: '2026-11-21T03:04:13.100Z',
      servers: [
        {
          name: 'dhcp-a',
          role: 'primary',
          state: 'normal',
          observedAt: '2026-11-21T03:04:10.040Z',
          answering: null,
        },
        {
          name: 'dhcp-b',
          role: 'secondary',
          state: 'communications-interrupted',
          observedAt: '2026-11-21T03:04:13.080Z',
          answering: true,
        },
      ],
    },
  },
  {
    type: 'report.ready',
    timestamp: '2026-11-22T23:10:02.000Z',
    data: {
      id: 12,
      pair: 'office',
      title: 'Head office',
      period: {
        kind: 'week',
        name: '2026-W47',
        zone: 'Europe/Berlin',
        from: '2026-11-15T23:00:00.000Z',
        until: '2026-11-22T23:00:00.000Z',
      },
      profile: 'internal',
      madeAt: '2026-11-22T23:10:00.000Z',
      sentence: 'The report on week 2026-W47 of office is made.',
      summary: [
        'In week 2026-W47 two servers of office answered clients for 99.73 % of the time that was seen, one alone for 18 min and none for 9 min.',
        '2 incidents began.',
      ],
      paths: {
        pdf: '/api/v1/reports/12?format=pdf&profile=internal',
        html: '/api/v1/reports/12?format=html&profile=internal',
        md: '/api/v1/reports/12?format=md&profile=internal',
        json: '/api/v1/reports/12?format=json&profile=internal',
      },
    },
  },
  {
    type: 'test',
    timestamp: '2026-11-21T09:00:00.000Z',
    data: { sentence: 'This is a test of the endpoint ops. Nothing is wrong.', by: 'anna' },
  },
];

/** The sample of one type. */
export function sampleOf<Type extends MessageType>(type: Type): Extract<Message, { type: Type }> {
  const isOfType = (message: Message): message is Extract<Message, { type: Type }> => message.type === type;
  const sample = SAMPLES.find(isOfType);
  if (!sample) throw new Error(`no sample of ${type}`);
  return sample;
}

const bareAlert: AlertData = {
  ...partnerLost,
  pair: null,
  subject: { server: null, pool: null, detail: null },
  resolvedAt: null,
  why: { sentence: 'Pairwatch reaches no server of any pair.', nextStep: null, figures: [], evidence: [] },
  labels: {},
  incidentId: null,
};

const bareIncident: IncidentData = {
  ...incident,
  title: null,
  nextStep: null,
  resolvedAt: null,
  verdict: null,
  acknowledgement: null,
  alerts: [],
};

/** One of each type without anything that may be missing. */
export const BARE_SAMPLES: readonly Message[] = SAMPLES.map(bare);

function bare(message: Message): Message {
  switch (message.type) {
    case 'incident.opened':
    case 'incident.updated':
    case 'incident.reopened':
    case 'incident.acknowledged':
    case 'incident.resolved':
      return { ...message, data: bareIncident };
    case 'alert.firing':
    case 'alert.updated':
    case 'alert.resolved':
      return { ...message, data: bareAlert };
    case 'pair.verdict_changed':
      return {
        ...message,
        data: { ...message.data, title: null, previousVerdict: null, nextStep: null, servers: [] },
      };
    case 'report.ready':
      return { ...message, data: { ...message.data, pair: null, title: null, summary: [] } };
    case 'test':
      return message;
  }
}
