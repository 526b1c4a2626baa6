import { isIP } from 'node:net';
import { z } from 'zod';
import { ROLES } from '../access/role.ts';
import { text } from './field.ts';

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

const SIGN_IN = 'on, off where nobody is to sign in, or a map with the key proxy';
export const signIn = z
  .union([z.enum(['on', 'off']), z.strictObject({ proxy: proxy.optional() })], SIGN_IN)
  .default('on');
