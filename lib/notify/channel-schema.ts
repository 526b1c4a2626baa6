import { z } from 'zod';
import type { Channel } from './endpoint.ts';

const text = z.string();
const allow = z.array(text).readonly();

/** A channel as it was sealed and is opened again. */
export const channelSchema: z.ZodType<Channel> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['standard', 'slack', 'teams', 'pagerduty', 'alertmanager', 'template']),
    url: text,
    secrets: z.array(text).readonly(),
    routingKey: text.nullable(),
    template: z.object({ contentType: text, body: text }).nullable(),
    headers: z.record(text, text),
    tls: z.object({ ca: text.nullable(), cert: text.nullable(), key: text.nullable() }),
    proxy: text.nullable(),
    allow,
  }),
  z.object({
    kind: z.literal('email'),
    host: text,
    port: z.int(),
    security: z.enum(['tls', 'starttls', 'none']),
    user: text.nullable(),
    password: text.nullable(),
    from: text,
    to: z.array(text).readonly(),
    tls: z.object({ ca: text.nullable() }),
    allow,
  }),
]);
