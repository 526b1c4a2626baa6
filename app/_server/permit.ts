import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { Problem } from './problem.ts';
import { isProxied } from './proxy-sign-in.ts';

/**
 * Whether a request may change something, by where it comes from: a page of another site, which a
 * browser also lets send requests here, may not. What is no browser sends neither header. Throws `Problem`.
 */
export function permit({ headers }: Request): void {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw foreign(`Sec-Fetch-Site is "${site}", same-origin is expected`);
  }
  const origin = headers.get('origin');
  const host = headers.get('host');
  if (site === null && origin === null && isKnownBySending(headers)) {
    throw foreign(
      'Neither Origin nor Sec-Fetch-Site came with a cookie or through the proxy that says who asks, and a browser sends one of them',
    );
  }
  if (origin !== null && !isAt(origin, host)) {
    throw foreign(`Origin is "${origin}" and Host is "${host ?? ''}", the same host is expected in both`);
  }
  if (origin !== null && host !== null && !isOurs(host)) throw strange(host);
}

/** Whether it is known who sends this though a page of another site had it sent. A program shows a token, which no browser sends by itself. */
const isKnownBySending = (headers: Headers): boolean =>
  (headers.has('cookie') || isProxied(headers)) && !/^Bearer\b/i.test(headers.get('authorization') ?? '');

/**
 * Whether a name is one of this host. A page of another site may have its own name lead here (DNS rebinding): then Origin and
 * Host agree, and only the name tells. Addresses and localhost can't be made to lead elsewhere.
 */
function isOurs(host: string): boolean {
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return isIP(name) !== 0 || /(^|\.)localhost$/.test(name) || knownNames().includes(name);
}

function knownNames(): string[] {
  const listed = process.env.PAIRWATCH_HOSTS?.split(',') ?? [];
  const address = process.env.PAIRWATCH_PUBLIC_URL;
  return [hostname(), ...listed, ...(address ? [new URL(address).hostname] : [])].map((name) =>
    name.trim().toLowerCase(),
  );
}

function strange(host: string): Problem {
  return new Problem(
    'foreign-origin',
    403,
    'Pairwatch does not know this name of its own',
    `Host is "${host}": expected an address, localhost, the name of this machine, that of publicUrl: in pairwatch.yaml, or a name that PAIRWATCH_HOSTS lists (separated by commas). If people reach Pairwatch by that name, set one of the two to it.`,
  );
}

/** Whether an origin's host and port are those of a Host header, which may leave out the usual port or not. */
function isAt(origin: string, host: string | null): boolean {
  if (host === null || !URL.canParse(origin)) return false;
  const { protocol, host: of } = new URL(origin);
  const here = `${protocol}//${host}`;
  return URL.canParse(here) && new URL(here).host === of;
}

function foreign(found: string): Problem {
  return new Problem(
    'foreign-origin',
    403,
    'This comes from another site',
    `${found}: only Pairwatch's own pages may change something. If this was one of them, a proxy in between does not pass the Host header on; have it do so.`,
  );
}
