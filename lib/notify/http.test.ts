import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { explain } from './failure.ts';
import { ask, type HttpTarget, trusting } from './http.ts';
import { type Authority, makeAuthority } from './testing/certificates.ts';
import { eventually } from './testing/eventually.ts';
import { headersArrival } from './testing/headers-arrival.ts';
import { startProxy } from './testing/proxy.ts';
import { startRawServer } from './testing/raw-server.ts';
import { untilTestEnds } from './testing/until-test-ends.ts';

const NO_TLS = { ca: null, cert: null, key: null };
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

let authority: Authority;
beforeAll(() => {
  authority = makeAuthority();
});
afterAll(() => authority.remove());

function target(url: string, more: Partial<HttpTarget> = {}): HttpTarget {
  return { url, tls: NO_TLS, proxy: null, allow: LOOPBACK, ...more };
}

const QUESTION = { method: 'POST', headers: { 'X-Trace': '1', 'x-trace': '2' }, body: 'hello' } as const;
const unlimited = () => new AbortController().signal;

/** The reason in words why no answer came. */
async function failureOf(to: HttpTarget, signal = unlimited()): Promise<string> {
  return ask(to, QUESTION, signal).then(({ status }) => `answered ${status}`, explain);
}

describe('an answer', () => {
  it('is its status, its headers and how its body begins', async () => {
    const hook = await untilTestEnds(
      startWebhookReceiver((_, response) =>
        response.writeHead(503, { 'retry-after': '7', location: '/there' }).end('so\u0000rry\r\n'),
      ),
    );
    expect(await ask(target(hook.url), QUESTION, unlimited())).toEqual({
      status: 503,
      retryAfter: '7',
      location: '/there',
      excerpt: 'so rry \n',
    });
    expect(hook.received).toMatchObject([{ method: 'POST', path: '/hook', body: 'hello' }]);
    expect(hook.received[0]?.headers).toMatchObject({ 'x-trace': '2', connection: 'close' });
  });

  it('is not followed elsewhere', async () => {
    const elsewhere = await untilTestEnds(startWebhookReceiver());
    const hook = await untilTestEnds(
      startWebhookReceiver((_, response) => response.writeHead(307, { location: elsewhere.url }).end()),
    );
    expect(await ask(target(hook.url), QUESTION, unlimited())).toMatchObject({
      status: 307,
      location: elsewhere.url,
    });
    expect(elsewhere.received).toHaveLength(0);
  });

  it('is read no further than 2 KB, and the connection ended there', async () => {
    const server = await untilTestEnds(
      startRawServer((socket) => {
        socket.once('data', () => {
          socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\nx${'é'.repeat(3_000)}`);
        });
      }),
    );
    const { excerpt } = await ask(target(`http://127.0.0.1:${server.port}/`), QUESTION, unlimited());
    expect(excerpt).toBe(`x${'é'.repeat(1_023)}`);
    await eventually(() => expect(server.sockets.size).toBe(0));
  });

  it('counts when the connection breaks after its headers', async () => {
    const server = await untilTestEnds(
      startRawServer((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhal'));
      }),
    );
    expect(await ask(target(`http://127.0.0.1:${server.port}/`), QUESTION, unlimited())).toMatchObject({
      status: 200,
      excerpt: 'hal',
    });
  });

  it('counts when its body trickles until the time is over', async () => {
    const server = await untilTestEnds(
      startRawServer((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n');
        });
      }),
    );
    const ending = new AbortController();
    const arrival = headersArrival();
    const answer = ask(target(`http://127.0.0.1:${server.port}/`), QUESTION, ending.signal);
    await arrival;
    ending.abort();
    expect(await answer).toMatchObject({ status: 202 });
    await eventually(() => expect(server.sockets.size).toBe(0));
  });
});

describe('no answer', () => {
  const raw = async (serve: (socket: Socket) => void) => {
    const server = await untilTestEnds(startRawServer(serve));
    return `127.0.0.1:${server.port}`;
  };

  it('because nothing listens', async () => {
    const gone = await startWebhookReceiver();
    await gone.close();
    expect(await failureOf(target(gone.url))).toBe(
      `connection refused by 127.0.0.1:${gone.port}: nothing listens there`,
    );
  });

  it('because the name is not known', async () => {
    expect(await failureOf(target('http://no-such-name.invalid/'))).toMatch(
      /^(the name no-such-name\.invalid is not known|no name server answered for no-such-name\.invalid)/,
    );
  });

  it('because the connection is closed, before anything or in the middle of the headers', async () => {
    const closed = 'the connection was closed before an answer came';
    expect(await failureOf(target(`http://${await raw((socket) => socket.destroy())}/`))).toBe(closed);
    const half = await raw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-'));
    });
    expect(await failureOf(target(`http://${half}/`))).toBe(closed);
  });

  it('because what answers is no HTTP server, or no TLS server', async () => {
    const smtp = await raw((socket) => socket.write('220 mail.example.net ESMTP\r\n'));
    expect(await failureOf(target(`http://${smtp}/`))).toContain('does not speak HTTP');
    expect(await failureOf(target(`https://${smtp}/`))).toContain('does not speak TLS');
  });

  it.each(['connecting', 'waiting'])('because time is over while %s', async (phase) => {
    const ending = new AbortController();
    const silent = await raw((socket) => {
      socket.once('data', () => ending.abort(new Error('no answer within 15 s')));
    });
    expect(
      await failureOf(target(`${phase === 'waiting' ? 'http' : 'https'}://${silent}/`), ending.signal),
    ).toBe('no answer within 15 s');
  });

  it.each([
    ['http://127.0.0.1:1/', '127.0.0.1 is a loopback address'],
    ['http://[::1]:1/', '::1 is a loopback address'],
    ['http://localhost:1/', 'localhost is '],
    ['http://2130706433:1/', '127.0.0.1 is a loopback address'],
    ['https://169.254.169.254/latest/', '169.254.169.254 is an address where a cloud gives out credentials'],
  ])('because %s may not be connected to', async (url, words) => {
    expect(await failureOf(target(url, { allow: [] }))).toContain(words);
  });
});

describe('over TLS', () => {
  const secure = async (names = 'DNS:localhost,IP:127.0.0.1', days = 1) => {
    const hook = await untilTestEnds(startWebhookReceiver(undefined, authority.issue(names, days)));
    return hook.url;
  };
  const trusted = () => ({ tls: { ...NO_TLS, ca: authority.ca } });

  it('the authority of the settings is trusted, besides the public ones, for an address as for a name', async () => {
    const url = await secure();
    expect(await failureOf(target(url, trusted()))).toBe('answered 204');
    expect(await failureOf(target(url.replace('127.0.0.1', 'localhost'), trusted()))).toBe('answered 204');
  });

  it('no other is, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await failureOf(target(await secure()))).toContain(
      'put the certificate of that authority into tls.ca',
    );
  });

  it('a certificate is refused that is for another name, or has expired', async () => {
    expect(await failureOf(target(await secure('DNS:other.example'), trusted()))).toBe(
      'its certificate is for DNS:other.example, not for 127.0.0.1',
    );
    expect(await failureOf(target(await secure('IP:127.0.0.1', -1), trusted()))).toBe(
      'its certificate has expired',
    );
  });

  it('public authorities stay trusted beside that of the settings', () => {
    expect(trusting(authority.ca).ca).toEqual([...rootCertificates, authority.ca]);
  });

  it('a client certificate is shown where there is one, through a proxy too', async () => {
    const demanding = {
      ...authority.issue('IP:127.0.0.1,DNS:hooks.example.test'),
      ca: authority.ca,
      requestCert: true,
    };
    const hook = await untilTestEnds(startWebhookReceiver(undefined, demanding));
    const proxy = await untilTestEnds(startProxy());
    const through = {
      proxy: `http://127.0.0.1:${proxy.port}`,
      tls: { ca: authority.ca, ...authority.issue('DNS:us') },
    };
    expect(await failureOf(target(hook.url, { tls: through.tls }))).toBe('answered 204');
    expect(await failureOf(target(hook.url.replace('127.0.0.1', 'hooks.example.test'), through))).toBe(
      'answered 204',
    );
    expect(await failureOf(target(hook.url, trusted()))).toContain('the connection was closed');
    expect(hook.received).toHaveLength(2);
  });

  it('what is no certificate is told', async () => {
    const url = await secure();
    const { cert } = authority.issue('DNS:one');
    const { key } = authority.issue('DNS:two');
    expect(await failureOf(target(url, { tls: { ...NO_TLS, cert: 'none', key: 'none' } }))).toContain(
      'not a PEM',
    );
    expect(await failureOf(target(url, { tls: { ca: null, cert, key } }))).toBe(
      'tls.key does not belong to tls.cert',
    );
  });
});

