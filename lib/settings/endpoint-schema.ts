import { z } from 'zod';
import { ENDPOINT_KINDS } from '../contracts/endpoint.ts';
import {
  allowSchema,
  contentTypeSchema,
  DEFAULT_MESSAGE_KINDS,
  DEFAULT_SEVERITIES,
  endpointNameSchema,
  HTTP_ADDRESS_EXPECTED,
  headerNameSchema,
  MAX_SIGNING_SECRETS,
  mailHostSchema,
  mailSecuritySchema,
  messageKindsSchema,
  portSchema,
  recipientsSchema,
  senderSchema,
  severitiesSchema,
  templateBodySchema,
} from '../contracts/endpoint-input.ts';
import { DEFAULT_HEARTBEAT_EVERY } from './defaults.ts';
import { secret, text, time } from './field.ts';

/**
 * `endpoints` and `heartbeats` of pairwatch.yaml. Addresses, keys, passwords and certificates are texts here: what env:NAME
 * and file:PATH refer to is fetched and checked apart.
 */

const address = text(HTTP_ADDRESS_EXPECTED);

const tls = z.strictObject(
  {
    ca: text('file:PATH of certificates').optional(),
    cert: text('file:PATH of a certificate').optional(),
    key: text('file:PATH of a private key').optional(),
  },
  'a map with the keys ca, cert and key',
);

const overHttp = {
  url: address,
  headers: z.record(headerNameSchema, text('env:NAME, file:PATH or a text'), 'a map of headers').default({}),
  allow: allowSchema,
  tls: tls.default({}),
  proxy: text('the address of a proxy').optional(),
};

const common = {
  name: endpointNameSchema,
  pairs: z
    .array(text('the name of a pair'), 'a list of pairs')
    .min(1, 'at least one pair; without this key it is told of all')
    .optional(),
  severities: severitiesSchema.default(DEFAULT_SEVERITIES),
  kinds: messageKindsSchema.default(DEFAULT_MESSAGE_KINDS),
};

const SECRETS_EXPECTED = `a list of 1 to ${MAX_SIGNING_SECRETS} secrets`;

/** That there is exactly one of secret and secrets is a rule of its own. */
const standard = z.strictObject({
  kind: z.literal('standard'),
  ...common,
  ...overHttp,
  secret: secret.optional(),
  secrets: z
    .array(secret, SECRETS_EXPECTED)
    .min(1, SECRETS_EXPECTED)
    .max(MAX_SIGNING_SECRETS, SECRETS_EXPECTED)
    .optional(),
});

/** That user comes with password is a rule of its own. */
const smtp = z.strictObject(
  {
    host: mailHostSchema,
    port: portSchema.optional(),
    security: mailSecuritySchema,
    user: text('the name of an account').optional(),
    password: secret.optional(),
    ca: text('file:PATH of certificates').optional(),
  },
  'a map with the key host, such as { host: mail.example.net }',
);

const template = z.strictObject(
  { 'content-type': contentTypeSchema, body: templateBodySchema },
  'a map with the keys content-type and body',
);

const KINDS_EXPECTED = `one of ${ENDPOINT_KINDS.join(', ')}`;
const ENTRY_EXPECTED = 'an endpoint: a map with the keys name, kind and url';
const kinds = z.discriminatedUnion(
  'kind',
  [
    standard,
    z.strictObject({ kind: z.enum(['slack', 'teams', 'alertmanager']), ...common, ...overHttp }),
    z.strictObject({
      kind: z.literal('pagerduty'),
      ...common,
      ...overHttp,
      url: address.optional(),
      'routing-key': secret,
    }),
    z.strictObject({ kind: z.literal('template'), ...common, ...overHttp, template }),
    z.strictObject({
      kind: z.literal('email'),
      ...common,
      allow: allowSchema,
      smtp,
      from: senderSchema,
      to: recipientsSchema,
    }),
  ],
  // Its type knows of unions alone, but what is no map at all is said by it too.
  { error: ({ code }: { code: string }) => (code === 'invalid_union' ? KINDS_EXPECTED : ENTRY_EXPECTED) },
);

/** Without a kind it is `standard`. */
export const endpoint = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('kind' in value)
      ? { kind: 'standard', ...value }
      : value,
  kinds,
);
export type EndpointEntry = z.infer<typeof endpoint>;

export const heartbeat = z.strictObject(
  {
    name: endpointNameSchema,
    ...overHttp,
    every: time(10_000, 86_400_000, 'a time from 10s to 1d, such as 5m').prefault(DEFAULT_HEARTBEAT_EVERY),
  },
  'a map with the keys name and url',
);
export type HeartbeatEntry = z.infer<typeof heartbeat>;
