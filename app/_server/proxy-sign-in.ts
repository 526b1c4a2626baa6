import type { BlockList } from 'node:net';
import type { Grant } from '../../lib/access/grant.ts';
import { log } from '../../lib/log.ts';
import { type ProxySignIn, proxyVisitorOf } from '../../lib/sign-in/proxy-header.ts';
import { addressList, isListed, peerOf } from './client-address.ts';
import { Problem } from './problem.ts';
import { signInMode } from './sign-in-mode.ts';
import { singleton } from './singleton.ts';

type Rules = { settings: ProxySignIn; peers: BlockList; isToldOf: boolean };

/** null where no proxy says who asks. */
const rulesOnce = () =>
  singleton('proxy-sign-in', () => ({ rules: rulesOf(process.env.PAIRWATCH_PROXY_SIGN_IN) }));

function rulesOf(text: string | undefined): Rules | null {
  if (!text || signInMode() !== 'on') return null;
  const settings = JSON.parse(text) as ProxySignIn; // as the launcher wrote it, of settings that were checked
  return { settings, peers: addressList(settings.addresses), isToldOf: false };
}

/** Who asks by the word of a proxy that is believed; null where none says so. Throws `Problem` for whom it gives no role. */
export function proxiedVisitor(headers: Headers): ({ name: string } & Grant) | null {
  const { rules } = rulesOnce();
  if (rules === null || !isBelieved(headers, rules)) return null;
  const visitor = proxyVisitorOf(headers, rules.settings);
  if (visitor !== null && 'refusal' in visitor) throw noAccess(visitor.name, REASONS[visitor.refusal]);
  return visitor;
}

/** Whether a proxy that is believed names somebody, with a role or without: a browser is known by that whatever page has it send. */
export function isProxied(headers: Headers): boolean {
  const { rules } = rulesOnce();
  return rules !== null && headers.has(rules.settings.header) && isBelieved(headers, rules);
}

/** By the connection alone, which nobody can write into a header. */
function isBelieved(headers: Headers, rules: Rules): boolean {
  const { header } = rules.settings;
  const peer = peerOf(headers);
  if (peer !== null && isListed(rules.peers, peer)) return true;
  if (headers.has(header) && !rules.isToldOf) {
    rules.isToldOf = true;
    log.warn(
      { peer },
      `${header} came from ${peer ?? 'an unknown address'}, which signIn.proxy.addresses does not list: it is not believed, and this is told once`,
    );
  }
  return false;
}

const REASONS = {
  'no-role': 'none of your groups has a role here (signIn.proxy.roles in pairwatch.yaml)',
  'no-pairs': 'none of your groups sees a pair here (signIn.proxy.pairs in pairwatch.yaml)',
} as const;

function noAccess(name: string, reason: string): Problem {
  return new Problem(
    'no-access',
    403,
    'You are known, but may see nothing here',
    `The proxy in front says that you are ${name}, and ${reason}. Ask whoever runs Pairwatch.`,
  );
}
