import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { type AddressGuard, createAddressGuard } from './address-guard.ts';
import type { HttpChannel, TlsOptions } from './endpoint.ts';
import { beginningOf } from './excerpt.ts';

export type HttpTarget = Pick<HttpChannel, 'url' | 'tls' | 'proxy' | 'allow'>;

export type HttpQuestion = {
  method: 'GET' | 'POST';
  /** Of a name that is there twice, in whatever case, the last one counts. */
  headers: Readonly<Record<string, string>>;
  body?: string;
};

export type HttpAnswer = {
  status: number;
  retryAfter: string | null;
  location: string | null;
  /** How its body begins. */
  excerpt: string;
};

/**
 * One request on a connection of its own, to permitted addresses only, redirects not followed. Gives the answer once its
 * headers are complete: however its body ends, or does not until `signal` is aborted, the status is the answer. Rejects
 * when none came, with the error of whatever failed; `explain` of ./failure.ts puts it into words.
 */
export async function ask(
  target: HttpTarget,
  { method, headers, body }: HttpQuestion,
  signal: AbortSignal,
  resolve?: LookupFunction,
): Promise<HttpAnswer> {
  const url = new URL(target.url);
  const dispatcher = connectionTo(url, target, signal, createAddressGuard(target.allow, resolve));
  try {
    const answer = await request(url, {
      dispatcher,
      method,
      headers: lowerCased(headers),
      body: body ?? null,
      signal,
      reset: true,
      // The signal limits the whole; limits of the parts would only tell the same in other words.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return {
      status: answer.statusCode,
      retryAfter: single(answer.headers['retry-after']),
      location: single(answer.headers.location),
      excerpt: await beginningOf(answer.body),
    };
  } finally {
    // Whatever is still open has given all that is wanted of it: nobody waits for its end.
    void dispatcher.destroy();
  }
}

/** How long one address of a name may take before the next is tried: a TCP handshake repeats its first packet after 1 s. */
export const NEXT_ADDRESS_AFTER_MS = 2_500;

function connectionTo(
  url: URL,
  { tls, proxy }: HttpTarget,
  signal: AbortSignal,
  guard: AddressGuard,
): Dispatcher {
  guard.checkHost(url.hostname);
  const timing = { signal, timeout: 0, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS };
  const guarded = { ...timing, ...trusting(tls.ca), lookup: guard.lookup };
  const identity = { ...(tls.cert && { cert: tls.cert }), ...(tls.key && { key: tls.key }) };
  if (proxy === null) return new Agent({ connect: { ...guarded, ...identity } });
  guard.checkHost(new URL(proxy).hostname);
  return new ProxyAgent({
    uri: proxy,
    // What is not encrypted goes to the proxy as it is: many proxies open tunnels to TLS ports only.
    proxyTunnel: false,
    proxyTls: guarded,
    requestTls: { ...timing, ...trusting(tls.ca), ...identity },
  });
}

/** Options that verify a certificate, whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
export function trusting(ca: TlsOptions['ca']) {
  return { rejectUnauthorized: true, ...(ca && { ca: [...rootCertificates, ca] }) };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
