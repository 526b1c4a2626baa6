import { expect, it } from 'vitest';
import { appCode } from '../../e2e/support/app-code.ts';
import type { Actor } from '../access/actor.ts';
import type { Database, Tx } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { isFactorSecret, resealFactor } from '../sign-in/factor-secrets.ts';
import { hashPassword } from '../sign-in/password.ts';
import { challengeOf, sessionTokenOf, withoutSession } from '../sign-in/session-cookie.ts';
import { ADDRESS_HEADER, openSignIn } from '../sign-in/sign-in.ts';
import { signInSecretOf } from '../sign-in/sign-in-secret.ts';
import { actAs } from './acting.ts';
import { challenged, factorsOf, hasApp, removeApp, takeFactors } from './factors.ts';
import { resealAll, sealedTexts } from './sealed.ts';
import { makeFirstUser, makeSetUpKey } from './set-up.ts';
import { findUser } from './users.ts';

const BASE = 'https://dhcp.example.net';
const KEY = Buffer.alloc(32, 7);
const ANNA = { name: 'Anna', email: 'anna@example.net', address: '192.0.2.7' };
const PASSWORD = 'correct horse battery';
const now = Date.now();

type Answer = { status: number; cookies: string; body: Record<string, unknown> };

/** A database with one user, and better-auth on it. */
async function setUp(db: Database, url: string) {
  const key = (await db.write((tx) => makeSetUpKey(tx, now))) ?? '';
  const passwordHash = await hashPassword(PASSWORD);
  await db.write((tx) => makeFirstUser(tx, { ...ANNA, key, passwordHash }, now));
  const { id } = await db.read((tx) => tx.user.findFirstOrThrow());
  const self = { id, name: 'Anna', token: null };
  const deed = <T>(act: (tx: Tx) => Promise<T>) =>
    db.write((tx) => {
      actAs(tx, {
        kind: 'user',
        ...self,
        role: 'admin',
        pairs: null,
        address: '192.0.2.7',
      } satisfies Actor & {
        token: null;
      });
      return act(tx);
    });
  const openWith = (sealedBy: Buffer) => {
    const auth = openSignIn({
      databaseUrl: url,
      secret: signInSecretOf(sealedBy),
      baseUrl: BASE,
      place: null,
    });
    let sender = 0;
    /** Each call from an address of its own, so that the limits by address do not count. */
    return async (path: string, body: object, cookies = ''): Promise<Answer> => {
      sender += 1;
      const headers = {
        'Content-Type': 'application/json',
        Origin: BASE,
        Cookie: cookies,
        [ADDRESS_HEADER]: `192.0.2.${sender}`,
      };
      const answer = await auth.handler(
        new Request(`${BASE}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      );
      const set = answer.headers.getSetCookie().filter((each) => !/max-age=0/i.test(each));
      const kept = set.map((each) => each.split(';')[0] ?? '').join('; ');
      return { status: answer.status, cookies: kept, body: await answer.json() };
    };
  };
  return { id, self, deed, openWith };
}

type Ask = (path: string, body: object, cookies?: string) => Promise<Answer>;

const signInWith = (ask: Ask) => ask('/sign-in/email', { email: ANNA.email, password: PASSWORD });

/** Sets an app up, to the end. Gives its key and the recovery codes. */
async function enrol(ask: Ask): Promise<{ key: string; codes: string[] }> {
  const { cookies } = await signInWith(ask);
  const { body } = await ask('/two-factor/enable', { password: PASSWORD }, cookies);
  const key = new URL(String(body.totpURI)).searchParams.get('secret') ?? '';
  const confirmed = await ask('/two-factor/verify-totp', { code: appCode(key, Date.now()) }, cookies);
  expect(confirmed.status).toBe(200);
  return { key, codes: body.backupCodes as string[] };
}

describeOnEngines('an authenticator app', (engine) => {
  it('counts when a code was confirmed, and is asked for from then on', async () => {
    const { db, url } = await engine.open();
    const { id, openWith } = await setUp(db, url);
    const ask = openWith(KEY);
    const signing = { isTls: true, secret: signInSecretOf(KEY) };
    const { cookies } = await signInWith(ask);
    const begun = await ask('/two-factor/enable', { password: PASSWORD }, cookies);
    expect(await db.read((tx) => hasApp(tx, id))).toBe(false);
    expect((await signInWith(ask)).body).not.toHaveProperty('twoFactorRedirect');
    const key = new URL(String(begun.body.totpURI)).searchParams.get('secret') ?? '';
    expect((await ask('/two-factor/verify-totp', { code: '000000' }, cookies)).status).toBe(401);
    expect(await db.read((tx) => hasApp(tx, id))).toBe(false);
    const code = () => appCode(key, Date.now());
    expect((await ask('/two-factor/verify-totp', { code: code() }, cookies)).status).toBe(200);
    expect(await db.read((tx) => factorsOf(tx, id, { codesLeft: 10, passkeysServe: true }))).toEqual({
      hasPassword: true,
      app: { codesLeft: 10 },
      passkeys: [],
      passkeysServe: true,
    });
    expect(await db.read((tx) => findUser(tx, id, now))).toMatchObject({ hasApp: true });
    const stored = JSON.stringify(await db.read((tx) => tx.twoFactor.findMany()));
    for (const secret of [key, ...(begun.body.backupCodes as string[])]) expect(stored).not.toContain(secret);

    const first = await signInWith(ask);
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(sessionTokenOf(first.cookies, signing)).toBeNull();
    const challenge = challengeOf(first.cookies, signing) ?? '';
    expect(challengeOf(first.cookies, { ...signing, secret: 'another' })).toBeNull();
    expect(await db.read((tx) => challenged(tx, challenge, now))).toMatchObject({ email: ANNA.email });
    expect(await db.read((tx) => challenged(tx, challenge, now + 660_000))).toBeNull();
    expect(await db.read((tx) => challenged(tx, 'another', now))).toBeNull();
    const second = await ask('/two-factor/verify-totp', { code: code() }, first.cookies);
    expect(sessionTokenOf(second.cookies, signing)).not.toBeNull();
    expect(await db.read((tx) => challenged(tx, challenge, now))).toBeNull();
    const kept = withoutSession(`a=1; ${second.cookies}; b=2`, true);
    expect(kept).toMatch(/^a=1;.* b=2$/);
    expect(sessionTokenOf(kept, signing)).toBeNull();
  }, 90_000);

  it('has recovery codes that serve once each, and five tries for each password', async () => {
    const { db, url } = await engine.open();
    const { openWith } = await setUp(db, url);
    const ask = openWith(KEY);
    const { key, codes } = await enrol(ask);
    expect(new Set(codes).size).toBe(10);
    const give = async (code: string | undefined) => {
      const { cookies } = await signInWith(ask);
      return (await ask('/two-factor/verify-backup-code', { code }, cookies)).status;
    };
    expect([await give(codes[0]), await give(codes[0]), await give(codes[1])]).toEqual([200, 401, 200]);
    const { cookies } = await signInWith(ask);
    const wrong = [];
    for (let index = 0; index < 6; index += 1)
      wrong.push((await ask('/two-factor/verify-totp', { code: '000000' }, cookies)).status);
    expect(wrong).toEqual([401, 401, 401, 401, 401, 400]);
    // What was given up after five is not taken up by the right one.
    const late = await ask('/two-factor/verify-totp', { code: appCode(key, Date.now()) }, cookies);
    expect(late.status).toBe(401);
  }, 90_000);

  it('locks the account for a while after ten wrong codes, whoever sends them', async () => {
    const { db, url } = await engine.open();
    const { openWith } = await setUp(db, url);
    const ask = openWith(KEY);
    const { key } = await enrol(ask);
    for (let round = 0; round < 2; round += 1) {
      const { cookies } = await signInWith(ask);
      for (let index = 0; index < 5; index += 1)
        await ask('/two-factor/verify-totp', { code: '000000' }, cookies);
    }
    const { cookies } = await signInWith(ask);
    const right = await ask('/two-factor/verify-totp', { code: appCode(key, Date.now()) }, cookies);
    expect(right).toMatchObject({ status: 429, body: { code: 'ACCOUNT_TEMPORARILY_LOCKED' } });
  }, 90_000);

  it('is turned off by who has it, or taken by an admin, and written down', async () => {
    const { db, url } = await engine.open();
    const { id, self, deed, openWith } = await setUp(db, url);
    const ask = openWith(KEY);
    await expect(deed((tx) => removeApp(tx, { self, now }))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(deed((tx) => takeFactors(tx, { id, by: 'Anna', now }))).rejects.toMatchObject({
      kind: 'conflict',
    });
    await enrol(ask);
    await deed((tx) => removeApp(tx, { self, now }));
    expect((await signInWith(ask)).body).not.toHaveProperty('twoFactorRedirect');
    await enrol(ask);
    expect(await deed((tx) => takeFactors(tx, { id, by: 'Anna', now }))).toBeGreaterThan(0);
    expect(await db.read((tx) => tx.session.count())).toBe(0);
    expect((await signInWith(ask)).body).not.toHaveProperty('twoFactorRedirect');
    const entries = await db.read((tx) => tx.auditEntry.findMany({ orderBy: { id: 'asc' } }));
    expect(entries.slice(1)).toMatchObject([
      { deed: 'app-removed', target: `user:${ANNA.email}`, actorName: 'Anna' },
      { deed: 'factors-removed', target: `user:${ANNA.email}`, before: { app: true } },
    ]);
  }, 90_000);

  it('goes on serving when the key of secrets is another', async () => {
    const { db, url } = await engine.open();
    const { openWith } = await setUp(db, url);
    const { key, codes } = await enrol(openWith(KEY));
    const next = Buffer.alloc(32, 9);
    const sealed = await db.read(sealedTexts);
    expect(sealed.map(isFactorSecret)).toEqual([true, true]);
    await expect(resealFactor(next, KEY, sealed[0] ?? '')).rejects.toThrow();
    expect(await db.write((tx) => resealAll(tx, (text) => resealFactor(KEY, next, text)))).toBe(2);
    const ask = openWith(next);
    const byApp = await signInWith(ask);
    const code = appCode(key, Date.now());
    expect((await ask('/two-factor/verify-totp', { code }, byApp.cookies)).status).toBe(200);
    const byRecovery = await signInWith(ask);
    const recovered = await ask('/two-factor/verify-backup-code', { code: codes[3] }, byRecovery.cookies);
    expect(recovered.status).toBe(200);
  }, 90_000);
});
