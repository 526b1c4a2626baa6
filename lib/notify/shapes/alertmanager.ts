import type { AlertData, Message } from '../../contracts/message.ts';
import type {
  AlertMessage,
  IncidentMessage,
  ReportMessage,
  TestMessage,
  VerdictMessage,
} from './message-groups.ts';
import { cut, plain } from './text.ts';
import { alertKey, digest, threadOf } from './thread.ts';

/** Alertmanager has no limits; receivers have. */
const MOST_ALERTS = 100;
const LONGEST = { label: 500, annotation: 2000 };

/** Stands in `endsAt` of what has not ended: Go's zero time. */
const NOT_ENDED = '0001-01-01T00:00:00Z';

type Words = Record<string, string>;
type WebhookAlert = {
  status: 'firing' | 'resolved';
  labels: Words;
  annotations: Words;
  startsAt: string;
  endsAt: string;
  generatorURL: string;
  fingerprint: string;
};

/** The body that Alertmanager's own webhook receiver sends, version 4: one group is one incident, or one alert. */
export function alertmanagerBody(message: Message, endpoint: string): object {
  const { status, alerts, total, groupLabels } = groupOf(message);
  return {
    version: '4',
    groupKey: threadOf(message),
    truncatedAlerts: total - alerts.length,
    status,
    receiver: plain(endpoint),
    groupLabels: bounded(groupLabels, LONGEST.label),
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: '',
    alerts,
  };
}

/** `alerts` has the first of `total`. */
type Group = {
  status: 'firing' | 'resolved';
  alerts: readonly WebhookAlert[];
  total: number;
  groupLabels: Words;
};

function groupOf(message: Message): Group {
  switch (message.type) {
    case 'incident.opened':
    case 'incident.updated':
    case 'incident.reopened':
    case 'incident.acknowledged':
    case 'incident.resolved':
      return incidentGroup(message);
    case 'alert.firing':
    case 'alert.updated':
    case 'alert.resolved':
      return alertGroup(message);
    case 'pair.verdict_changed':
      return verdictGroup(message);
    case 'report.ready':
      return reportGroup(message);
    case 'test':
      return testGroup(message);
  }
}

/** The alerts of the incident. One that has none, which the shape of a message allows, stands for itself. */
function incidentGroup({ type, timestamp, data }: IncidentMessage): Group {
  const endedAt = type === 'incident.resolved' ? (data.resolvedAt ?? timestamp) : null;
  const { acknowledgement } = data;
  const shared: Words = acknowledgement === null ? {} : { acknowledged_by: acknowledgement.by };
  const groupLabels = { pair: data.pair, incident: String(data.id) };
  if (data.alerts.length === 0) {
    const parts = {
      labels: { alertname: 'incident', severity: data.severity, ...groupLabels },
      annotations: { summary: data.sentence, ...runbook(data.nextStep), ...shared },
      startsAt: data.firstSymptom.at,
      endedAt,
      key: `incident-${data.id}`,
    };
    return groupOfOne(built(parts), groupLabels);
  }
  return {
    status: endedAt === null ? 'firing' : 'resolved',
    alerts: data.alerts
      .slice(0, MOST_ALERTS)
      .map((alert) => webhookAlert(alert, alert.resolvedAt ?? endedAt, shared)),
    total: data.alerts.length,
    groupLabels,
  };
}

function alertGroup({ type, timestamp, data }: AlertMessage): Group {
  const endedAt = type === 'alert.resolved' ? (data.resolvedAt ?? timestamp) : null;
  return groupOfOne(webhookAlert(data, endedAt, {}), { alertname: data.rule, ...pairLabel(data.pair) });
}

function verdictGroup({ data }: VerdictMessage): Group {
  const groupLabels = { alertname: 'verdict', pair: data.pair };
  const parts = {
    labels: { ...groupLabels, severity: 'info' },
    annotations: { summary: data.sentence, verdict: data.verdict, ...runbook(data.nextStep) },
    startsAt: data.since,
    endedAt: data.verdict === 'healthy' ? data.since : null,
    key: `verdict-${data.pair}`,
  };
  return groupOfOne(built(parts), groupLabels);
}

/** Over as soon as it is told: nobody is to be woken by a report. */
function reportGroup({ timestamp, data }: ReportMessage): Group {
  const groupLabels = { alertname: 'report', ...pairLabel(data.pair) };
  const parts = {
    labels: { ...groupLabels, severity: 'info' },
    annotations: { summary: data.sentence, description: data.summary.join(' '), path: data.paths.pdf },
    startsAt: timestamp,
    endedAt: timestamp,
    key: `report-${data.id}`,
  };
  return groupOfOne(built(parts), groupLabels);
}

function testGroup({ timestamp, data }: TestMessage): Group {
  const groupLabels = { alertname: 'test' };
  const parts = {
    labels: { ...groupLabels, severity: 'info' },
    annotations: { summary: data.sentence, description: `Sent by ${data.by}` },
    startsAt: timestamp,
    endedAt: null,
    key: 'test',
  };
  return groupOfOne(built(parts), groupLabels);
}

function webhookAlert(data: AlertData, endedAt: string | null, shared: Words): WebhookAlert {
  const { server, pool, detail } = data.subject;
  return built({
    labels: {
      ...Object.fromEntries(Object.entries(data.labels).map(([name, value]) => [labelName(name), value])),
      ...(server === null ? {} : { server }),
      ...(pool === null ? {} : { pool }),
      ...(detail === null ? {} : { detail }),
      ...pairLabel(data.pair),
      alertname: data.rule,
      severity: data.severity,
    },
    annotations: {
      summary: data.title,
      description: data.why.sentence,
      ...runbook(data.why.nextStep),
      ...shared,
    },
    startsAt: data.startedAt,
    endedAt,
    key: alertKey(data),
  });
}

type Parts = { labels: Words; annotations: Words; startsAt: string; endedAt: string | null; key: string };

function groupOfOne(alert: WebhookAlert, groupLabels: Words): Group {
  return { status: alert.status, alerts: [alert], total: 1, groupLabels };
}

function built({ labels, annotations, startsAt, endedAt, key }: Parts): WebhookAlert {
  return {
    status: endedAt === null ? 'firing' : 'resolved',
    labels: bounded(labels, LONGEST.label),
    annotations: bounded(annotations, LONGEST.annotation),
    startsAt,
    endsAt: endedAt ?? NOT_ENDED,
    generatorURL: '',
    fingerprint: digest(key),
  };
}

const pairLabel = (pair: string | null): Words => (pair === null ? {} : { pair });

const runbook = (nextStep: string | null): Words => (nextStep === null ? {} : { runbook: nextStep });

/** Prometheus allows letters, digits and `_`, and no digit first. */
function labelName(name: string): string {
  const valid = name.replace(/[^A-Za-z0-9_]/gu, '_');
  return /^[A-Za-z_]/.test(valid) ? valid : `_${valid}`;
}

function bounded(words: Words, longest: number): Words {
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, cut(plain(value), longest)]));
}

/** What all have alike. */
function common(all: readonly Words[]): Words {
  const [first = {}, ...others] = all;
  const alike = Object.entries(first).filter(([name, value]) =>
    others.every((words) => words[name] === value),
  );
  return Object.fromEntries(alike);
}
