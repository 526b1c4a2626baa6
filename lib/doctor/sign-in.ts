import { isLoopback } from '../settings/listen.ts';
import type { Settings } from '../settings/settings.ts';
import { attention, type DoctorLine, ok, type Said } from './line.ts';

const GROUP = 'Signing in';

type SignInSettings = Pick<Settings, 'listen' | 'signIn' | 'proxySignIn'>;

/** By whose word people are known, where that is not Pairwatch's own. */
export function signInLines(settings: SignInSettings): DoctorLine[] {
  return [proxySaid(settings)].flatMap((said) =>
    said === null ? [] : [{ group: GROUP, id: 'sign-in-proxy', ...said }],
  );
}

function proxySaid({ listen, signIn, proxySignIn }: SignInSettings): Said | null {
  if (!signIn || proxySignIn === null) return null;
  const { header, addresses } = proxySignIn;
  const text = `The proxy at ${addresses.join(', ')} says in ${header} who asks`;
  if (isLoopback(listen.host) || addresses.includes(listen.host)) return ok(text);
  return attention(
    `${text}, and ${listen.host}:${listen.port} is reached without it, too`,
    addresses.every(isLoopback)
      ? `The proxy is on this machine: set listen: 127.0.0.1:${listen.port}. Whoever comes without the proxy is a stranger there, but may try passwords.`
      : 'Have a firewall let only the proxy reach that port. Whoever comes without it is a stranger there, but may try passwords.',
  );
}
