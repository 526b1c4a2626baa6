import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { type OidcVisit, signInByOidc } from './oidc-sign-in.ts';
import { sessionOwner } from './sign-ins.ts';
import { changeUser, inviteUser, listUsers, userIdOf } from './users.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const ANNA: OidcVisit = {
  issuer: 'https://id.example.net',
  subject: '7',
  name: 'Anna',
  email: 'anna@example.net',
  isEmailVerified: true,
  grant: { role: 'operator', pairs: ['office'] },
  linkByEmail: false,
  address: '192.0.2.7',
  agent: 'a browser',
  sessionMs: 1000,
  now,
};

async function visit(db: Database, changes: Partial<OidcVisit> = {}) {
  const came = await db.write((tx) => signInByOidc(tx, { ...ANNA, ...changes }));
  if ('refusal' in came) return came.refusal;
  return db.read((tx) => sessionOwner(tx, came.token, now));
}

const deeds = (db: Database) =>
  db.read(async (tx) =>
    (await tx.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ deed, after }) => ({ deed, after })),
  );

describeOnEngines('signing in at a provider', (engine) => {
  it('makes a user the first time, and takes role and pairs anew each time', async () => {
    const { db } = await engine.open();
    expect(await visit(db)).toMatchObject({ name: 'Anna', role: 'operator', pairs: ['office'] });
    const admin = { role: 'admin', pairs: null } as const;
    const again = { name: 'Anna E.', email: 'anna@elsewhere.example', grant: admin };
    expect(await visit(db, again)).toMatchObject({ name: 'Anna E.', role: 'admin', pairs: null });
    const users = await db.read((tx) => listUsers(tx, now));
    expect(users).toMatchObject([{ email: 'anna@example.net', state: 'active', sessions: 2 }]);
    expect((await deeds(db)).map(({ deed }) => deed)).toEqual([
      'user-made',
      'signed-in',
      'user-changed',
      'signed-in',
    ]);
  });

  it('keeps out who lost his groups, at once and everywhere', async () => {
    const { db } = await engine.open();
    const first = await db.write((tx) => signInByOidc(tx, ANNA));
    expect(await visit(db, { grant: 'no-role' })).toBe('no-role');
    if (!('token' in first)) throw new Error(first.refusal);
    expect(await db.read((tx) => sessionOwner(tx, first.token, now))).toBeNull();
    expect((await deeds(db)).at(-1)).toEqual({
      deed: 'sign-in-refused',
      after: { by: ANNA.issuer, reason: 'no-role' },
    });
  });

  it('keeps out who was disabled, and makes nobody without an address', async () => {
    const { db } = await engine.open();
    await visit(db);
    await db.write(async (tx) => {
      const id = await userIdOf(tx, 'anna@example.net');
      // The last admin could not be; an operator may.
      await changeUser(tx, { id, changes: { disabled: true }, by: 'otto', now });
    });
    expect(await visit(db)).toBe('disabled');
    expect(await visit(db, { subject: '8', email: null })).toBe('no-email');
  });

  it('takes somebody for a user of the same address only where that is allowed and the address verified', async () => {
    const { db } = await engine.open();
    const otto = {
      name: 'Otto',
      email: 'anna@example.net',
      role: 'viewer',
      pairs: null,
      by: 'otto',
      now,
    } as const;
    await db.write((tx) => inviteUser(tx, otto));
    expect(await visit(db)).toBe('email-taken');
    expect(await visit(db, { linkByEmail: true, isEmailVerified: false })).toBe('email-unverified');
    expect(await visit(db, { linkByEmail: true })).toMatchObject({ name: 'Anna', role: 'operator' });
    expect(await visit(db)).toMatchObject({ name: 'Anna' });
    // The same subject of another provider is somebody else.
    expect(await visit(db, { issuer: 'https://other.example' })).toBe('email-taken');
    expect((await deeds(db)).map(({ deed }) => deed)).toContain('user-linked');
  });
});
