import { isIP } from 'node:net';
import { z } from 'zod';
import { ROLES } from '../access/role.ts';
import { secret, text } from './field.ts';
import { isLoopback } from './listen.ts';

/** Who signs in, and by what. */

const PROXY = 'the address of a proxy, or of a network of such: 127.0.0.1 or 10.0.0.0/8';
export const proxyAddress = z
  .string(PROXY)
  .trim()
  .refine((address) => isNetwork(address), PROXY);

function isNetwork(network: string): boolean {
  const [address = '', bits, ...more] = network.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

const GROUPS = 'a list of groups';
const groups = z.array(text('the name of a group'), GROUPS).default([]);
const PAIRS = 'all, or a list of names of pairs';
const role = z.enum(ROLES, `one of ${ROLES.join(', ')}`);

/** What the groups of somebody give, whoever tells them. */
const groupRules = {
  roles: z
    .strictObject(
      { viewer: groups, operator: groups, admin: groups },
      'a map with the keys viewer, operator and admin',
    )
    .prefault({}),
  pairs: z
    .record(
      z.string(),
      z.union([z.literal('all'), z.array(text('the name of a pair'))], PAIRS),
      'a map of groups',
    )
    .optional(),
  defaultRole: role.optional(),
};

const HEADER = 'the name of a header, such as X-Forwarded-User';
/** Those that say something else already, so that whoever sets them says it without knowing. */
const TAKEN = /^(?:authorization|cookie|host|origin|x-forwarded-(?:for|host|proto)|x-pairwatch-.*)$/i;
const header = z
  .string(HEADER)
  .regex(/^[A-Za-z0-9-]{1,64}$/, HEADER)
  .refine((name) => !TAKEN.test(name), `${HEADER}, and none that has a meaning of its own`);

const proxy = z
  .strictObject(
    {
      addresses: z
        .array(proxyAddress, 'a list of addresses of proxies')
        .min(1, 'the address of at least one proxy'),
      header: header.default('X-Forwarded-User'),
      roleHeader: header.optional(),
      groupsHeader: header.optional(),
      ...groupRules,
    },
    'a map with the keys addresses, header, groupsHeader, roles and others',
  )
  .refine(
    ({ roleHeader, groupsHeader, defaultRole }) => (roleHeader ?? groupsHeader ?? defaultRole) !== undefined,
    'what gives a role: groupsHeader with roles, roleHeader, or defaultRole',
  );
export type GroupRulesFile = Pick<z.infer<typeof proxy>, 'roles' | 'pairs' | 'defaultRole'>;

const ISSUER =
  'the issuer of the provider, as https://id.example.net/realms/main; http:// of this machine alone';
const issuer = z
  .string(ISSUER)
  .trim()
  .refine((address) => {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, username, search, hash } = new URL(address);
    const isSafe =
      protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
    return isSafe && `${username}${search}${hash}` === '';
  }, ISSUER)
  .transform((address) => address.replace(/\/\.well-known\/openid-configuration$/, ''));

const SCOPE = 'a scope, such as profile, without blanks';
const oidc = z.strictObject(
  {
    issuer,
    clientId: text('the id of the client, as the provider has it'),
    clientSecret: secret,
    label: text('what stands on the button')
      .max(60, 'a text of at most 60 characters')
      .default('Sign in with your organisation'),
    scopes: z
      .array(z.string(SCOPE).regex(/^[!#-[\]-~]+$/, SCOPE), 'a list of scopes')
      .default(['openid', 'profile', 'email'])
      .transform((scopes) => [...new Set(['openid', ...scopes])]),
    groupsClaim: text('the name of a claim').default('groups'),
    linkByEmail: z.boolean('true or false').default(false),
    ...groupRules,
  },
  'a map with the keys issuer, clientId, clientSecret, roles and others',
);

const SIGN_IN = 'on, off where nobody is to sign in, or a map with the keys passwords, oidc and proxy';
const ways = z
  .strictObject({
    passwords: z.boolean('true or false').default(true),
    oidc: oidc.optional(),
    proxy: proxy.optional(),
  })
  .refine(({ passwords, oidc, proxy }) => passwords || oidc !== undefined || proxy !== undefined, {
    message: 'true, or oidc or proxy beside it',
    path: ['passwords'],
  });
export const signIn = z.union([z.enum(['on', 'off']), ways], SIGN_IN).default('on');
