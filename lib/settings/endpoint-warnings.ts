import ipaddr from 'ipaddr.js';
import type { EmailChannel, HttpChannel } from '../notify/endpoint.ts';
import type { Settings, SettingsWarning } from './settings.ts';

/** Endpoints and heartbeats that speak in the clear, or lead to where they may not. */
export function doubtfulEndpoints({
  endpoints,
  heartbeats,
}: Pick<Settings, 'endpoints' | 'heartbeats'>): SettingsWarning[] {
  return [
    ...endpoints.flatMap(({ channel }, index) =>
      channel.kind === 'email'
        ? doubtfulServer(channel, `endpoints[${index}].smtp`)
        : doubtfulUrl(channel, `endpoints[${index}].url`),
    ),
    ...heartbeats.flatMap((heartbeat, index) => doubtfulUrl(heartbeat, `heartbeats[${index}].url`)),
  ];
}

type Address = Pick<HttpChannel, 'url' | 'allow' | 'proxy'> & Partial<Pick<HttpChannel, 'kind'>>;

function doubtfulUrl({ url, allow, proxy, kind }: Address, path: string): SettingsWarning[] {
  const { protocol, hostname } = new URL(url);
  // What a proxy may connect to is the proxy's to decide.
  if (proxy === null && isRefused(hostname, allow)) return [refused(path)];
  if (protocol === 'https:' || !isPublic(hostname, allow)) return [];
  const still = kind === 'standard' ? ' The signature only shows who wrote it.' : '';
  return [
    {
      path,
      message: `http: everybody on the way can read what is sent; https: keeps it between the two.${still}`,
    },
  ];
}

function doubtfulServer({ host, allow, security, password }: EmailChannel, path: string): SettingsWarning[] {
  if (isRefused(host, allow)) return [refused(`${path}.host`)];
  if (security !== 'none' || (password === null && !isPublic(host, allow))) return [];
  const what = password === null ? 'what is sent' : 'the password and what is sent';
  return [
    {
      path: `${path}.security`,
      message: `none: everybody on the way can read ${what}; starttls or tls keep it between the two`,
    },
  ];
}

function refused(path: string): SettingsWarning {
  return {
    path,
    message:
      'leads to an address that is not public: nothing is sent there unless allow names its network, such as allow: [127.0.0.0/8]',
  };
}

/** Of a host that is written as an address; what a name leads to shows when it is looked up. */
function isRefused(host: string, allow: readonly string[]): boolean {
  const address = addressOf(host);
  return (
    address !== null && address.range() !== 'unicast' && !allow.some((network) => isIn(address, network))
  );
}

/** A name that may lead to private addresses is most likely one of those. */
function isPublic(host: string, allow: readonly string[]): boolean {
  const address = addressOf(host);
  return address === null ? allow.length === 0 : address.range() === 'unicast';
}

function addressOf(host: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const literal = host.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(literal) ? ipaddr.process(literal) : null;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match([base, bits]);
}
