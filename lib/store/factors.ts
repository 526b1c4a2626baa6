import type { FactorsDto } from '../contracts/factors.ts';
import type { Tx } from '../db/client.ts';
import { actorOfDeed } from './acting.ts';
import { ActionError } from './actions/action-error.ts';
import { recordAudit } from './audit.ts';
import { recordOwn, type Self } from './own-account.ts';
import { passwordHashOf } from './passwords.ts';
import { type Owner, ownerOf } from './sign-ins.ts';
import { toDate, toIso } from './time.ts';
import { takeTurn } from './topics.ts';

/** What somebody signs in by beside the password; the caller says what the database alone does not tell. */
export async function factorsOf(
  tx: Tx,
  userId: string,
  { codesLeft, passkeysServe }: { codesLeft: number; passkeysServe: boolean },
): Promise<FactorsDto> {
  const rows = await tx.passkey.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return {
    hasPassword: (await passwordHashOf(tx, userId)) !== null,
    app: (await hasApp(tx, userId)) ? { codesLeft } : null,
    passkeys: rows.map(({ id, name, createdAt }) => ({
      id,
      name: name ?? 'without a name',
      createdAt: toIso(createdAt),
    })),
    passkeysServe,
  };
}

/** Whether a code of an app is asked of somebody: one that was never confirmed is none. */
export async function hasApp(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx.twoFactor.findFirst({ where: { userId, ...CONFIRMED }, select: { id: true } });
  return row !== null;
}

/** What stands at an app that was confirmed. */
export const CONFIRMED = { NOT: { verified: false }, user: { twoFactorEnabled: true } } as const;

/** Who gave the right password and is asked for a code; null when nobody waits by this challenge, or who does was disabled. `now`: milliseconds. */
export async function challenged(
  tx: Tx,
  challenge: string,
  now: number,
): Promise<(Owner & { email: string }) | null> {
  const waiting = await tx.verification.findFirst({
    where: { identifier: challenge, expiresAt: { gt: toDate(now) } },
  });
  const user = waiting && (await tx.user.findUnique({ where: { id: waiting.value } }));
  return user && user.disabledAt === null ? { ...ownerOf(user), email: user.email } : null;
}

/** Asks for codes no more. Throws `ActionError` when none was asked for. */
export async function removeApp(tx: Tx, { self, now }: { self: Self; now: number }): Promise<void> {
  await takeTurn(tx);
  const { count } = await tx.twoFactor.deleteMany({ where: { userId: self.id } });
  if (count === 0) throw new ActionError('not-found', 'There is no authenticator app to turn off.');
  await tx.user.update({ where: { id: self.id }, data: { twoFactorEnabled: false } });
  await recordOwn(tx, self, 'app-removed', { now });
}

/** One of somebody's passkeys serves no more. Throws `ActionError` when he has none of this id. */
export async function removePasskey(
  tx: Tx,
  { self, id, now }: { self: Self; id: string; now: number },
): Promise<void> {
  await takeTurn(tx);
  const found = await tx.passkey.findFirst({ where: { id, userId: self.id } });
  if (found === null) throw new ActionError('not-found', 'You have no such passkey any more.');
  await tx.passkey.delete({ where: { id } });
  await recordOwn(tx, self, 'passkey-removed', { now, before: { name: found.name } });
}

/**
 * Takes all factors but the password from a user who lost them, and signs him out everywhere. Gives how many places that were.
 * Throws `ActionError`.
 */
export async function takeFactors(
  tx: Tx,
  { id, by, now }: { id: string; by: string; now: number },
): Promise<number> {
  await takeTurn(tx);
  const user = await tx.user.findUnique({ where: { id }, select: { email: true } });
  if (user === null)
    throw new ActionError(
      'not-found',
      `There is no user with the id ${id}. GET /api/v1/users lists those there are.`,
    );
  const app = await hasApp(tx, id);
  const apps = await tx.twoFactor.deleteMany({ where: { userId: id } });
  const passkeys = await tx.passkey.deleteMany({ where: { userId: id } });
  if (apps.count + passkeys.count === 0)
    throw new ActionError('conflict', `${user.email} has no factor that could be taken away.`);
  await tx.user.update({ where: { id }, data: { twoFactorEnabled: false } });
  const ended = await tx.session.deleteMany({ where: { userId: id } });
  await recordAudit(tx, {
    at: now,
    actor: actorOfDeed(tx, by),
    deed: 'factors-removed',
    target: `user:${user.email}`,
    before: { app, passkeys: passkeys.count, sessions: ended.count },
    after: { app: false, passkeys: 0, sessions: 0 },
  });
  return ended.count;
}
