import {
  type EndpointOutline,
  type HeartbeatOutline,
  OIDC_SECRET_PATH,
  type Outline,
  omapiSecretPath,
  sshPath,
} from './outline.ts';
import type { SettingsPath } from './path.ts';
import {
  ADDRESS,
  CERTIFICATE,
  headerValue,
  KNOWN_HOSTS,
  OIDC_SECRET,
  OMAPI_SECRET,
  PASSPHRASE,
  PROXY,
  ROUTING_KEY,
  SECRET_ADDRESS,
  SIGNING_SECRET,
  SMTP_PASSWORD,
  SSH_KEY,
  TLS_KEY,
  type ValueRule,
} from './value-rule.ts';

/** A value that stands in the file as env:NAME, file:PATH or itself, and what it must be. */
export type Reference = { path: SettingsPath; reference: string; rule: ValueRule };

type MaybeReference = { path: SettingsPath; reference: string | undefined; rule: ValueRule };

export function referencesIn({ pairs, endpoints, heartbeats, signIn }: Outline): Reference[] {
  return [
    ...pairs.flatMap(({ servers = [] }, pair) =>
      servers.flatMap((server, index) => serverReferences(server, pair, index)),
    ),
    ...endpoints.flatMap((endpoint, index) =>
      endpoint ? endpointReferences(endpoint, ['endpoints', index]) : [],
    ),
    ...heartbeats.flatMap((heartbeat, index) =>
      heartbeat ? httpReferences(heartbeat, ['heartbeats', index], ADDRESS) : [],
    ),
    { path: OIDC_SECRET_PATH, reference: signIn?.oidc?.clientSecret, rule: OIDC_SECRET },
  ].flatMap(({ path, reference, rule }) => {
    const given = reference?.trim();
    return given ? [{ path, reference: given, rule }] : []; // an empty one is already a mistake of shape
  });
}

type ServerOutline = NonNullable<Outline['pairs'][number]['servers']>[number];

function serverReferences({ omapi, reach }: ServerOutline, pair: number, server: number): MaybeReference[] {
  const ssh = reach?.ssh;
  return [
    { path: omapiSecretPath(pair, server), reference: omapi?.key?.secret, rule: OMAPI_SECRET },
    { path: sshPath(pair, server, 'key'), reference: fileOnly(ssh?.key), rule: SSH_KEY },
    { path: sshPath(pair, server, 'passphrase'), reference: ssh?.passphrase, rule: PASSPHRASE },
    { path: sshPath(pair, server, 'knownHosts'), reference: fileOnly(ssh?.knownHosts), rule: KNOWN_HOSTS },
  ];
}

const fileOnly = (reference: string | undefined) =>
  reference?.trim().startsWith('file:') ? reference : undefined; // anything else is already a mistake of shape

function endpointReferences(endpoint: EndpointOutline, path: SettingsPath): MaybeReference[] {
  const { kind, secret, secrets = [], smtp } = endpoint;
  const isHook = kind === 'slack' || kind === 'teams';
  return [
    ...httpReferences(endpoint, path, isHook ? SECRET_ADDRESS : ADDRESS),
    { path: [...path, 'secret'], reference: secret, rule: SIGNING_SECRET },
    ...secrets.map((reference, index) => ({
      path: [...path, 'secrets', index],
      reference,
      rule: SIGNING_SECRET,
    })),
    { path: [...path, 'routing-key'], reference: endpoint['routing-key'], rule: ROUTING_KEY },
    { path: [...path, 'smtp', 'password'], reference: smtp.password, rule: SMTP_PASSWORD },
    { path: [...path, 'smtp', 'ca'], reference: smtp.ca, rule: CERTIFICATE },
  ];
}

function httpReferences(
  { url, headers, tls, proxy }: HeartbeatOutline,
  path: SettingsPath,
  ofUrl: ValueRule,
): MaybeReference[] {
  return [
    { path: [...path, 'url'], reference: url, rule: ofUrl },
    ...Object.entries(headers).map(([name, reference]) => ({
      path: [...path, 'headers', name],
      reference,
      rule: headerValue(name),
    })),
    { path: [...path, 'tls', 'ca'], reference: tls.ca, rule: CERTIFICATE },
    { path: [...path, 'tls', 'cert'], reference: tls.cert, rule: CERTIFICATE },
    { path: [...path, 'tls', 'key'], reference: tls.key, rule: TLS_KEY },
    { path: [...path, 'proxy'], reference: proxy, rule: PROXY },
  ];
}
