import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createSettingsFolder,
  ENV,
  HOOK_SECRET,
  PAIR,
  type SettingsFolder,
  settingsErrorOf,
} from './testing/settings-folder.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
const TLS_KEY = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
const ROUTING_KEY = 'R0123456789abcdefghijklmnopqrstu';
const OLD_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const SLACK_URL = 'https://hooks.example.com/services/T0/B0/token';
const SECRETS = {
  ...ENV,
  OLD_SECRET,
  ROUTING_KEY,
  SLACK_URL,
  TOKEN: 'Bearer t',
  PASSWORD: 'open sesame',
  PROXY: 'http://u:p@proxy:3128',
};

let files: SettingsFolder;
beforeAll(() => {
  files = createSettingsFolder();
  files.write('ca.pem', CERTIFICATE);
  files.write('client.pem', CERTIFICATE);
  files.write('client.key', TLS_KEY);
});
afterAll(() => files.remove());

const load = (yaml: string) => files.load(PAIR + yaml, SECRETS);
const problemsOf = (yaml: string) => files.problemsOf(PAIR + yaml, SECRETS);

const NO_TLS = { ca: null, cert: null, key: null };
const HTTP = {
  secrets: [],
  routingKey: null,
  template: null,
  headers: {},
  tls: NO_TLS,
  proxy: null,
  allow: [],
};
const FILTER = { pairs: null, severities: ['warning', 'critical'], kinds: ['incident', 'alert'] };

describe('endpoints', () => {
  test('without a kind are standard, and told of incidents and of alerts that matter', async () => {
    const { endpoints, warnings } = await load(
      'endpoints: [{ name: ops, url: "https://ops.example.net/x", secret: env:HOOK_SECRET }]',
    );
    const channel = { ...HTTP, kind: 'standard', url: 'https://ops.example.net/x', secrets: [HOOK_SECRET] };
    expect(endpoints).toEqual([{ name: 'ops', filter: FILTER, channel }]);
    expect(warnings).toEqual([]);
  });

  test('take everything that can be set', async () => {
    const { endpoints, warnings } = await load(`endpoints:
  - name: ops
    kind: standard
    url: http://ops.example.net/x
    secrets: [env:HOOK_SECRET, env:OLD_SECRET]
    headers: { Authorization: env:TOKEN, X-Team: net }
    pairs: [office]
    severities: [info]
    kinds: [every-alert, verdict]
    allow: [10.0.0.0/8, 127.0.0.1, fd00::/8, "::1"]
    tls: { ca: file:ca.pem, cert: file:client.pem, key: file:client.key }
    proxy: env:PROXY
`);
    expect(endpoints).toEqual([
      {
        name: 'ops',
        filter: { pairs: ['office'], severities: ['info'], kinds: ['every-alert', 'verdict'] },
        channel: {
          ...HTTP,
          kind: 'standard',
          url: 'http://ops.example.net/x',
          secrets: [HOOK_SECRET, OLD_SECRET],
          headers: { Authorization: 'Bearer t', 'X-Team': 'net' },
          allow: ['10.0.0.0/8', '127.0.0.1/32', 'fd00::/8', '::1/128'],
          tls: { ca: CERTIFICATE, cert: CERTIFICATE, key: TLS_KEY },
          proxy: SECRETS.PROXY,
        },
      },
    ]);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['kind: slack, url: env:SLACK_URL', { ...HTTP, kind: 'slack', url: SLACK_URL }],
    ['kind: teams, url: env:SLACK_URL', { ...HTTP, kind: 'teams', url: SLACK_URL }],
    ['kind: alertmanager, url: "https://am"', { ...HTTP, kind: 'alertmanager', url: 'https://am' }],
    [
      'kind: pagerduty, routing-key: env:ROUTING_KEY',
      { ...HTTP, kind: 'pagerduty', url: 'https://events.pagerduty.com/v2/enqueue', routingKey: ROUTING_KEY },
    ],
    [
      'kind: pagerduty, routing-key: env:ROUTING_KEY, url: "https://events.eu.pagerduty.com/v2/enqueue"',
      {
        ...HTTP,
        kind: 'pagerduty',
        url: 'https://events.eu.pagerduty.com/v2/enqueue',
        routingKey: ROUTING_KEY,
      },
    ],
    [
      `kind: template, url: "https://t", template: { body: '{"text": "{{type}}"}' }`,
      {
        ...HTTP,
        kind: 'template',
        url: 'https://t',
        template: { contentType: 'application/json', body: '{"text": "{{type}}"}' },
      },
    ],
    [
      'kind: email, smtp: { host: mail }, from: a@b, to: [c@d]',
      {
        kind: 'email',
        host: 'mail',
        port: 587,
        security: 'starttls',
        user: null,
        password: null,
        from: 'a@b',
        to: ['c@d'],
        tls: { ca: null },
        allow: [],
      },
    ],
    [
      'kind: email, smtp: { host: "fd00::1", security: tls, user: u, password: env:PASSWORD, ca: file:ca.pem }, from: Pairwatch <a@b.example>, to: [c@d, e@f], allow: ["fd00::/8"]',
      {
        kind: 'email',
        host: 'fd00::1',
        port: 465,
        security: 'tls',
        user: 'u',
        password: 'open sesame',
        from: 'Pairwatch <a@b.example>',
        to: ['c@d', 'e@f'],
        tls: { ca: CERTIFICATE },
        allow: ['fd00::/8'],
      },
    ],
  ])('of each kind: %s', async (entry, channel) => {
    const { endpoints, warnings } = await load(`endpoints: [{ name: x, ${entry} }]`);
    expect(endpoints.map((endpoint) => endpoint.channel)).toEqual([channel]);
    expect(warnings).toEqual([]);
  });

  test('and heartbeats', async () => {
    const { heartbeats } = await load(`heartbeats:
  - { name: watchdog, url: env:SLACK_URL }
  - { name: inner, url: "http://10.0.0.1/ping", every: 30s, headers: { Authorization: env:TOKEN }, allow: [10.0.0.1] }
`);
    const defaults = { headers: {}, tls: NO_TLS, proxy: null, allow: [] };
    expect(heartbeats).toEqual([
      { ...defaults, name: 'watchdog', url: SLACK_URL, everyMs: 300_000 },
      {
        ...defaults,
        name: 'inner',
        url: 'http://10.0.0.1/ping',
        everyMs: 30_000,
        headers: { Authorization: 'Bearer t' },
        allow: ['10.0.0.1/32'],
      },
    ]);
  });
});

