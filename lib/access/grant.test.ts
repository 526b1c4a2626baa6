import { expect, it } from 'vitest';
import { type GroupRules, grantOf } from './grant.ts';

const RULES: GroupRules = {
  roles: { viewer: ['staff'], operator: ['noc'], admin: ['dhcp-admins'] },
  pairs: null,
  defaultRole: null,
};
const BY_GROUP = {
  ...RULES,
  pairs: { noc: 'all', north: ['office', 'lab'], south: ['plant', 'lab'] },
} as const;

it.each([
  [['staff', 'dhcp-admins', 'noc'], 'admin'],
  [['noc', 'staff'], 'operator'],
  [['staff', 'others'], 'viewer'],
])('gives %j the strongest role that one of them gives', (groups, role) => {
  expect(grantOf(groups, RULES)).toEqual({ role, pairs: null });
});

it('keeps out whom no group gives a role, unless one is given to all', () => {
  expect(grantOf(['others', 'Staff'], RULES)).toBe('no-role');
  expect(grantOf([], { ...RULES, defaultRole: 'viewer' })).toEqual({ role: 'viewer', pairs: null });
});

it('gives the pairs of all groups together, and keeps out who is in none of them', () => {
  expect(grantOf(['staff', 'north', 'south'], BY_GROUP)).toEqual({
    role: 'viewer',
    pairs: ['lab', 'office', 'plant'],
  });
  expect(grantOf(['north', 'noc'], BY_GROUP)).toEqual({ role: 'operator', pairs: null });
  expect(grantOf(['staff', '__proto__', 'constructor'], BY_GROUP)).toBe('no-pairs');
  expect(grantOf(['dhcp-admins', 'north'], BY_GROUP)).toEqual({ role: 'admin', pairs: null });
});
