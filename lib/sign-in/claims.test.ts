import { expect, it } from 'vitest';
import { personOf } from './claims.ts';

const ANNA = { sub: '7', name: ' Anna Example ', email: 'Anna@Example.net', email_verified: true };

it('knows somebody by what he is to the provider', () => {
  expect(personOf({ ...ANNA, groups: ['a', 7, '', 'b'] }, 'groups')).toEqual({
    subject: '7',
    name: 'Anna Example',
    email: 'anna@example.net',
    isEmailVerified: true,
    groups: ['a', 'b'],
  });
});

it('finds groups within another claim, under a name with dots, or one alone', () => {
  const roles = { realm_access: { roles: ['noc'] }, 'https://example.net/groups': ['staff'], one: 'admins' };
  expect(personOf({ ...ANNA, ...roles }, 'realm_access.roles').groups).toEqual(['noc']);
  expect(personOf({ ...ANNA, ...roles }, 'https://example.net/groups').groups).toEqual(['staff']);
  expect(personOf({ ...ANNA, ...roles }, 'one').groups).toEqual(['admins']);
  for (const none of ['groups', 'realm_access.none.roles', 'constructor.name', 'one.length'])
    expect(personOf({ ...ANNA, ...roles }, none).groups).toEqual([]);
});

it('takes an address for verified only where the provider says so of this one', () => {
  expect(personOf({ ...ANNA, email_verified: 'true' }, 'groups').isEmailVerified).toBe(false);
  const entra = { sub: '8', preferred_username: 'otto@example.net', email_verified: true };
  expect(personOf(entra, 'groups')).toMatchObject({
    name: 'otto@example.net',
    email: 'otto@example.net',
    isEmailVerified: false,
  });
  expect(personOf({ sub: '9', email: 'no address', preferred_username: 'x' }, 'groups').email).toBeNull();
});
