import { z } from 'zod';
import { MESSAGE_KINDS } from './endpoint.ts';
import { SEVERITIES } from './severity.ts';

/**
 * What a browser or a command sends to make an endpoint or to change one (`POST`, `PUT`, `PATCH /api/v1/endpoints`): the keys of
 * pairwatch.yaml in camelCase, with secrets as they are. Every message says what was expected. The schemas of single values
 * are those by which pairwatch.yaml is checked as well.
 */

const text = (expected: string, max: number) =>
  z.string(expected).trim().min(1, expected).max(max, `at most ${max} characters`);

const NAME_EXPECTED = 'a name of small letters, digits and hyphens';
export const endpointNameSchema = z
  .string(NAME_EXPECTED)
  .max(60, 'a name of at most 60 characters')
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, NAME_EXPECTED);

/** Who does it, for the history. */
const by = text('who does this', 80);

export const HTTP_ADDRESS_EXPECTED =
  'a complete http:// or https:// address without user:password@ (headers can hold an Authorization)';
export const httpAddressSchema = z
  .string(HTTP_ADDRESS_EXPECTED)
  .max(4096, 'an address of at most 4096 characters')
  .refine((value) => {
    const url = httpUrl(value);
    return url !== null && url.username === '' && url.password === '';
  }, HTTP_ADDRESS_EXPECTED);

export const PROXY_EXPECTED =
  'the http:// or https:// address of a proxy, such as http://proxy.example.net:3128';
export const proxySchema = z.string(PROXY_EXPECTED).refine((value) => {
  const url = httpUrl(value);
  return url !== null && url.pathname === '/' && url.search === '';
}, PROXY_EXPECTED);

function httpUrl(value: string): URL | null {
  return /^https?:\/\/[^\s/]/i.test(value) && URL.canParse(value) ? new URL(value) : null;
}

export const SIGNING_SECRET_EXPECTED =
  'a Standard Webhooks secret; make one with: echo "whsec_$(openssl rand -base64 32)"';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Standard Webhooks: base64 of 24 to 64 random bytes, mostly with `whsec_` before it. A plain text is refused: the
 * receivers' libraries would decode it as base64 all the same, and every signature would look forged to them.
 */
export const signingSecretSchema = z.string(SIGNING_SECRET_EXPECTED).refine((value) => {
  const base64 = value.replace(/^whsec_/, '');
  const bytes = (base64.replace(/(?<!=)=+$/, '').length * 3) >> 2;
  return BASE64.test(base64) && bytes >= 24 && bytes <= 64;
}, SIGNING_SECRET_EXPECTED);

/** Two while one is replaced; a third for a receiver that is slow with that. */
export const MAX_SIGNING_SECRETS = 3;

export const ROUTING_KEY_EXPECTED = 'the integration key of PagerDuty: 32 letters and digits';
export const routingKeySchema = z
  .string(ROUTING_KEY_EXPECTED)
  .regex(/^[A-Za-z0-9]{32}$/, ROUTING_KEY_EXPECTED);

/** Set by the sender itself, or by what carries the request. */
const OWN_HEADERS = ['content-type', 'content-length', 'transfer-encoding', 'connection', 'host'];
export const HEADER_NAME_EXPECTED =
  'the name of a header that is not set by Pairwatch itself, such as Authorization';
export const headerNameSchema = z
  .string(HEADER_NAME_EXPECTED)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, HEADER_NAME_EXPECTED)
  .refine(
    (name) => !OWN_HEADERS.includes(name.toLowerCase()) && !/^webhook-/i.test(name),
    HEADER_NAME_EXPECTED,
  );
export const HEADER_VALUE_EXPECTED = 'the value of a header: one line of ASCII';
export const headerValueSchema = z
  .string(HEADER_VALUE_EXPECTED)
  .regex(/^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/, HEADER_VALUE_EXPECTED);

