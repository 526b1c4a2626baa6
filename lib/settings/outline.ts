import { z } from 'zod';
import { DEFAULT_HISTORY } from './defaults.ts';
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

const webhook = z.object({ name: text, secret: text });

const tier = (byDefault: string) => z.string().default(byDefault).catch(byDefault);

const history = z.object({
  samples: tier(DEFAULT_HISTORY.samples),
  'five-minutes': tier(DEFAULT_HISTORY['five-minutes']),
  hours: tier(DEFAULT_HISTORY.hours),
});

const outline = z
  .object({
    pairs: z.array(pair.catch({})).catch([]),
    webhooks: z.array(webhook.catch({})).catch([]),
    history: history.prefault({}).catch(history.parse({})),
  })
  .catch({ pairs: [], webhooks: [], history: history.parse({}) });

export type Outline = z.infer<typeof outline>;

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

/** Where a server's `key`, `passphrase` or `knownHosts` of its SSH account stands. */
export const sshPath = (
  pair: number,
  server: number,
  key: 'key' | 'passphrase' | 'knownHosts',
): SettingsPath => ['pairs', pair, 'servers', server, 'reach', 'ssh', key];

export const webhookSecretPath = (webhook: number): SettingsPath => ['webhooks', webhook, 'secret'];