describe('warnings', () => {
  const STANDARD = 'secret: env:HOOK_SECRET';

  test.each([
    ['a literal secret', `url: "https://x", secret: ${HOOK_SECRET}`, 'endpoints[0].secret'],
    ['a literal Slack address', `kind: slack, url: "${SLACK_URL}"`, 'endpoints[0].url'],
    ['a literal address with a query', `url: "https://x/?token=t", ${STANDARD}`, 'endpoints[0].url'],
    [
      'a literal Authorization',
      `url: "https://x", ${STANDARD}, headers: { authorization: t, X-Team: net }`,
      'endpoints[0].headers.authorization',
    ],
    ['a literal routing key', `kind: pagerduty, routing-key: ${ROUTING_KEY}`, 'endpoints[0].routing-key'],
    [
      'a proxy with a password',
      `url: "https://x", ${STANDARD}, proxy: "http://u:p@proxy"`,
      'endpoints[0].proxy',
    ],
    ['http to the public', `url: "http://ops.example.net", ${STANDARD}`, 'endpoints[0].url'],
    [
      'http to a public address beside an inner network',
      `url: "http://8.8.8.8", ${STANDARD}, allow: [10.0.0.0/8]`,
      'endpoints[0].url',
    ],
    ['an inner address that is not allowed', `url: "https://10.1.2.3", ${STANDARD}`, 'endpoints[0].url'],
    [
      'an inner address outside of what is allowed',
      `url: "https://[fd00::1]/x", ${STANDARD}, allow: [10.0.0.0/8]`,
      'endpoints[0].url',
    ],
    [
      'a mail server that is not allowed',
      'kind: email, smtp: { host: 127.0.0.1 }, from: a@b, to: [a@b]',
      'endpoints[0].smtp.host',
    ],
    [
      'a password in the clear',
      'kind: email, smtp: { host: m, security: none, user: u, password: env:PASSWORD }, from: a@b, to: [a@b], allow: [10.0.0.0/8]',
      'endpoints[0].smtp.security',
    ],
    [
      'public mail in the clear',
      'kind: email, smtp: { host: m, security: none }, from: a@b, to: [a@b]',
      'endpoints[0].smtp.security',
    ],
  ])('%s', async (_, entry, path) => {
    const { warnings } = await load(`endpoints: [{ name: x, ${entry} }]`);
    expect(warnings.map((warning) => warning.path)).toEqual([path]);
    expect(JSON.stringify(warnings)).not.toMatch(/whsec_|token|u:p@|R0123/);
  });

  test.each([
    `url: "http://10.1.2.3", ${STANDARD}, allow: [10.0.0.0/8]`,
    `url: "http://ops.inner", ${STANDARD}, allow: [10.0.0.0/8]`,
    `url: "https://10.1.2.3", ${STANDARD}, proxy: "http://proxy:3128"`,
    'kind: email, smtp: { host: relay, security: none }, from: a@b, to: [a@b], allow: [10.0.0.0/8]',
  ])('none of %s', async (entry) => {
    expect((await load(`endpoints: [{ name: x, ${entry} }]`)).warnings).toEqual([]);
  });
});

