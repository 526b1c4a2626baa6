import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmailChannel } from './endpoint.ts';
import { explain } from './failure.ts';
import { sendEmail } from './smtp.ts';
import { type Authority, makeAuthority } from './testing/certificates.ts';
import { eventually } from './testing/eventually.ts';
import { startRawServer } from './testing/raw-server.ts';
import { type SmtpServerOptions, startSmtpServer } from './testing/smtp-server.ts';
import { untilTestEnds } from './testing/until-test-ends.ts';
import type { TryResult } from './try-result.ts';

let authority: Authority;
beforeAll(() => {
  authority = makeAuthority();
});
afterAll(() => authority.remove());

const server = (options?: SmtpServerOptions) => untilTestEnds(startSmtpServer(options));

const channelTo = (port: number, more: Partial<EmailChannel> = {}): EmailChannel => ({
  kind: 'email',
  host: '127.0.0.1',
  port,
  security: 'none',
  user: null,
  password: null,
  from: 'Pairwatch <watch@example.net>',
  to: ['ops@example.net', 'night@example.net'],
  tls: { ca: null },
  allow: ['127.0.0.0/8'],
  ...more,
});

const WRITTEN_AT = Date.UTC(2026, 0, 5, 12, 0, 0);

function mail(
  channel: EmailChannel,
  signal = new AbortController().signal,
  resolve?: LookupFunction,
): Promise<TryResult> {
  const email = {
    webhookId: 'msg_1',
    from: channel.from,
    to: channel.to,
    subject: 'office is degraded',
    text: 'dhcp-b answers alone.\n.\n',
    html: '<p>dhcp-b answers alone.</p>',
    headers: { References: '<incident-7@example.net>' },
    writtenAt: WRITTEN_AT,
  };
  return sendEmail(channel, email, signal, resolve);
}

