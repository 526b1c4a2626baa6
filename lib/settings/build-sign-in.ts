import type { GroupRules } from '../access/grant.ts';
import type { SettingsFile } from './schema.ts';
import type { Settings } from './settings.ts';
import type { GroupRulesFile } from './sign-in-schema.ts';

/** How people sign in, all but whether they do. */
export function buildSignIn(signIn: SettingsFile['signIn']): Pick<Settings, 'proxySignIn'> {
  const { proxy } = typeof signIn === 'string' ? {} : signIn;
  if (proxy === undefined) return { proxySignIn: null };
  const { addresses, header, roleHeader = null, groupsHeader = null } = proxy;
  return { proxySignIn: { addresses, header, roleHeader, groupsHeader, rules: rulesOf(proxy) } };
}

const rulesOf = ({ roles, pairs, defaultRole }: GroupRulesFile): GroupRules => ({
  roles,
  pairs: pairs ?? null,
  defaultRole: defaultRole ?? null,
});
