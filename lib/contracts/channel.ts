import { z } from 'zod';
import { ENDPOINT_KINDS } from './endpoint.ts';

/** How an endpoint is reached, secrets and all: what is sealed in the database for an endpoint that was made on the pages. */
const pem = z.string().nullable();

export const channelSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(ENDPOINT_KINDS).exclude(['email']),
    url: z.string(),
    secrets: z.array(z.string()),
    routingKey: z.string().nullable(),
    template: z.object({ contentType: z.string(), body: z.string() }).nullable(),
    headers: z.record(z.string(), z.string()),
    tls: z.object({ ca: pem, cert: pem, key: pem }),
    proxy: z.string().nullable(),
    allow: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('email'),
    host: z.string(),
    port: z.number().int(),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().nullable(),
    password: z.string().nullable(),
    from: z.string(),
    to: z.array(z.string()),
    tls: z.object({ ca: pem }),
    allow: z.array(z.string()),
  }),
]);
