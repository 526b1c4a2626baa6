import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import type { Endpoint } from './endpoint.ts';
import { send } from './send.ts';
import { endpointAt, SECRET } from './testing/endpoints.ts';
import { startRawServer } from './testing/raw-server.ts';
import { sampleOf } from './testing/sample-messages.ts';
import { startSmtpServer } from './testing/smtp-server.ts';
import { untilTestEnds } from './testing/until-test-ends.ts';

const NEWER_SECRET = `whsec_${Buffer.from('the one that replaces it, soon').toString('base64')}`;

const receiver = (...options: Parameters<typeof startWebhookReceiver>) =>
  untilTestEnds(startWebhookReceiver(...options));

const message = sampleOf('test');
const sendTo = (endpoint: Endpoint, signal = new AbortController().signal) =>
  send(endpoint, { due: { webhookId: 'msg_1', createdAt: 0 }, message, at: Date.now() }, signal);

function mailTo(port: number): Endpoint {
  const channel = {
    kind: 'email',
    host: '127.0.0.1',
    port,
    security: 'none',
    user: null,
    password: null,
    from: 'watch@example.net',
    to: ['ops@example.net'],
    tls: { ca: null },
    allow: ['127.0.0.0/8'],
  } as const;
  return { ...endpointAt(''), channel };
}

describe('what is sent', () => {
  it.each(['standard', 'template'] as const)(
    'of kind %s is verified by each of the secrets',
    async (kind) => {
      const hook = await receiver();
      const template = { contentType: 'text/plain', body: '{{data.sentence}}' };
      const secrets = [NEWER_SECRET, SECRET];
      expect(await sendTo(endpointAt(hook.url, { kind, secrets, template }))).toMatchObject({
        status: 204,
        error: null,
      });
      const { headers = {}, body = '' } = hook.received[0] ?? {};
      expect(headers).toMatchObject({
        'webhook-id': 'msg_1',
        'user-agent': 'Pairwatch-Webhook/1',
        'content-type': kind === 'template' ? 'text/plain' : 'application/json',
      });
      expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2);
      for (const secret of secrets) {
        // Node gives repeated headers as arrays; ours are single.
        const single = headers as Record<string, string>;
        const verify = (text: string) => new Webhook(secret).verify(text, single, { jsonParse: false });
        expect(() => verify(body)).not.toThrow();
        expect(() => verify(`${body} `)).toThrow();
      }
    },
  );

  it.each(['slack', 'teams', 'pagerduty', 'alertmanager'] as const)(
    'of kind %s is not signed',
    async (kind) => {
      const hook = await receiver();
      await sendTo(endpointAt(hook.url, { kind, routingKey: 'R'.repeat(32) }));
      expect(
        Object.keys(hook.received[0]?.headers ?? {}).filter((name) => name.startsWith('webhook-')),
      ).toEqual([]);
    },
  );

  it('has the headers of the settings, but those that say what it is', async () => {
    const hook = await receiver();
    const headers = { Authorization: 'Bearer of news', 'Content-Type': 'text/html', 'Webhook-Id': 'other' };
    await sendTo(endpointAt(hook.url, { headers }));
    expect(hook.received[0]?.headers).toMatchObject({
      authorization: 'Bearer of news',
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
    });
  });

  it('by mail is the message in a mail, as old as the message', async () => {
    const server = await untilTestEnds(startSmtpServer());
    expect(await sendTo(mailTo(server.port))).toMatchObject({
      status: 250,
      error: null,
    });
    expect(server.received[0]?.text).toContain('Message-ID: <msg_1@example.net>');
    expect(server.received[0]?.text).toContain('Date: Thu, 01 Jan 1970 00:00:00 +0000');
  });
});

describe('what came of it', () => {
  it.each([
    [400, {}, 'answered 400 Bad Request'],
    [299, {}, null],
    [599, {}, 'answered 599'],
    [304, {}, 'answered 304 Not Modified'],
    [
      302,
      { location: 'https://login.example.test/a/secret?and=more' },
      'points to https://login.example.test, which is not followed',
    ],
    [301, { location: '/hook/s3cr3t/' }, 'points to another path there'],
    [308, { location: 'http://[' }, 'points to no valid address'],
  ])('is told of a %i answer with %j', async (status, headers, words) => {
    const hook = await receiver((_, response) => response.writeHead(status, headers).end());
    const { error } = await sendTo(endpointAt(hook.url));
    if (words === null) expect(error).toBeNull();
    else expect(error).toContain(words);
    expect(error ?? '').not.toContain('s3cr3t');
    expect(error ?? '').not.toContain('and=more');
  });

  it('holds no secret, though the receiver answers with all it was sent', async () => {
    const hook = await receiver(({ path, headers, body }, response) =>
      response.writeHead(500).end(JSON.stringify({ path, headers, body })),
    );
    const channel = {
      kind: 'pagerduty',
      headers: { Authorization: 'Bearer of-news' },
      routingKey: 'R'.repeat(32),
      url: hook.url.replace('/hook', '/services/T0/B1?token=t0ken'),
    } as const;
    const result = await sendTo(endpointAt(channel.url, channel));
    expect(result.answer).toContain('[hidden]');
    for (const secret of ['of-news', 'R'.repeat(32), 'T0/B1', 't0ken']) {
      expect(JSON.stringify(result)).not.toContain(secret);
    }
  });

  it('is an error, not an exception, when the endpoint can not be used as it is set up', async () => {
    const usable = endpointAt('http://127.0.0.1:1/');
    const errors = [
      await sendTo(endpointAt('nonsense/s3cr3t')),
      await sendTo(endpointAt('ftp://127.0.0.1/s3cr3t')),
      await sendTo(endpointAt('http://127.0.0.1:1/s3cr3t', { allow: ['everything'] })),
      await sendTo(endpointAt('http://127.0.0.1:1/', { secrets: ['!'] })),
      await sendTo({ ...usable, channel: { ...usable.channel, allow: [] } }),
    ].map(({ error }) => error);
    expect(errors[2]).toBe('allow: everything is not a network such as 10.0.0.0/8');
    expect(errors[4]).toContain('add allow: [127.0.0.0/8] to its settings');
    for (const error of errors) {
      expect(error).toEqual(expect.stringMatching(/\w{3}/));
      expect(error).not.toContain('s3cr3t');
    }
  });

  it('is the reason of the end when it was ended, of whatever kind', async () => {
    const over = new Error('no answer within 15 s');
    const failure = { status: null, error: 'no answer within 15 s' };
    const posting = new AbortController();
    const mute = await receiver(() => posting.abort(over));
    expect(await sendTo(endpointAt(mute.url), posting.signal)).toMatchObject(failure);
    const mailing = new AbortController();
    const stuck = await untilTestEnds(startRawServer(() => setImmediate(() => mailing.abort(over))));
    expect(await sendTo(mailTo(stuck.port), mailing.signal)).toMatchObject(failure);
  });
});
