import { expect, it } from 'vitest';
import { type ProxySignIn, proxyVisitorOf } from './proxy-header.ts';

const GROUPS: ProxySignIn = {
  addresses: ['127.0.0.2'],
  header: 'X-Forwarded-User',
  roleHeader: null,
  groupsHeader: 'X-Forwarded-Groups',
  rules: { roles: { viewer: ['staff'], operator: [], admin: ['dhcp'] }, pairs: null, defaultRole: null },
};
const ROLE: ProxySignIn = { ...GROUPS, roleHeader: 'X-Role', groupsHeader: null };

const visitor = (headers: Record<string, string>, rules = GROUPS) =>
  proxyVisitorOf(new Headers(headers), rules);

it('takes name and groups from the headers that are named', () => {
  expect(visitor({ 'x-forwarded-user': ' anna ', 'X-Forwarded-Groups': 'staff , dhcp,' })).toEqual({
    name: 'anna',
    role: 'admin',
    pairs: null,
  });
  expect(visitor({ 'x-forwarded-user': 'anna', 'x-forwarded-groups': 'others|staff' })).toMatchObject({
    role: 'viewer',
  });
  expect(visitor({ 'x-forwarded-user': Buffer.from('Jürgen').toString('latin1') })).toMatchObject({
    name: 'Jürgen',
    refusal: 'no-role',
  });
});

it('takes a role by its word alone', () => {
  const asked = (role: string) => visitor({ 'x-forwarded-user': 'anna', 'x-role': role }, ROLE);
  expect(asked('operator')).toEqual({ name: 'anna', role: 'operator', pairs: null });
  expect(asked('root')).toEqual({ name: 'anna', refusal: 'no-role' });
  expect(asked('viewer, admin')).toEqual({ name: 'anna', refusal: 'no-role' });
});

it.each([
  ['none', ''],
  ['two', 'mallory, anna'],
  ['one that is no name', 'a'.repeat(201)],
])('knows nobody by %s', (_, name) => {
  expect(visitor({ 'x-forwarded-user': name, 'x-forwarded-groups': 'dhcp' })).toBeNull();
});