export const CERTIFICATE_EXPECTED =
  'one or more certificates in PEM, which begin with -----BEGIN CERTIFICATE-----';
export const certificateSchema = z
  .string(CERTIFICATE_EXPECTED)
  .regex(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/, CERTIFICATE_EXPECTED);
export const TLS_KEY_EXPECTED =
  'a private key in PEM without a passphrase, which begins with -----BEGIN PRIVATE KEY-----';
export const tlsKeySchema = z
  .string(TLS_KEY_EXPECTED)
  .regex(/-----BEGIN (?!ENCRYPTED)([A-Z0-9]+ )?PRIVATE KEY-----/, TLS_KEY_EXPECTED);

const NETWORK_EXPECTED = 'a network such as 10.0.0.0/8, fd00::/8, or one address';
/** As CIDR; one address becomes the network of it alone. */
export const networkSchema = z.string(NETWORK_EXPECTED).transform((value, context) => {
  const given = value.trim();
  if (z.union([z.cidrv4(), z.cidrv6()]).safeParse(given).success) return given;
  if (z.ipv4().safeParse(given).success) return `${given}/32`;
  if (z.ipv6().safeParse(given).success) return `${given}/128`;
  context.addIssue({ code: 'custom', message: NETWORK_EXPECTED });
  return z.NEVER;
});
export const allowSchema = z
  .array(networkSchema, 'a list of networks, such as [10.0.0.0/8]')
  .max(50, 'at most 50 networks')
  .default([]);

const MAIL_ADDRESS = /^[^\s<>,;:"@]+@[^\s<>,;:"@]+$/;
const MAIL_EXPECTED = 'an e-mail address, such as noc@example.net';
const SENDER_EXPECTED =
  'an e-mail address, such as pairwatch@example.net or Pairwatch <pairwatch@example.net>';
export const senderSchema = z.string(SENDER_EXPECTED).refine((value) => {
  const [, named] = /^[^\r\n<>",;:@]+ <([^<>]*)>$/.exec(value) ?? [];
  return MAIL_ADDRESS.test(named ?? value);
}, SENDER_EXPECTED);
export const recipientsSchema = z
  .array(z.string(MAIL_EXPECTED).regex(MAIL_ADDRESS, MAIL_EXPECTED), 'a list of e-mail addresses')
  .min(1, 'at least one e-mail address')
  .max(50, 'at most 50 e-mail addresses');

export const DEFAULT_CONTENT_TYPE = 'application/json';
const CONTENT_TYPE_EXPECTED = 'a media type, such as application/json or text/plain; charset=utf-8';
export const contentTypeSchema = z
  .string(CONTENT_TYPE_EXPECTED)
  .regex(/^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.-]+)*$/, CONTENT_TYPE_EXPECTED)
  .default(DEFAULT_CONTENT_TYPE);
/** That it is a template that gives what `contentType` says is for the room that fills it in to check. */
export const templateBodySchema = text('a template, such as {"text": "{{sentence}}"}', 20_000);

export const portSchema = z
  .int('a port number from 1 to 65535')
  .min(1, 'a port number from 1 to 65535')
  .max(65535, 'a port number from 1 to 65535');
const MAIL_HOST_EXPECTED = 'the host name or address of a mail server, without a port';
export const mailHostSchema = z
  .string(MAIL_HOST_EXPECTED)
  .refine(
    (host) => /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(host) || z.ipv6().safeParse(host).success,
    MAIL_HOST_EXPECTED,
  );
export const MAIL_SECURITIES = ['starttls', 'tls', 'none'] as const;
export const mailSecuritySchema = z
  .enum(MAIL_SECURITIES, 'starttls, tls (from the first byte), or none')
  .default('starttls');

const several = <Item extends z.ZodType>(item: Item, expected: string) =>
  z.array(item, expected).min(1, expected).max(200, expected);

