import { isLoopback } from './listen.ts';
import type { Settings } from './settings.ts';

export type Leave = {
  /** Nobody need sign in, though others than this machine reach the pages. */
  open: boolean;
  /** Passwords and sessions may cross the network as they are. */
  plain: boolean;
};

/**
 * Why Pairwatch should not start with these settings: others than this machine reach its pages, and they need not sign in, or sign
 * in where the network can listen. null: nothing is against it, or it is meant (`leave`).
 */
export function whyNotServe(
  { listen, signIn, publicUrl }: Pick<Settings, 'listen' | 'signIn' | 'publicUrl'>,
  leave: Leave,
): string | null {
  if (isLoopback(listen.host)) return null;
  const where = `\`listen:\` is ${listen.host}:${listen.port}, which others than this machine reach`;
  if (!signIn && !leave.open) {
    return `${where}, and nobody signs in: whoever reaches it could read all leases and change the settings. Remove \`signIn: off\`, listen on 127.0.0.1, or say --allow-open if it is meant so.`;
  }
  if (signIn && !publicUrl?.startsWith('https:') && !leave.plain) {
    return `${where}, without TLS: whoever listens on the network in between could read passwords. Put a proxy with TLS in front and set \`publicUrl: https://…\` to the address people open (README, "Who may do what"), listen on 127.0.0.1, or say --allow-plain-http if the network is safe.`;
  }
  return null;
}
