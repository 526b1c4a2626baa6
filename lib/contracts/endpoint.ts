import { z } from 'zod';
import { severitySchema } from './severity.ts';

/** The shapes a message can take. */
export const ENDPOINT_KINDS = [
  'standard',
  'slack',
  'teams',
  'pagerduty',
  'alertmanager',
  'template',
  'email',
] as const;
export const endpointKindSchema = z.enum(ENDPOINT_KINDS);
export type EndpointKind = z.infer<typeof endpointKindSchema>;

/**
 * What an endpoint can be told of. `incident`: incidents. `alert`: alerts that no incident tells. `every-alert`: alerts, those
 * of incidents among them. `verdict`: each change of a pair's verdict, at once and unfiltered by severity.
 */
export const MESSAGE_KINDS = ['incident', 'alert', 'every-alert', 'verdict'] as const;
export const messageKindSchema = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof messageKindSchema>;

export const endpointFilterSchema = z.object({
  /** Names of pairs; null: all. Messages about Pairwatch itself go to every endpoint. */
  pairs: z.array(z.string()).nullable(),
  severities: z.array(severitySchema),
  kinds: z.array(messageKindSchema),
});
export type EndpointFilter = z.infer<typeof endpointFilterSchema>;

export const endpointSchema = z.object({
  name: z.string(),
  kind: endpointKindSchema,
  /** `settings`: stands in pairwatch.yaml and is changed there. */
  origin: z.enum(['settings', 'database']),
  /** Where it leads, without path, query and secrets: `https://ops.example.net`, `smtp://mail.example.net:587`. */
  address: z.string(),
  filter: endpointFilterSchema,
  disabled: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** Why nothing can be sent there from here, as when its sealed channel does not open, and what to do; null when it can. */
  unusable: z.string().nullable(),
  counts: z.object({ waiting: z.number().int(), dead: z.number().int(), delivered: z.number().int() }),
  oldestWaitingAt: z.iso.datetime().nullable(),
  lastDeliveredAt: z.iso.datetime().nullable(),
  lastFailure: z.object({ at: z.iso.datetime(), error: z.string() }).nullable(),
});
export type EndpointDto = z.infer<typeof endpointSchema>;

export const endpointListSchema = z.object({ now: z.iso.datetime(), endpoints: z.array(endpointSchema) });
export type EndpointListDto = z.infer<typeof endpointListSchema>;