describe('sendEmail', () => {
  it('hands the mail over, with an id that is the same at each try', async () => {
    const { port, received } = await server();
    const channel = channelTo(port);
    expect(await mail(channel)).toEqual({
      status: 250,
      answer: '250 2.0.0 Queued',
      error: null,
      retryAfterMs: null,
      isFinal: false,
      disablesEndpoint: null,
    });
    await mail(channel);
    expect(received).toHaveLength(2);
    expect(received[0]?.envelope).toEqual([
      'MAIL FROM:<watch@example.net>',
      'RCPT TO:<ops@example.net>',
      'RCPT TO:<night@example.net>',
    ]);
    for (const { text } of received) {
      expect(text).toContain('Message-ID: <msg_1@example.net>');
      expect(text).toContain('Date: Mon, 05 Jan 2026 12:00:00 +0000');
      expect(text).toContain('Subject: office is degraded');
      expect(text).toContain('References: <incident-7@example.net>');
      expect(text).toContain('dhcp-b answers alone.');
    }
  });

  it.each(['starttls', 'tls'] as const)(
    'by %s, trusts the authority of the settings and logs in',
    async (security) => {
      const identity = authority.issue('IP:127.0.0.1');
      const { port, received } = await server({
        identity,
        immediate: security === 'tls',
        login: 'watch:secret',
      });
      const channel = channelTo(port, {
        security,
        user: 'watch',
        password: 'secret',
        tls: { ca: authority.ca },
      });
      expect(await mail(channel)).toMatchObject({ status: 250, error: null });
      expect(received).toMatchObject([{ isEncrypted: true }]);
    },
  );

  it.each(['starttls', 'tls'] as const)(
    'by %s, tells nothing to a server whose certificate is not trusted',
    async (security) => {
      const other = await server({
        identity: authority.issue('DNS:other.test'),
        immediate: security === 'tls',
        login: 'a:b',
      });
      const channel = channelTo(other.port, { security, user: 'watch', password: 'secret' });
      expect((await mail(channel)).error).toContain('put the certificate of that authority into tls.ca');
      expect((await mail({ ...channel, tls: { ca: authority.ca } })).error).toBe(
        'its certificate is for DNS:other.test, not for 127.0.0.1',
      );
      expect(other.commands.filter((line) => !/^(EHLO|STARTTLS)/.test(line))).toEqual([]);
    },
  );

  it('with starttls, sends nothing unencrypted to a server that offers none', async () => {
    const { port, received, commands } = await server({ replies: { STARTTLS: '502 5.5.1 What?' } });
    const result = await mail(channelTo(port, { security: 'starttls', user: 'watch', password: 'secret' }));
    expect(result).toMatchObject({ status: 502, isFinal: false });
    expect(result.error).toContain('STARTTLS was refused: 502 5.5.1 What?; security: starttls needs');
    expect(received).toHaveLength(0);
    expect(commands.some((line) => line.startsWith('AUTH'))).toBe(false);
  });

  it('with none, stays unencrypted though STARTTLS is offered', async () => {
    const { port, received } = await server({ identity: authority.issue('DNS:other.test') });
    expect(await mail(channelTo(port))).toMatchObject({ error: null });
    expect(received).toMatchObject([{ isEncrypted: false }]);
  });

  it('says that the login was refused, and tries again: passwords are mended', async () => {
    const { port } = await server({ login: 'watch:other' });
    const result = await mail(channelTo(port, { user: 'watch', password: 'secret' }));
    expect(result).toMatchObject({ status: 535, isFinal: false });
    expect(result.error).toMatch(
      /^the login was refused: 535 5\.7\.8 Bad credentials; check user and password$/,
    );
  });

  it('tells nothing to a server that wants no login though there is one', async () => {
    const { port, received } = await server();
    expect((await mail(channelTo(port, { user: 'watch', password: 'secret' }))).error).toContain(
      'the login was refused',
    );
    expect(received).toHaveLength(0);
  });

  it.each([
    ['MAIL', '451 4.3.0 Later', false],
    ['MAIL', '550 5.7.1 Not from you', true],
    ['RCPT', '450 4.2.1 Greylisted', false],
    ['RCPT', '550 5.1.1 No such user', true],
    ['DATA', '554 5.5.1 No', true],
    ['message', '452 4.3.1 Full', false],
    ['message', '552 5.3.4 Too big', true],
    ['greeting', '554 5.3.2 Not now', false],
    ['EHLO', '421 4.3.2 Shutting down', false],
  ])('takes %s answered by "%s" as final: %s', async (command, reply, isFinal) => {
    const { port, received } = await server({ replies: { [command]: reply } });
    expect(await mail(channelTo(port))).toMatchObject({
      status: Number.parseInt(reply, 10),
      answer: reply,
      error: `answered ${reply}`,
      isFinal,
    });
    expect(received).toHaveLength(0);
  });

  it('is delivered when some recipients have it, and tells which were refused', async () => {
    const { port, received } = await server({ replies: { 'RCPT TO:<NIGHT': '550 5.1.1 No such user' } });
    expect(await mail(channelTo(port))).toMatchObject({
      status: 250,
      answer: '250 2.0.0 Queued\nnight@example.net was refused: 550 5.1.1 No such user',
      error: null,
    });
    expect(received).toHaveLength(1);
  });

  it('goes to permitted addresses only', async () => {
    const { port, commands } = await server();
    const words = (host: string) => mail(channelTo(port, { host, allow: [] })).then(() => null, explain);
    expect(await words('127.0.0.1')).toContain('127.0.0.1 is a loopback address');
    expect(await words('localhost')).toContain('localhost is ');
    expect(await words('0x7f.1')).toMatch(
      /127\.0\.0\.1, a loopback address|is not known|no name server answered/,
    );
    expect(commands).toEqual([]);
  });

  it('says that nothing listens', async () => {
    const gone = await startSmtpServer();
    await gone.close();
    await expect(mail(channelTo(gone.port)).catch(explain)).resolves.toBe(
      `connection refused by 127.0.0.1:${gone.port}: nothing listens there`,
    );
  });

  it('says that the connection was closed or reset, at whatever moment', async () => {
    for (const end of ['destroy', 'resetAndDestroy'] as const) {
      const rude = await untilTestEnds(startRawServer((socket) => void socket[end]()));
      const { error } = await mail(channelTo(rude.port)).catch((failure) => ({ error: explain(failure) }));
      expect(error).toMatch(/closed/i);
    }
    const leaving = await untilTestEnds(
      startRawServer((socket) => {
        socket.write('220 mail.example.test ESMTP\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      }),
    );
    expect((await mail(channelTo(leaving.port))).error).toMatch(/closed/i);
  });

  it('ends with its time and leaves no connection', async () => {
    const stuck = await untilTestEnds(startRawServer(() => {}));
    const over = new Error('no answer within 15 s');
    const beginning = new AbortController();
    const waiting = mail(channelTo(stuck.port), beginning.signal);
    await eventually(() => expect(stuck.sockets.size).toBe(1));
    beginning.abort(over);
    await expect(waiting).rejects.toThrow();
    await eventually(() => expect(stuck.sockets.size).toBe(0));
  });

  it('ends with its time while the name is looked up', async () => {
    const ending = new AbortController();
    const waiting = mail(channelTo(1, { host: 'mail.example.test' }), ending.signal, () => ending.abort());
    await expect(waiting).rejects.toThrow();
  });
});
