import { expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Database, Tx } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { actAs } from './acting.ts';
import { changeOwnPassword, endOwnSessions, ownSessions } from './own-account.ts';
import { syncPairs } from './pairs.ts';
import { choosePassword, makePasswordLink, passwordLinkStand } from './password-links.ts';
import { passwordHashOf } from './passwords.ts';
import { scoped } from './scope.ts';
import { sessionOwner } from './sign-ins.ts';
import { OFFICE } from './testing/samples.ts';
import { changeUser, endSessions, findUser, inviteUser, listUsers } from './users.ts';

const now = Date.now();
const HOUR_MS = 3_600_000;
const BY = { by: 'Anna', now };
const ANNA: Actor = { kind: 'user', id: '1', name: 'Anna', role: 'admin', pairs: null, address: '192.0.2.7' };
const otto = { name: 'Otto', email: 'otto@example.net', role: 'viewer', pairs: null, ...BY } as const;

const asAnna = <T>(db: Database, deed: (tx: Tx) => Promise<T>) =>
  db.write((tx) => {
    actAs(tx, ANNA);
    return deed(tx);
  });

/** A user who chose a password, so that he can sign in. */
async function present(db: Database, user: { email: string; role: 'viewer' | 'admin' }): Promise<string> {
  const id = await asAnna(db, (tx) => inviteUser(tx, { ...otto, ...user }));
  const { key } = await asAnna(db, (tx) => makePasswordLink(tx, { id, ...BY }));
  await db.write((tx) => choosePassword(tx, { key, passwordHash: 'x', address: null, now }));
  return id;
}

async function signIn(db: Database, userId: string, token: string): Promise<void> {
  const times = { createdAt: new Date(now), updatedAt: new Date(now), expiresAt: new Date(now + HOUR_MS) };
  await db.write((tx) => tx.session.create({ data: { id: token, token, userId, ...times } }));
}

