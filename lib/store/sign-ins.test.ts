import { expect, it } from 'vitest';
import { hashOf } from '../access/secret-text.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { hashPassword } from '../sign-in/password.ts';
import { sessionTokenOf } from '../sign-in/session-cookie.ts';
import { ADDRESS_HEADER, openSignIn } from '../sign-in/sign-in.ts';
import { syncPairs } from './pairs.ts';
import { makeFirstUser, makeSetUpKey } from './set-up.ts';
import { sessionOwner, tokenOwner, touchToken, userNamed } from './sign-ins.ts';
import { OFFICE } from './testing/samples.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

const BASE = 'https://dhcp.example.net';
const SECRET = 'a secret of the right length, for this test';
const ANNA = { name: 'Anna', email: 'anna@example.net', address: '192.0.2.7' };
const PASSWORD = 'correct horse battery';
const now = Date.now();

async function setUp(db: Database): Promise<void> {
  const key = (await db.write((tx) => makeSetUpKey(tx, now))) ?? '';
  const passwordHash = await hashPassword(PASSWORD);
  await db.write((tx) => makeFirstUser(tx, { ...ANNA, key, passwordHash }, now));
}

describeOnEngines('signing in', (engine) => {
  it('begins with a link that makes one admin, once', async () => {
    const { db } = await engine.open();
    const older = (await db.write((tx) => makeSetUpKey(tx, now))) ?? '';
    const key = (await db.write((tx) => makeSetUpKey(tx, now))) ?? '';
    const make = (with_: string, at = now) =>
      db.write((tx) => makeFirstUser(tx, { ...ANNA, key: with_, passwordHash: 'x' }, at));
    await expect(make(older)).rejects.toThrow(/not the last one/);
    await expect(make(key, now + 25 * 3_600_000)).rejects.toThrow(/older than a day/);
    const both = await Promise.allSettled([make(key), make(key)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.write((tx) => makeSetUpKey(tx, now))).toBeNull();
    expect(await db.read((tx) => userNamed(tx, ANNA.email))).toMatchObject({ name: 'Anna', role: 'admin' });
    const entries = await db.read((tx) => tx.auditEntry.findMany());
    expect(entries).toMatchObject([{ deed: 'set-up', actorName: 'Anna', address: '192.0.2.7' }]);
    expect(JSON.stringify(entries)).not.toContain(key);
  });

  it('gives a cookie for the right password, until its row is gone or the user is disabled', async () => {
    const { db, url } = await engine.open();
    await setUp(db);
    const auth = openSignIn({ databaseUrl: url, secret: SECRET, baseUrl: BASE, place: null });
    const tryIt = (email: string, password: string, address = '192.0.2.7') =>
      auth.handler(
        new Request(`${BASE}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Origin: BASE, [ADDRESS_HEADER]: address },
          body: JSON.stringify({ email, password }),
        }),
      );
    expect((await tryIt(ANNA.email, 'wrong password')).status).toBe(401);
    expect((await tryIt('nobody@example.net', PASSWORD)).status).toBe(401);
    const answer = await tryIt(ANNA.email, PASSWORD);
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^__Host-pairwatch\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const sent = cookie.split(';')[0] ?? '';
    const token = sessionTokenOf(sent, { isTls: true, secret: SECRET });
    if (token === null) throw new Error(`no token in ${cookie}`);
    expect(sessionTokenOf(sent, { isTls: true, secret: 'another' })).toBeNull();
    expect(sessionTokenOf(sent.replace('=', '=x'), { isTls: true, secret: SECRET })).toBeNull();

    const owner = () => db.read((tx) => sessionOwner(tx, token, now));
    expect(await owner()).toMatchObject({ name: 'Anna', role: 'admin', pairs: null });
    expect(await db.read((tx) => sessionOwner(tx, token, now + 8 * 86_400_000))).toBeNull();
    await db.write((tx) => tx.user.updateMany({ data: { disabledAt: new Date(now) } }));
    expect(await owner()).toBeNull();
    await db.write((tx) =>
      tx.user.updateMany({ data: { disabledAt: null, role: 'no role', pairs: 'no list' } }),
    );
    expect(await owner()).toMatchObject({ role: 'viewer', pairs: [] });
    await db.write((tx) => tx.session.deleteMany());
    expect(await owner()).toBeNull();

    const guesses = [];
    for (let index = 0; index < 11; index += 1)
      guesses.push((await tryIt('x@example.net', 'guess', '192.0.2.8')).status);
    expect(guesses).toEqual([...Array(10).fill(401), 429]);
    expect((await tryIt(ANNA.email, PASSWORD, '192.0.2.9')).status).toBe(200);
    const signUp = new Request(`${BASE}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: BASE, [ADDRESS_HEADER]: '192.0.2.9' },
      body: JSON.stringify({ ...ANNA, email: 'mallory@example.net', password: PASSWORD }),
    });
    expect((await auth.handler(signUp)).ok).toBe(false);
  }, 90_000); // a dozen hashes that are slow on purpose
});

describeOnEngines('a token', (engine) => {
  it('serves until it is over or revoked, and its text is nowhere', async () => {
    const { db } = await engine.open();
    await db.write((tx) => syncPairs(tx, [OFFICE], now));
    const wanted = {
      name: 'prometheus',
      role: 'viewer',
      pairs: ['office'],
      expiresAt: now + 1000,
      by: 'anna',
      now,
    } as const;
    const make = () => db.write((tx) => createToken(tx, { ...wanted, pairs: [...wanted.pairs] }));
    const text = await make();
    const owner = (at: number) => db.read((tx) => tokenOwner(tx, hashOf(text), at));
    expect(await owner(now)).toMatchObject({
      name: 'prometheus',
      role: 'viewer',
      pairs: ['office'],
      isUseNoted: false,
    });
    await expect(make()).rejects.toMatchObject({ kind: 'conflict' });
    const { id } = (await owner(now)) ?? { id: '' };
    await db.write((tx) => touchToken(tx, id, now));
    expect(await owner(now + 999)).toMatchObject({ isUseNoted: true });
    expect(await owner(now + 1000)).toBeNull();
    expect(await db.read((tx) => tokenOwner(tx, hashOf('another'), now))).toBeNull();
    await db.write((tx) => revokeToken(tx, { name: 'prometheus', by: 'otto', now }));
    expect(await owner(now)).toBeNull();
    await expect(
      db.write((tx) => revokeToken(tx, { name: 'prometheus', by: 'otto', now })),
    ).rejects.toMatchObject({
      kind: 'not-found',
    });
    const all = await db.read(async (tx) => [
      await listTokens(tx),
      await tx.apiToken.findMany(),
      await tx.auditEntry.findMany(),
    ]);
    expect(JSON.stringify(all)).not.toContain(text);
    expect(all[2]).toMatchObject([{ deed: 'token-made' }, { deed: 'token-revoked', actorName: 'otto' }]);
  });
});
