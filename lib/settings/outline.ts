import { z } from 'zod';
import { DEFAULT_CONTENT_TYPE } from '../contracts/endpoint-input.ts';
import { DEFAULT_HISTORY, DEFAULT_RETENTION } from './defaults.ts';
import type { SettingsPath } from './path.ts';

/**
 * The parts of a settings value that rules across several keys look at, whatever else is wrong with it: what is not
 * of the right shape reads as absent. So one mistake never hides another.
 */
const text = z.string().optional().catch(undefined);

const place = z.object({ path: text }).optional().catch({});

const server = z.object({
  role: text,
  name: text,
  host: text,
  omapi: z
    .object({
      port: z.number().default(7911).catch(7911),
      key: z.object({ secret: text }).optional().catch({}),
    })
    .optional()
    .catch(undefined),
  reach: z
    .object({
      ssh: z
        .object({ key: text, passphrase: text, knownHosts: text, fingerprint: text })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  config: place,
  leases: place,
  log: z.object({ path: text, host: text, journal: text }).optional().catch(undefined),
  clock: z
    .object({ ssh: z.boolean().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const pair = z.object({
  name: text,
  peer: text,
  servers: z.array(server.catch({})).optional().catch(undefined),
});

const listOfTexts = z.array(text).optional().catch(undefined);
/** Where it counts whether the key is there at all; what is not of the right shape reads as empty. */
const present = z.string().optional().catch('');

/** What endpoints and heartbeats have in common. */
const overHttp = {
  name: text,
  url: text,
  headers: z.record(z.string(), text).catch({}).default({}),
  tls: z.object({ ca: text, cert: present, key: present }).catch({}).default({}),
  proxy: text,
};

const NO_TEMPLATE = { 'content-type': DEFAULT_CONTENT_TYPE };

const endpoint = z.object({
  ...overHttp,
  kind: z.string().default('standard').catch(''),
  secret: present,
  secrets: z.array(text).optional().catch([]),
  'routing-key': text,
  template: z
    .object({
      'content-type': z.string().default(DEFAULT_CONTENT_TYPE).catch(DEFAULT_CONTENT_TYPE),
      body: text,
    })
    .catch(NO_TEMPLATE)
    .default(NO_TEMPLATE),
  smtp: z.object({ user: present, password: present, ca: text }).catch({}).default({}),
  pairs: listOfTexts,
});

const heartbeat = z.object(overHttp);

/** Whether a key is there counts, whatever its value. */
const maintenance = z.object({
  pair: text,
  days: z.unknown().optional(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  zone: z.unknown().optional(),
  starts: z.unknown().optional(),
  ends: z.unknown().optional(),
});

const tier = (byDefault: string) => z.string().default(byDefault).catch(byDefault);

const history = z.object({
  samples: tier(DEFAULT_HISTORY.samples),
  'five-minutes': tier(DEFAULT_HISTORY['five-minutes']),
  hours: tier(DEFAULT_HISTORY.hours),
});

const retention = z.object({
  events: tier(DEFAULT_RETENTION.events),
  deliveries: tier(DEFAULT_RETENTION.deliveries),
  alerts: tier(DEFAULT_RETENTION.alerts),
  incidents: tier(DEFAULT_RETENTION.incidents),
});

/** Its secret is the only thing there that is looked up. */
const signIn = z
  .object({ oidc: z.object({ clientSecret: text }).optional().catch(undefined) })
  .optional()
  .catch(undefined);

const outline = z
  .object({
    pairs: z.array(pair.catch({})).catch([]),
    endpoints: z.array(endpoint.nullable().catch(null)).catch([]),
    heartbeats: z.array(heartbeat.nullable().catch(null)).catch([]),
    maintenance: z.array(maintenance.nullable().catch(null)).catch([]),
    signIn,
    history: history.prefault({}).catch(history.parse({})),
    retention: retention.prefault({}).catch(retention.parse({})),
  })
  .catch({
    pairs: [],
    endpoints: [],
    heartbeats: [],
    maintenance: [],
    history: history.parse({}),
    retention: retention.parse({}),
  });

export type Outline = z.infer<typeof outline>;
export type EndpointOutline = z.infer<typeof endpoint>;
export type HeartbeatOutline = z.infer<typeof heartbeat>;
export type MaintenanceOutline = z.infer<typeof maintenance>;

export function outlineOf(value: unknown): Outline {
  return outline.parse(value);
}

export const omapiSecretPath = (pair: number, server: number): SettingsPath => [
  'pairs',
  pair,
  'servers',
  server,
  'omapi',
  'key',
  'secret',
];

export const OIDC_SECRET_PATH: SettingsPath = ['signIn', 'oidc', 'clientSecret'];

/** Where a server's `key`, `passphrase` or `knownHosts` of its SSH account stands. */
export const sshPath = (
  pair: number,
  server: number,
  key: 'key' | 'passphrase' | 'knownHosts',
): SettingsPath => ['pairs', pair, 'servers', server, 'reach', 'ssh', key];
