import type { GroupRules } from '../access/grant.ts';
import { OIDC_SECRET_PATH } from './outline.ts';
import { formatPath } from './path.ts';
import type { SettingsFile } from './schema.ts';
import type { Settings } from './settings.ts';
import type { GroupRulesFile } from './sign-in-schema.ts';

type Ways = Exclude<SettingsFile['signIn'], string>;

/** How people sign in, all but whether they do. */
export function buildSignIn(
  signIn: SettingsFile['signIn'],
  secrets: ReadonlyMap<string, string>,
): Pick<Settings, 'passwords' | 'oidc' | 'proxySignIn'> {
  if (typeof signIn === 'string') return { passwords: true, oidc: null, proxySignIn: null };
  const { passwords, oidc, proxy } = signIn;
  return {
    passwords,
    oidc: oidc ? buildOidc(oidc, secrets) : null,
    proxySignIn: proxy ? buildProxy(proxy) : null,
  };
}

function buildOidc(oidc: NonNullable<Ways['oidc']>, secrets: ReadonlyMap<string, string>): Settings['oidc'] {
  const { issuer, clientId, label, scopes, groupsClaim, linkByEmail } = oidc;
  const clientSecret = secrets.get(formatPath(OIDC_SECRET_PATH)) ?? ''; // a missing one is a mistake, and told
  return { issuer, clientId, clientSecret, label, scopes, groupsClaim, linkByEmail, rules: rulesOf(oidc) };
}

function buildProxy(proxy: NonNullable<Ways['proxy']>): Settings['proxySignIn'] {
  const { addresses, header, roleHeader = null, groupsHeader = null } = proxy;
  return { addresses, header, roleHeader, groupsHeader, rules: rulesOf(proxy) };
}

const rulesOf = ({ roles, pairs, defaultRole }: GroupRulesFile): GroupRules => ({
  roles,
  pairs: pairs ?? null,
  defaultRole: defaultRole ?? null,
});
