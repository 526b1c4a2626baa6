import { randomUUID } from 'node:crypto';
import { hashOf, newSecretText } from '../access/secret-text.ts';
import type { Tx } from '../db/client.ts';
import { ActionError } from './actions/action-error.ts';
import { recordAudit } from './audit.ts';
import { setPassword } from './passwords.ts';
import { isAnyUser } from './sign-ins.ts';
import { toDate } from './time.ts';
import { takeTurn } from './topics.ts';

const IDENTIFIER = 'set-up';
const VALID_FOR_MS = 24 * 3_600_000;

/** The key of a link by which the first user is made, once and within a day; one made before serves no more. null when there is a user. */
export async function makeSetUpKey(tx: Tx, now: number): Promise<string | null> {
  await takeTurn(tx);
  if (await isAnyUser(tx)) return null;
  const key = newSecretText('');
  const at = toDate(now);
  await tx.verification.deleteMany({ where: { identifier: IDENTIFIER } });
  await tx.verification.create({
    data: {
      id: randomUUID(),
      identifier: IDENTIFIER,
      value: hashOf(key),
      expiresAt: toDate(now + VALID_FOR_MS),
      createdAt: at,
      updatedAt: at,
    },
  });
  return key;
}

/** Why a set-up link does not serve; null when it does. */
export async function whyNoSetUp(tx: Tx, key: string, now: number): Promise<'set-up' | 'wrong-key' | null> {
  if (await isAnyUser(tx)) return 'set-up';
  const kept = await tx.verification.findFirst({ where: { identifier: IDENTIFIER, value: hashOf(key) } });
  return kept && kept.expiresAt.getTime() > now ? null : 'wrong-key';
}

export type FirstUser = {
  key: string;
  name: string;
  email: string;
  passwordHash: string;
  address: string | null;
};

/** Makes the first user, an admin, and uses the link up. Throws `ActionError`. */
export async function makeFirstUser(tx: Tx, user: FirstUser, now: number): Promise<void> {
  const { key, name, email, passwordHash, address } = user;
  await takeTurn(tx);
  const why = await whyNoSetUp(tx, key, now);
  if (why !== null) throw new ActionError('conflict', SET_UP_REFUSALS[why]);
  // Of two at once, who removes the row has the link.
  const used = await tx.verification.deleteMany({ where: { identifier: IDENTIFIER, value: hashOf(key) } });
  if (used.count === 0) throw new ActionError('conflict', SET_UP_REFUSALS['set-up']);
  const id = randomUUID();
  const times = { createdAt: toDate(now), updatedAt: toDate(now) };
  await tx.user.create({ data: { id, name, email, emailVerified: false, role: 'admin', ...times } });
  await setPassword(tx, { userId: id, passwordHash, now });
  await recordAudit(tx, {
    at: now,
    actor: { kind: 'user', id, name, address },
    deed: 'set-up',
    target: `user:${email}`,
    after: { name, email, role: 'admin' },
  });
}

export const SET_UP_REFUSALS = {
  'set-up': 'Pairwatch is set up already, and each set-up link serves once. Sign in at /sign-in.',
  'wrong-key':
    'This set-up link is not the last one that was made, or is older than a day. Run "pairwatch users set-up-link" where Pairwatch runs for a new one.',
} as const;
