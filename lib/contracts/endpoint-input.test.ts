import { describe, expect, test } from 'vitest';
import { endpointFilterInputSchema, endpointInputSchema } from './endpoint-input.ts';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
const TLS_KEY = '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----';
const ENCRYPTED_KEY = TLS_KEY.replaceAll('EC', 'ENCRYPTED');
const GOOD = { kind: 'standard', name: 'ops', by: 'ann', url: 'https://x', secrets: [SECRET] };

const mistakesOf = (body: object) =>
  endpointInputSchema.safeParse(body).error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('what makes an endpoint', () => {
  test('has its defaults filled in', () => {
    expect(endpointInputSchema.parse(GOOD)).toEqual({
      ...GOOD,
      pairs: null,
      severities: ['warning', 'critical'],
      kinds: ['incident', 'alert'],
      headers: {},
      allow: [],
      tls: {},
    });
  });

  test.each([
    [{ ...GOOD, kind: 'irc' }, 'kind', /^one of the kinds standard, slack/],
    [{ ...GOOD, by: ' ' }, 'by', /^who does this$/],
    [{ ...GOOD, name: 'Ops' }, 'name', /^a name of small letters/],
    [{ ...GOOD, url: 'https://u:p@x' }, 'url', /without user:password@/],
    [{ ...GOOD, url: 'file:///etc/passwd' }, 'url', /^a complete http:\/\/ or https:\/\/ address/],
    [{ ...GOOD, secrets: [] }, 'secrets', /^a Standard Webhooks secret/],
    [{ ...GOOD, secrets: [Buffer.alloc(23).toString('base64')] }, 'secrets.0', /^a Standard Webhooks secret/],
    [{ ...GOOD, secrets: [Buffer.alloc(65).toString('base64')] }, 'secrets.0', /^a Standard Webhooks secret/],
    [{ ...GOOD, pairs: [] }, 'pairs', /^a list of pairs, or nothing/],
    [{ ...GOOD, severities: ['fatal'] }, 'severities.0', /^info, warning or critical$/],
    [{ ...GOOD, allow: ['10.0.0.0/8', 'lan'] }, 'allow.1', /^a network such as 10\.0\.0\.0\/8/],
    [{ ...GOOD, headers: { 'X-A': 'a\r\nb' } }, 'headers.X-A', /^the value of a header: one line/],
    [{ ...GOOD, tls: { key: TLS_KEY } }, 'tls', /^both tls\.cert and tls\.key/],
    [{ ...GOOD, tls: { ca: CERTIFICATE, cert: 'x', key: TLS_KEY } }, 'tls.cert', /^one or more certificates/],
    [{ ...GOOD, tls: { cert: CERTIFICATE, key: ENCRYPTED_KEY } }, 'tls.key', /without a passphrase/],
    [{ ...GOOD, proxy: 'proxy:3128' }, 'proxy', /^the http:\/\/ or https:\/\/ address of a proxy/],
  ])('is refused with a mistake: %j', (body, path, message) => {
    expect(mistakesOf(body)).toEqual([[path, expect.stringMatching(message)]]);
  });
});

test('a change of what an endpoint is told of leaves out what stays', () => {
  expect(endpointFilterInputSchema.parse({ by: 'ann', pairs: null })).toEqual({ by: 'ann', pairs: null });
  expect(endpointFilterInputSchema.safeParse({ by: 'ann', url: 'https://x' }).success).toBe(false);
});
