import type { OwnSessionDto } from '../contracts/user.ts';
import type { Tx } from '../db/client.ts';
import { actorOfDeed } from './acting.ts';
import { ActionError } from './actions/action-error.ts';
import { recordAudit } from './audit.ts';
import { setPassword } from './passwords.ts';
import { toDate, toIso } from './time.ts';

/** Who looks after an account of his own, by which session. */
export type Self = { id: string; name: string; token: string | null };

/** Where somebody is signed in, the present place first, then the one used last. */
export async function ownSessions(tx: Tx, { id, token }: Self, now: number): Promise<OwnSessionDto[]> {
  const rows = await tx.session.findMany({
    where: { userId: id, expiresAt: { gt: toDate(now) } },
    orderBy: { updatedAt: 'desc' },
  });
  return rows
    .map((row) => ({
      id: row.id,
      isPresent: row.token === token,
      createdAt: toIso(row.createdAt),
      expiresAt: toIso(row.expiresAt),
      lastSeenAt: toIso(row.updatedAt),
      address: row.ipAddress || null,
      agent: row.userAgent || null,
    }))
    .sort((one, other) => Number(other.isPresent) - Number(one.isPresent));
}

/** Signs somebody out in one place, or with null in all but the present one. Gives how many places that were. Throws `ActionError`. */
export async function endOwnSessions(
  tx: Tx,
  { self, session, now }: { self: Self; session: string | null; now: number },
): Promise<number> {
  const which =
    session !== null ? { id: session } : self.token !== null ? { token: { not: self.token } } : {};
  const { count } = await tx.session.deleteMany({ where: { userId: self.id, ...which } });
  if (count === 0 && session !== null)
    throw new ActionError('not-found', 'You are not signed in there any more.');
  await recordOwn(tx, self, 'own-sessions-ended', {
    now,
    before: { sessions: count },
    after: { sessions: 0 },
  });
  return count;
}

/**
 * Changes somebody's own password, and signs him out everywhere else. The present session goes on by `token`: whoever took its
 * former one has nothing any more. Gives in how many places it ended, and until when the present one lasts.
 */
export async function changeOwnPassword(
  tx: Tx,
  { self, passwordHash, token, now }: { self: Self; passwordHash: string; token: string; now: number },
): Promise<{ ended: number; until: number | null }> {
  await setPassword(tx, { userId: self.id, passwordHash, now });
  const others = self.token === null ? {} : { token: { not: self.token } };
  const { count } = await tx.session.deleteMany({ where: { userId: self.id, ...others } });
  await recordOwn(tx, self, 'password-changed', {
    now,
    before: { otherSessions: count },
    after: { otherSessions: 0 },
  });
  if (self.token === null) return { ended: count, until: null };
  const { expiresAt } = await tx.session.update({ where: { token: self.token }, data: { token } });
  return { ended: count, until: expiresAt.getTime() };
}

/** Writes down what somebody did to his own account. */
export async function recordOwn(
  tx: Tx,
  { id, name }: Self,
  deed: string,
  { now, before = null, after = null }: { now: number; before?: object | null; after?: object | null },
): Promise<void> {
  const user = await tx.user.findUnique({ where: { id }, select: { email: true } });
  const actor = actorOfDeed(tx, name);
  await recordAudit(tx, { at: now, actor, deed, target: `user:${user?.email ?? id}`, before, after });
}
