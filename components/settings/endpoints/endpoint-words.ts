import type {
  EndpointDto,
  EndpointFilter,
  EndpointKind,
  MessageKind,
} from '../../../lib/contracts/endpoint.ts';
import { SEVERITIES } from '../../../lib/contracts/severity.ts';
import { listed } from '../../pair/listed.ts';

export const KIND_WORDS: Record<EndpointKind, string> = {
  standard: 'Standard Webhooks (signed JSON)',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  pagerduty: 'PagerDuty',
  alertmanager: 'Alertmanager',
  template: 'Own template',
  email: 'E-mail',
};

export const MESSAGE_KIND_WORDS: Record<MessageKind, { word: string; help: string }> = {
  incident: { word: 'incidents', help: 'One story of one outage: opened, worse, resolved.' },
  alert: {
    word: 'alerts that no incident tells',
    help: 'Such as a pool that runs full while both servers are well.',
  },
  'every-alert': { word: 'every alert', help: 'Those of incidents too, each by itself.' },
  verdict: { word: 'every change of a pair’s verdict', help: 'At once, and whatever the severity.' },
};

/** What an endpoint is told, in a sentence: "Told of incidents, of all pairs, when they are warning or critical." */
export function toldWords({ pairs, severities, kinds }: EndpointFilter): string {
  const what = listed(kinds.map((kind) => MESSAGE_KIND_WORDS[kind].word));
  const of = pairs === null ? 'all pairs' : `${pairs.length === 1 ? 'pair' : 'pairs'} ${listed(pairs)}`;
  const isEvery = SEVERITIES.every((severity) => severities.includes(severity));
  return `Told of ${what}, of ${of}, ${isEvery ? 'of every severity' : `of severity ${severities.join(' or ')}`}.`;
}

export type EndpointState = { level: 'good' | 'warn' | 'bad' | 'unknown'; word: string };

/** How the way to an endpoint is, by what became of the last messages. */
export function endpointState({
  disabled,
  unusable,
  lastFailure,
  lastDeliveredAt,
}: EndpointDto): EndpointState {
  if (disabled !== null) return { level: 'bad', word: 'disabled' };
  if (unusable !== null) return { level: 'bad', word: 'can’t be told' };
  if (lastFailure !== null && (lastDeliveredAt === null || lastFailure.at > lastDeliveredAt))
    return { level: 'warn', word: 'failing' };
  return lastDeliveredAt === null
    ? { level: 'unknown', word: 'never used' }
    : { level: 'good', word: 'works' };
}
