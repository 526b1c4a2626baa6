import { z } from 'zod';
import type { SettingsPath } from './path.ts';

/**
 * The parts of a settings value that rules across several keys look at, whatever else is wrong with it: what is not
 * of the right shape reads as absent. So one mistake never hides another.
 */
const text = z.string().optional().catch(undefined);

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
  config: z.object({ path: text }).optional().catch({}),
});

const pair = z.object({
  name: text,
  peer: text,
  servers: z.array(server.catch({})).optional().catch(undefined),
});

const webhook = z.object({ name: text, secret: text });

const outline = z
  .object({
    pairs: z.array(pair.catch({})).catch([]),
    webhooks: z.array(webhook.catch({})).catch([]),
  })
  .catch({ pairs: [], webhooks: [] });

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

export const webhookSecretPath = (webhook: number): SettingsPath => ['webhooks', webhook, 'secret'];
