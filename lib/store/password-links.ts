import { randomUUID } from 'node:crypto';
import { hashOf, newSecretText } from '../access/secret-text.ts';
import type { Tx } from '../db/client.ts';
import { actorOfDeed } from './acting.ts';
import { ActionError } from './actions/action-error.ts';
import { recordAudit } from './audit.ts';
import { setPassword } from './passwords.ts';
import { toDate, toIso } from './time.ts';
import { takeTurn } from './topics.ts';

const IDENTIFIER = 'password:';
const VALID_FOR_MS = 72 * 3_600_000;

/** Where the pages take the key of a link. */
export const PASSWORD_PATH = '/set-up/password?key=';

export type PasswordLinkKey = { key: string; until: number };

/** The key of a link by which a user chooses a password, once and within three days; one made before serves no more. Throws `ActionError`. */
export async function makePasswordLink(
  tx: Tx,
  { id, by, now }: { id: string; by: string; now: number },
): Promise<PasswordLinkKey> {
  await takeTurn(tx);
  const user = await tx.user.findUnique({ where: { id } });
  if (user === null)
    throw new ActionError(
      'not-found',
      `There is no user with the id ${id}. GET /api/v1/users lists those there are.`,
    );
  if (user.disabledAt !== null)
    throw new ActionError(
      'conflict',
      `${user.email} is disabled, and a link would lead nowhere. Enable it first.`,
    );
  const key = newSecretText('');
  const until = now + VALID_FOR_MS;
  const replaced = await dropPasswordLinks(tx, id);
  await tx.verification.create({
    data: {
      id: randomUUID(),
      identifier: IDENTIFIER + id,
      value: hashOf(key),
      expiresAt: toDate(until),
      createdAt: toDate(now),
      updatedAt: toDate(now),
    },
  });
  await recordAudit(tx, {
    at: now,
    actor: actorOfDeed(tx, by),
    deed: 'password-link-made',
    target: `user:${user.email}`,
    before: { links: replaced },
    after: { until: toIso(toDate(until)) },
  });
  return { key, until };
}

/** Links of a user serve no more. Gives how many did. */
export async function dropPasswordLinks(tx: Tx, userId: string): Promise<number> {
  return (await tx.verification.deleteMany({ where: { identifier: IDENTIFIER + userId } })).count;
}

/** By user, until when a link that waits serves. */
export async function passwordLinksUntil(
  tx: Tx,
  userIds: readonly string[],
  now: number,
): Promise<Map<string, Date>> {
  const rows = await tx.verification.findMany({
    where: { identifier: { in: userIds.map((id) => IDENTIFIER + id) }, expiresAt: { gt: toDate(now) } },
  });
  return new Map(rows.map(({ identifier, expiresAt }) => [identifier.slice(IDENTIFIER.length), expiresAt]));
}

export const LINK_REFUSALS = {
  used: 'This link was used already, or another was made after it, which serves in its place. Ask whoever gave it for another, or sign in.',
  old: 'This link is older than three days. Ask whoever gave it for another.',
} as const;

export type LinkStand =
  | { refusal: keyof typeof LINK_REFUSALS }
  | { refusal: null; id: string; name: string; email: string };

/** Whose password a link is for, or why it serves no more. */
export async function passwordLinkStand(tx: Tx, key: string, now: number): Promise<LinkStand> {
  const row = await tx.verification.findFirst({
    where: { identifier: { startsWith: IDENTIFIER }, value: hashOf(key) },
  });
  if (row === null) return { refusal: 'used' };
  if (row.expiresAt.getTime() <= now) return { refusal: 'old' };
  const user = await tx.user.findUnique({ where: { id: row.identifier.slice(IDENTIFIER.length) } });
  if (user === null || user.disabledAt !== null) return { refusal: 'used' };
  return { refusal: null, id: user.id, name: user.name, email: user.email };
}

/** Makes this the password of whom the link is for, uses the link up, and signs him out everywhere. Gives his e-mail address. Throws `ActionError`. */
export async function choosePassword(
  tx: Tx,
  {
    key,
    passwordHash,
    address,
    now,
  }: { key: string; passwordHash: string; address: string | null; now: number },
): Promise<string> {
  await takeTurn(tx);
  const stand = await passwordLinkStand(tx, key, now);
  if (stand.refusal !== null) throw new ActionError('conflict', LINK_REFUSALS[stand.refusal]);
  // Of two at once, who removes the row has the link.
  if ((await dropPasswordLinks(tx, stand.id)) === 0) throw new ActionError('conflict', LINK_REFUSALS.used);
  const { id, name, email } = stand;
  const { wasNew } = await setPassword(tx, { userId: id, passwordHash, now });
  const { count } = await tx.session.deleteMany({ where: { userId: id } });
  await recordAudit(tx, {
    at: now,
    actor: { kind: 'user', id, name, address },
    deed: 'password-chosen',
    target: `user:${email}`,
    before: { hasPassword: !wasNew, sessions: count },
    after: { hasPassword: true, sessions: 0 },
  });
  return email;
}