const pairs = several(
  z.string('the name of a pair'),
  'a list of pairs, or nothing for all of them',
).nullable();
export const severitiesSchema = several(
  z.enum(SEVERITIES, 'info, warning or critical'),
  'a list of info, warning and critical',
);
export const messageKindsSchema = several(
  z.enum(MESSAGE_KINDS, 'incident, alert, every-alert or verdict'),
  'a list of incident, alert, every-alert and verdict',
);
export const DEFAULT_SEVERITIES: z.infer<typeof severitiesSchema> = ['warning', 'critical'];
export const DEFAULT_MESSAGE_KINDS: z.infer<typeof messageKindsSchema> = ['incident', 'alert'];

const common = {
  name: endpointNameSchema,
  by,
  pairs: pairs.default(null),
  severities: severitiesSchema.default(DEFAULT_SEVERITIES),
  kinds: messageKindsSchema.default(DEFAULT_MESSAGE_KINDS),
  allow: allowSchema,
};

const NO_HALF_IDENTITY = 'both tls.cert and tls.key, or neither';
const overHttp = {
  ...common,
  url: httpAddressSchema,
  headers: z.record(headerNameSchema, headerValueSchema, 'a map of headers').default({}),
  tls: z
    .strictObject({
      ca: certificateSchema.optional(),
      cert: certificateSchema.optional(),
      key: tlsKeySchema.optional(),
    })
    .refine(({ cert, key }) => (cert === undefined) === (key === undefined), NO_HALF_IDENTITY)
    .default({}),
  proxy: proxySchema.optional(),
};

export const PAGERDUTY_URL = 'https://events.pagerduty.com/v2/enqueue';

const smtp = z
  .strictObject({
    host: mailHostSchema,
    /** Left out: the usual one for `security`. */
    port: portSchema.optional(),
    security: mailSecuritySchema,
    user: text('the name of an account', 255).optional(),
    password: z.string('a password').min(1, 'a password').optional(),
    /** PEM. Trusted besides the public authorities. */
    ca: certificateSchema.optional(),
  })
  .refine(
    ({ user, password }) => (user === undefined) === (password === undefined),
    'both smtp.user and smtp.password, or neither',
  );

export const endpointInputSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('standard'),
      ...overHttp,
      secrets: z
        .array(signingSecretSchema, 'a list of secrets')
        .min(1, SIGNING_SECRET_EXPECTED)
        .max(MAX_SIGNING_SECRETS, `at most ${MAX_SIGNING_SECRETS} secrets`),
    }),
    z.strictObject({ kind: z.enum(['slack', 'teams', 'alertmanager']), ...overHttp }),
    z.strictObject({
      kind: z.literal('pagerduty'),
      ...overHttp,
      url: httpAddressSchema.default(PAGERDUTY_URL),
      routingKey: routingKeySchema,
    }),
    z.strictObject({
      kind: z.literal('template'),
      ...overHttp,
      template: z.strictObject({ contentType: contentTypeSchema, body: templateBodySchema }),
    }),
    z.strictObject({
      kind: z.literal('email'),
      ...common,
      smtp,
      from: senderSchema,
      to: recipientsSchema,
    }),
  ],
  'one of the kinds standard, slack, teams, pagerduty, alertmanager, template and email',
);
/** Body of `POST /api/v1/endpoints`, and of `PUT`, which replaces the endpoint, its secrets and all. */
export type EndpointInput = z.infer<typeof endpointInputSchema>;
/** The same before its defaults are filled in. */
export type EndpointInputBody = z.input<typeof endpointInputSchema>;

/** Body of `PATCH /api/v1/endpoints/NAME`: what it is told, its address and secrets as they are. What is left out stays as it is. */
export const endpointFilterInputSchema = z.strictObject({
  by,
  pairs: pairs.optional(),
  severities: severitiesSchema.optional(),
  kinds: messageKindsSchema.optional(),
});
export type EndpointFilterInput = z.infer<typeof endpointFilterInputSchema>;