describe('through a proxy', () => {
  it('a plain request goes as it is, and the proxy resolves the name', async () => {
    const proxy = await untilTestEnds(startProxy());
    const hook = await untilTestEnds(startWebhookReceiver());
    const url = `http://hooks.example.test:${hook.port}/hook`;
    expect(await failureOf(target(url, { proxy: `http://127.0.0.1:${proxy.port}` }))).toBe('answered 204');
    expect(proxy.asked).toEqual([`POST ${url}`]);
    expect(hook.received).toMatchObject([{ body: 'hello' }]);
  });

  it.each(['http', 'https'])(
    'TLS goes through a tunnel of an %s:// proxy, and is verified within',
    async (scheme) => {
      const identity = authority.issue('DNS:localhost');
      const proxy = await untilTestEnds(startProxy(scheme === 'https' ? { identity } : {}));
      const hook = await untilTestEnds(
        startWebhookReceiver(undefined, authority.issue('DNS:hooks.example.test')),
      );
      const through = { proxy: `${scheme}://localhost:${proxy.port}`, tls: { ...NO_TLS, ca: authority.ca } };
      const url = (name: string) => `https://${name}:${hook.port}/hook`;
      expect(await failureOf(target(url('hooks.example.test'), through))).toBe('answered 204');
      expect(await failureOf(target(url('other.example.test'), through))).toBe(
        'its certificate is for DNS:hooks.example.test, not for other.example.test',
      );
      expect(proxy.asked).toEqual([
        `CONNECT hooks.example.test:${hook.port}`,
        `CONNECT other.example.test:${hook.port}`,
      ]);
      expect(hook.received).toHaveLength(1);
    },
  );

  it('its password is sent, and its refusal told', async () => {
    const authorization = `Basic ${Buffer.from('watch:secret').toString('base64')}`;
    const proxy = await untilTestEnds(startProxy({ authorization }));
    const hook = await untilTestEnds(
      startWebhookReceiver(undefined, authority.issue('DNS:hooks.example.test')),
    );
    const tls = { ...NO_TLS, ca: authority.ca };
    const url = `https://hooks.example.test:${hook.port}/`;
    expect(await failureOf(target(url, { tls, proxy: `http://watch:secret@127.0.0.1:${proxy.port}` }))).toBe(
      'answered 204',
    );
    expect(await failureOf(target(url, { tls, proxy: `http://127.0.0.1:${proxy.port}` }))).toBe(
      'the proxy answered 407 instead of opening a tunnel',
    );
  });

  it('that is down, the proxy is named', async () => {
    const proxy = await startProxy();
    await proxy.close();
    expect(
      await failureOf(target('https://hooks.example.test/', { proxy: `http://127.0.0.1:${proxy.port}` })),
    ).toBe(`connection refused by 127.0.0.1:${proxy.port}: nothing listens there`);
  });

  it('neither the proxy nor an address behind it is exempt from the guard', async () => {
    const proxy = await untilTestEnds(startProxy());
    const at = (host: string) => `http://${host}:${proxy.port}`;
    const url = 'https://hooks.example.test/';
    expect(await failureOf(target(url, { proxy: at('127.0.0.1'), allow: [] }))).toContain(
      '127.0.0.1 is a loopback',
    );
    expect(await failureOf(target(url, { proxy: at('localhost'), allow: [] }))).toContain('localhost is ');
    expect(await failureOf(target('https://10.0.0.1/', { proxy: at('127.0.0.1') }))).toContain(
      '10.0.0.1 is a private',
    );
    expect(proxy.asked).toEqual([]);
  });
});
