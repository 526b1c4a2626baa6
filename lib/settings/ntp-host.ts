import { isIPv6 } from 'node:net';
import { parseListen } from './listen.ts';

export const NTP_PORT = 123;

const NAME_OR_IPV4 = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
/** What YAML 1.2 leaves a text, and nobody means as a host. */
const NO_HOST = ['yes', 'no', 'on', 'off'];

/** Host and port of "host", "host:port", an IPv6 address, or one in brackets with a port; null when it is none. */
export function parseNtpHost(text: string): { host: string; port: number } | null {
  const host = text.trim();
  if (NO_HOST.includes(host.toLowerCase())) return null;
  if (NAME_OR_IPV4.test(host) || isIPv6(host)) return { host, port: NTP_PORT };
  return parseListen(host);
}
