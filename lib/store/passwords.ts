import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

/** How better-auth calls the account that is a password. */
const PROVIDER = 'credential';

/** The hash of somebody's password; null while he has none. */
export async function passwordHashOf(tx: Tx, userId: string): Promise<string | null> {
  const account = await tx.account.findFirst({ where: { userId, providerId: PROVIDER } });
  return account?.password ?? null;
}

/** Gives somebody a password, in the place of the one before. */
export async function setPassword(
  tx: Tx,
  { userId, passwordHash, now }: { userId: string; passwordHash: string; now: number },
): Promise<{ wasNew: boolean }> {
  const changed = await tx.account.updateMany({
    where: { userId, providerId: PROVIDER },
    data: { password: passwordHash, updatedAt: toDate(now) },
  });
  if (changed.count > 0) return { wasNew: false };
  const times = { createdAt: toDate(now), updatedAt: toDate(now) };
  await tx.account.create({
    data: {
      id: randomUUID(),
      accountId: userId,
      providerId: PROVIDER,
      userId,
      password: passwordHash,
      ...times,
    },
  });
  return { wasNew: true };
}
