import { z } from 'zod';
import { isRole, type Role } from '../access/role.ts';
import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

/** That a session or a token was used is written at most so often. */
const NOTED_EVERY_MS = 60_000;

/** What is known of somebody who showed a session or a token. */
export type Owner = { id: string; name: string; role: Role; pairs: readonly string[] | null };

/** Whose session it is; null for none, one that is over, or of somebody who was disabled. `now`: milliseconds. */
export async function sessionOwner(
  tx: Tx,
  token: string,
  now: number,
): Promise<(Owner & { isUseNoted: boolean }) | null> {
  const session = await tx.session.findUnique({ where: { token }, include: { user: true } });
  if (!session || session.expiresAt.getTime() <= now || session.user.disabledAt !== null) return null;
  return { ...ownerOf(session.user), isUseNoted: now - session.updatedAt.getTime() < NOTED_EVERY_MS };
}

/** Notes that a session was used now; it lives no longer for that. */
export async function touchSession(tx: Tx, token: string, now: number): Promise<void> {
  await tx.session.updateMany({
    where: { token, updatedAt: { lte: toDate(now - NOTED_EVERY_MS) } },
    data: { updatedAt: toDate(now) },
  });
}

/** Somebody who may sign in by this e-mail address; null when nobody has it, or who has it was disabled. */
export async function userNamed(tx: Tx, email: string): Promise<Owner | null> {
  const user = await tx.user.findUnique({ where: { email } });
  return user && user.disabledAt === null ? ownerOf(user) : null;
}

/** Whose token has this hash; null for none, or one that is revoked or over. `isUseNoted`: within the last minute. */
export async function tokenOwner(
  tx: Tx,
  hash: string,
  now: number,
): Promise<(Owner & { isUseNoted: boolean }) | null> {
  const token = await tx.apiToken.findUnique({ where: { hash } });
  if (!token || token.revokedAt !== null) return null;
  if (token.expiresAt !== null && token.expiresAt.getTime() <= now) return null;
  const isUseNoted = token.lastUsedAt !== null && now - token.lastUsedAt.getTime() < NOTED_EVERY_MS;
  return { ...ownerOf({ ...token, id: String(token.id) }), isUseNoted };
}

/** Notes that a token was used now. */
export async function touchToken(tx: Tx, id: string, now: number): Promise<void> {
  await tx.apiToken.updateMany({
    where: {
      id: Number(id),
      OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: toDate(now - NOTED_EVERY_MS) } }],
    },
    data: { lastUsedAt: toDate(now) },
  });
}

export async function isAnyUser(tx: Tx): Promise<boolean> {
  return (await tx.user.findFirst({ select: { id: true } })) !== null;
}

const pairNames = z.array(z.string()).nullable();

type Row = { id: string; name: string; role: string; pairs: unknown };

/** What another version may have written counts as the least: a role that is not known may read, pairs that are none are no pairs. */
export function ownerOf({ id, name, role, pairs }: Row): Owner {
  return { id, name, role: isRole(role) ? role : 'viewer', pairs: pairNames.catch([]).parse(pairs) };
}
