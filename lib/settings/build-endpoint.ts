import { PAGERDUTY_URL } from '../contracts/endpoint-input.ts';
import type { Endpoint, HeartbeatTarget } from '../notify/endpoint.ts';
import { secretAt } from './build-server.ts';
import { type AddressInput, type ChannelInput, channelOf, overHttp } from './channel.ts';
import type { EndpointEntry, HeartbeatEntry } from './endpoint-schema.ts';
import type { SettingsPath } from './path.ts';

/** What was fetched, by the path of the key that names it. */
type Values = ReadonlyMap<string, string>;

/** An endpoint of a file that has no mistake. */
export function buildEndpoint(entry: EndpointEntry, path: SettingsPath, values: Values): Endpoint {
  const { name, pairs, severities, kinds } = entry;
  return {
    name,
    filter: { pairs: pairs ?? null, severities, kinds },
    channel: channelOf(channelInput(entry, path, values)),
  };
}

/** A heartbeat of a file that has no mistake. */
export function buildHeartbeat(entry: HeartbeatEntry, path: SettingsPath, values: Values): HeartbeatTarget {
  return { name: entry.name, everyMs: entry.every, ...overHttp(addressInput(entry, path, values)) };
}

function channelInput(entry: EndpointEntry, path: SettingsPath, values: Values): ChannelInput {
  if (entry.kind === 'email') return emailInput(entry, path, values);
  const address = addressInput(entry, path, values);
  switch (entry.kind) {
    case 'standard': {
      const places = entry.secrets
        ? entry.secrets.map((_, index) => [...path, 'secrets', index])
        : [[...path, 'secret']];
      return { kind: entry.kind, ...address, secrets: places.map((place) => secretAt(place, values)) };
    }
    case 'pagerduty':
      return { kind: entry.kind, ...address, routingKey: secretAt([...path, 'routing-key'], values) };
    case 'template': {
      const { 'content-type': contentType, body } = entry.template;
      return { kind: entry.kind, ...address, template: { contentType, body } };
    }
    default:
      return { kind: entry.kind, ...address };
  }
}

type HttpEntry = HeartbeatEntry | Exclude<EndpointEntry, { kind: 'email' }>;

function addressInput(
  { url, headers, tls, proxy, allow }: HttpEntry,
  path: SettingsPath,
  values: Values,
): AddressInput {
  const fetched = (reference: string | undefined, ...keys: string[]) =>
    reference === undefined ? undefined : secretAt([...path, ...keys], values);
  return {
    url: fetched(url, 'url') ?? PAGERDUTY_URL,
    headers: Object.fromEntries(
      Object.keys(headers).map((name) => [name, secretAt([...path, 'headers', name], values)]),
    ),
    tls: {
      ca: fetched(tls.ca, 'tls', 'ca'),
      cert: fetched(tls.cert, 'tls', 'cert'),
      key: fetched(tls.key, 'tls', 'key'),
    },
    proxy: fetched(proxy, 'proxy'),
    allow,
  };
}

type EmailEntry = Extract<EndpointEntry, { kind: 'email' }>;

function emailInput(
  { kind, smtp, from, to, allow }: EmailEntry,
  path: SettingsPath,
  values: Values,
): ChannelInput {
  const fetched = (reference: string | undefined, key: string) =>
    reference === undefined ? undefined : secretAt([...path, 'smtp', key], values);
  return {
    kind,
    smtp: { ...smtp, password: fetched(smtp.password, 'password'), ca: fetched(smtp.ca, 'ca') },
    from,
    to,
    allow,
  };
}