describe('mistakes', () => {
  const MORE = 'name: x, url: "https://x", secret: env:HOOK_SECRET';
  const MAIL = 'name: x, kind: email, from: a@b, to: [a@b]';

  test.each([
    ['webhooks', 'webhooks: []', 'webhooks', 'the key webhooks, which is no more'],
    ['no list', 'endpoints: ops', 'endpoints', '"ops"'],
    ['a text', 'endpoints: [ops]', 'endpoints[0]', '"ops"'],
    ['an unknown kind', `endpoints: [{ ${MORE}, kind: slak }]`, 'endpoints[0].kind', '"slak"'],
    ['a name twice', `endpoints: [{ ${MORE} }, { ${MORE} }]`, 'endpoints[1].name', '"x" a second time'],
    ['no url', 'endpoints: [{ name: x, secret: env:HOOK_SECRET }]', 'endpoints[0].url', 'nothing'],
    [
      'a url that is none',
      'endpoints: [{ name: x, kind: slack, url: ops.example.net }]',
      'endpoints[0].url',
      'a text of length 15, which is no such address',
    ],
    [
      'a password in a url',
      'endpoints: [{ name: x, kind: slack, url: "https://u:pass@x" }]',
      'endpoints[0].url',
      'a text of length 16, which is no such address',
    ],
    ['no secret', 'endpoints: [{ name: x, url: "https://x" }]', 'endpoints[0]', 'neither secret nor secrets'],
    [
      'a secret and secrets',
      `endpoints: [{ ${MORE}, secrets: [env:OLD_SECRET] }]`,
      'endpoints[0]',
      'both secret and secrets',
    ],
    [
      'too many secrets',
      'endpoints: [{ name: x, url: "https://x", secrets: [env:OLD_SECRET, env:OLD_SECRET, env:OLD_SECRET, env:OLD_SECRET] }]',
      'endpoints[0].secrets',
      'a list',
    ],
    [
      'a secret that is too short',
      'endpoints: [{ name: x, url: "https://x", secret: whsec_YWJj }]',
      'endpoints[0].secret',
      'a text of length 10, which is not base64 of 24 to 64 bytes',
    ],
    [
      'a secret of plain text',
      'endpoints: [{ name: x, url: "https://x", secrets: [a plain text of many letters] }]',
      'endpoints[0].secrets[0]',
      'a text of length 28, which is not base64 of 24 to 64 bytes',
    ],
    [
      'a key of another kind',
      'endpoints: [{ name: x, kind: slack, url: "https://x", routing-key: env:ROUTING_KEY }]',
      'endpoints[0].routing-key',
      'the unknown key "routing-key"',
    ],
    [
      'a routing key that is none',
      'endpoints: [{ name: x, kind: pagerduty, routing-key: env:TOKEN }]',
      'endpoints[0].routing-key',
      'the environment variable TOKEN, which is not 32 letters and digits',
    ],
    [
      'a template without a body',
      'endpoints: [{ name: x, kind: template, url: "https://x", template: { content-type: text/plain } }]',
      'endpoints[0].template.body',
      'nothing',
    ],
    [
      'a template that is not closed',
      'endpoints: [{ name: x, kind: template, url: "https://x", template: { body: "{{type" } }]',
      'endpoints[0].template.body',
      expect.stringContaining('line 1, column'),
    ],
    [
      'a header of our own',
      `endpoints: [{ ${MORE}, headers: { Content-Type: text/plain } }]`,
      'endpoints[0].headers.Content-Type',
      'the key "Content-Type"',
    ],
    [
      'a header of two lines',
      `endpoints: [{ ${MORE}, headers: { X-A: "a\\nb" } }]`,
      'endpoints[0].headers.X-A',
      'a text of length 3, which is no such value',
    ],
    [
      'a header that is no text',
      `endpoints: [{ ${MORE}, headers: { X-A: 12345 } }]`,
      'endpoints[0].headers.X-A',
      'a number of length 5',
    ],
    [
      'an unknown pair',
      `endpoints: [{ ${MORE}, pairs: [ofice] }]`,
      'endpoints[0].pairs[0]',
      '"ofice", which is no pair of this file',
    ],
    ['no pair', `endpoints: [{ ${MORE}, pairs: [] }]`, 'endpoints[0].pairs', 'an empty list'],
    [
      'an unknown severity',
      `endpoints: [{ ${MORE}, severities: [fatal] }]`,
      'endpoints[0].severities[0]',
      '"fatal"',
    ],
    [
      'an unknown kind of message',
      `endpoints: [{ ${MORE}, kinds: [all] }]`,
      'endpoints[0].kinds[0]',
      '"all"',
    ],
    [
      'a network that is none',
      `endpoints: [{ ${MORE}, allow: [10.0.0.0/33] }]`,
      'endpoints[0].allow[0]',
      '"10.0.0.0/33"',
    ],
    [
      'a certificate without its key',
      `endpoints: [{ ${MORE}, tls: { cert: file:client.pem } }]`,
      'endpoints[0].tls',
      'cert without key',
    ],
    [
      'a file that is no certificate',
      `endpoints: [{ ${MORE}, tls: { ca: file:client.key } }]`,
      'endpoints[0].tls.ca',
      'the file client.key, which is no certificate',
    ],
    [
      'a file that is no key',
      `endpoints: [{ ${MORE}, tls: { cert: file:client.pem, key: file:ca.pem } }]`,
      'endpoints[0].tls.key',
      'the file ca.pem, which is no such key',
    ],
    [
      'a proxy that is none',
      `endpoints: [{ ${MORE}, proxy: "socks5://proxy" }]`,
      'endpoints[0].proxy',
      'a text of length 14, which is no such address',
    ],
    ['no mail server', `endpoints: [{ ${MAIL} }]`, 'endpoints[0].smtp', 'nothing'],
    [
      'a mail server with its port',
      `endpoints: [{ ${MAIL}, smtp: { host: "mail:25" } }]`,
      'endpoints[0].smtp.host',
      '"mail:25"',
    ],
    [
      'an unknown security',
      `endpoints: [{ ${MAIL}, smtp: { host: m, security: ssl } }]`,
      'endpoints[0].smtp.security',
      '"ssl"',
    ],
    [
      'a user without password',
      `endpoints: [{ ${MAIL}, smtp: { host: m, user: u } }]`,
      'endpoints[0].smtp',
      'user without password',
    ],
    [
      'a password that is not set',
      `endpoints: [{ ${MAIL}, smtp: { host: m, user: u, password: env:NOT_SET } }]`,
      'endpoints[0].smtp.password',
      'the environment variable NOT_SET, which is not set',
    ],
    [
      'a sender that is none',
      'endpoints: [{ name: x, kind: email, smtp: { host: m }, from: Pairwatch, to: [a@b] }]',
      'endpoints[0].from',
      '"Pairwatch"',
    ],
    [
      'a recipient that is none',
      'endpoints: [{ name: x, kind: email, smtp: { host: m }, from: a@b, to: [noc] }]',
      'endpoints[0].to[0]',
      '"noc"',
    ],
    [
      'nobody to write to',
      'endpoints: [{ name: x, kind: email, smtp: { host: m }, from: a@b, to: [] }]',
      'endpoints[0].to',
      'an empty list',
    ],
    [
      'a heartbeat too often',
      'heartbeats: [{ name: x, url: "https://x", every: 5s }]',
      'heartbeats[0].every',
      '"5s"',
    ],
    [
      'a heartbeat name twice',
      'heartbeats: [{ name: x, url: "https://x" }, { name: x, url: "https://y" }]',
      'heartbeats[1].name',
      '"x" a second time',
    ],
    [
      'a heartbeat certificate without its key',
      'heartbeats: [{ name: x, url: "https://x", tls: { key: file:client.key } }]',
      'heartbeats[0].tls',
      'key without cert',
    ],
  ])('%s', async (_, yaml, path, found) => {
    const problems = await problemsOf(yaml);
    expect(problems.map(([, path, found]) => [path, found])).toEqual([[path, found]]);
  });

  test.each([
    ['webhooks: []', /^endpoints: with the same entries.*kinds: \[verdict\].*allow/],
    [`endpoints: [{ ${MORE}, pairs: [ofice] }]`, /^did you mean office\?$/],
    [`endpoints: [{ ${MORE}, hedaers: {} }]`, /^did you mean headers\?$/],
    [`endpoints: [{ ${MORE}, kind: pagerdutty }]`, /^one of standard, slack, teams, pagerduty,/],
    [
      'endpoints: [{ name: x, kind: slack, url: "https://x", secret: env:HOOK_SECRET }]',
      /^one of kind, name, pairs, .* url, headers, allow, tls, proxy$/,
    ],
    [`endpoints: [{ ${MAIL}, smtp: { host: m, pasword: x } }]`, /^did you mean password\?$/],
    ['endpoints: [{ name: x, kind: slack, url: "https://u:p@x" }]', /without user:password@ \(headers can/],
  ])('are told what to write instead: %s', async (yaml, expected) => {
    const problems = await problemsOf(yaml);
    expect(problems.map((problem) => problem[3])).toEqual([expect.stringMatching(expected)]);
  });

  test('never show what may be secret', async () => {
    const entries = [
      `{ name: a, kind: slack, url: "ftp://x/${SLACK_URL}" }`,
      `{ name: b, url: "https://x", secrets: ["${HOOK_SECRET}!"] }`,
      `{ name: c, url: "https://x", secret: env:HOOK_SECRET, headers: { Authorization: ["${SLACK_URL}"], X: "t\\n${SLACK_URL}" } }`,
      `{ name: d, kind: email, smtp: { host: m, user: u, password: ["${SLACK_URL}"] }, from: a@b, to: [a@b] }`,
    ];
    const error = await settingsErrorOf(
      load(`endpoints:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`),
    );
    const wrongYaml = await settingsErrorOf(load(`endpoints: [{ headers: { X-A: ${SLACK_URL}: x } ]`));
    expect(error.problems).toHaveLength(5);
    expect(JSON.stringify([error.problems, wrongYaml.problems])).not.toMatch(
      /hooks\.example|whsec_[A-Za-z0-9]/,
    );
  });
});

test('what the example file shows as comments is good, too', async () => {
  const path = fileURLToPath(new URL('../../pairwatch.example.yaml', import.meta.url));
  const block = /^( *)# (endpoints|heartbeats|maintenance|mute|rules|pool-rules):.*(\n\1# {2,}.*)*/gm;
  const yaml = readFileSync(path, 'utf8').replace(block, (text) => text.replaceAll(/^( *)# /gm, '$1'));
  const env = {
    ...ENV,
    OPS_TOKEN: 'Bearer t',
    SLACK_URL,
    TEAMS_URL: SLACK_URL,
    PAGERDUTY_KEY: ROUTING_KEY,
    SMTP_PASSWORD: 'open sesame',
    WATCHDOG_URL: SLACK_URL,
  };
  const { endpoints, heartbeats, alerts, maintenance, pairs, warnings } = await files.load(yaml, env);
  expect(endpoints.map(({ channel }) => channel.kind)).toEqual([
    'standard',
    'slack',
    'teams',
    'pagerduty',
    'alertmanager',
    'template',
    'email',
  ]);
  expect([heartbeats, maintenance, pairs[0]?.mutes].map((list) => list?.length)).toEqual([1, 2, 1]);
  expect(alerts.layers.map(({ rule, pair, pool }) => [rule, pair, pool])).toEqual([
    ['pair-not-healthy', null, null],
    ['pool-use-high', null, null],
    ['readings-differ', null, null],
    ['pair-not-healthy', 'office', null],
    ['pool-use-high', 'office', '10.0.1.50'],
  ]);
  expect(warnings).toEqual([]);
});