describeOnEngines('users', (engine) => {
  it('come by a link that serves once, within three days, and is kept as its hash', async () => {
    const { db } = await engine.open();
    const id = await asAnna(db, (tx) => inviteUser(tx, otto));
    await expect(asAnna(db, (tx) => inviteUser(tx, otto))).rejects.toMatchObject({ kind: 'conflict' });
    const first = await asAnna(db, (tx) => makePasswordLink(tx, { id, ...BY }));
    const { key, until } = await asAnna(db, (tx) => makePasswordLink(tx, { id, ...BY }));
    expect(until - now).toBe(72 * HOUR_MS);
    const standOf = (of: string, at = now) => db.read((tx) => passwordLinkStand(tx, of, at));
    expect(await standOf(first.key)).toEqual({ refusal: 'used' });
    expect(await standOf(key, until)).toEqual({ refusal: 'old' });
    expect(await standOf(key)).toMatchObject({ refusal: null, email: otto.email });
    expect(await db.read((tx) => listUsers(tx, now))).toMatchObject([{ state: 'invited', lastSeenAt: null }]);

    await signIn(db, id, 'before');
    const choose = () =>
      db.write((tx) => choosePassword(tx, { key, passwordHash: 'hash', address: '192.0.2.9', now }));
    const both = await Promise.allSettled([choose(), choose()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.read((tx) => listUsers(tx, now))).toMatchObject([{ state: 'active', sessions: 0 }]);
    const kept = await db.read(async (tx) => [
      await tx.auditEntry.findMany({ orderBy: { id: 'asc' } }),
      await tx.verification.findMany(),
    ]);
    expect(JSON.stringify(kept)).not.toContain(key);
    expect(kept[0]).toMatchObject([
      { deed: 'user-invited', actorName: 'Anna', address: '192.0.2.7', target: 'user:otto@example.net' },
      { deed: 'password-link-made' },
      { deed: 'password-link-made', before: { links: 1 } },
      { deed: 'password-chosen', actorName: 'Otto', address: '192.0.2.9', before: { hasPassword: false } },
    ]);
  });

  it('are out at once when they are disabled, and stay so when they are enabled', async () => {
    const { db } = await engine.open();
    const id = await present(db, { email: otto.email, role: 'viewer' });
    await signIn(db, id, 'here');
    const { key } = await asAnna(db, (tx) => makePasswordLink(tx, { id, ...BY }));
    const change = (disabled: boolean) =>
      asAnna(db, (tx) => changeUser(tx, { id, changes: { disabled }, ...BY }));
    await change(true);
    expect(await db.read((tx) => listUsers(tx, now))).toMatchObject([{ state: 'disabled', sessions: 0 }]);
    expect(await db.read((tx) => passwordLinkStand(tx, key, now))).toEqual({ refusal: 'used' });
    await expect(asAnna(db, (tx) => makePasswordLink(tx, { id, ...BY }))).rejects.toThrow(/disabled/);
    await change(false);
    expect(await db.read((tx) => listUsers(tx, now))).toMatchObject([{ state: 'active', sessions: 0 }]);
    await signIn(db, id, 'again');
    expect(await asAnna(db, (tx) => endSessions(tx, { id, ...BY }))).toBe(1);
    const deeds = await db.read((tx) => tx.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 3 }));
    expect(deeds).toMatchObject([
      { deed: 'sessions-ended', before: { sessions: 1 } },
      { deed: 'user-enabled', before: { disabled: true }, after: { disabled: false } },
      { deed: 'user-disabled', before: { disabled: false }, after: { disabled: true } },
    ]);
  });

  it('always have an admin among them who can sign in', async () => {
    const { db } = await engine.open();
    const one = await present(db, { email: 'one@example.net', role: 'admin' });
    await asAnna(db, (tx) => inviteUser(tx, { ...otto, role: 'admin' })); // who has no password can't sign in
    const demote = (id: string) =>
      asAnna(db, (tx) => changeUser(tx, { id, changes: { role: 'viewer' }, ...BY }));
    const disable = (id: string) =>
      asAnna(db, (tx) => changeUser(tx, { id, changes: { disabled: true }, ...BY }));
    await expect(demote(one)).rejects.toThrow(/last admin/);
    await expect(disable(one)).rejects.toThrow(/last admin/);
    const two = await present(db, { email: 'two@example.net', role: 'admin' });
    const both = await Promise.allSettled([demote(one), disable(two)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('see the pairs that are named, of those there are, and all as an admin', async () => {
    const { db } = await engine.open();
    await db.write((tx) => syncPairs(tx, [OFFICE], now));
    const invite = (role: 'viewer' | 'admin', pairs: string[]) =>
      asAnna(db, (tx) => inviteUser(tx, { ...otto, role, pairs }));
    await expect(invite('viewer', ['office', 'moon'])).rejects.toThrow(/no pair moon; there is office/);
    await expect(invite('admin', ['office'])).rejects.toThrow(/expected all pairs/);
    const id = await invite('viewer', ['office']);
    const pairsOf = async () => (await db.read((tx) => listUsers(tx, now)))[0]?.pairs;
    expect(await pairsOf()).toEqual(['office']);
    await asAnna(db, (tx) => changeUser(tx, { id, changes: { role: 'admin' }, ...BY }));
    expect(await pairsOf()).toBeNull();
  });

  it('look after their own account, also who sees some pairs only', async () => {
    const { db } = await engine.open();
    await db.write((tx) => syncPairs(tx, [OFFICE], now));
    const id = await present(db, { email: otto.email, role: 'viewer' });
    const other = await present(db, { email: 'one@example.net', role: 'admin' });
    for (const [userId, token] of [
      [id, 'here'],
      [id, 'there'],
      [id, 'elsewhere'],
      [other, 'not his'],
    ] as const)
      await signIn(db, userId, token);
    const self = { id, name: 'Otto', token: 'here' };
    const asOtto = <T>(deed: (tx: Tx) => Promise<T>) =>
      db.write((tx) => deed(scoped(tx, { id, pairs: ['office'] })));
    const places = () => asOtto(async (tx) => (await ownSessions(tx, self, now)).map((each) => each.id));
    expect((await places())[0]).toBe('here');
    expect(await asOtto((tx) => findUser(tx, id, now))).toMatchObject({ email: otto.email, sessions: 3 });
    await expect(asOtto((tx) => endOwnSessions(tx, { self, session: 'not his', now }))).rejects.toMatchObject(
      { kind: 'not-found' },
    );
    expect(await asOtto((tx) => endOwnSessions(tx, { self, session: 'there', now }))).toBe(1);
    const change = { self, passwordHash: 'y', token: 'another', now };
    expect(await asOtto((tx) => changeOwnPassword(tx, change))).toMatchObject({ ended: 1 });
    expect(await places()).toEqual(['here']);
    expect(await db.read((tx) => sessionOwner(tx, 'here', now))).toBeNull();
    expect(await db.read((tx) => sessionOwner(tx, 'another', now))).toMatchObject({ id });
    expect(await db.read((tx) => passwordHashOf(tx, id))).toBe('y');
    expect(await db.read((tx) => passwordHashOf(tx, other))).toBe('x');
    const left = await db.read((tx) => tx.session.findMany({ where: { userId: other } }));
    expect(left).toHaveLength(1);
  });
});
