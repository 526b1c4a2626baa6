import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Role } from '../access/role.ts';
import type { UserDto } from '../contracts/user.ts';
import type { Tx } from '../db/client.ts';
import { actorOfDeed } from './acting.ts';
import { ActionError } from './actions/action-error.ts';
import { recordAudit } from './audit.ts';
import { CONFIRMED } from './factors.ts';
import { jsonOrNull } from './json.ts';
import { dropPasswordLinks, passwordLinksUntil } from './password-links.ts';
import { checkScope } from './role-scope.ts';
import { ownerOf } from './sign-ins.ts';
import { toDate, toIso } from './time.ts';
import { takeTurn } from './topics.ts';

const WITH = {
  accounts: { select: { id: true } },
  sessions: { select: { updatedAt: true, expiresAt: true } },
  twoFactors: { where: CONFIRMED, select: { id: true } },
  passkeys: { select: { id: true } },
} as const;

const rowOf = (tx: Tx, id: string) => tx.user.findUnique({ where: { id }, include: WITH });
type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;

/** Who may sign in, may soon, or could once, by e-mail address. */
export async function listUsers(tx: Tx, now: number): Promise<UserDto[]> {
  const rows = await tx.user.findMany({ orderBy: { email: 'asc' }, include: WITH });
  return dtosOf(tx, rows, now);
}

/** Throws `ActionError` for one that is not there. */
export async function findUser(tx: Tx, id: string, now: number): Promise<UserDto> {
  const [user] = await dtosOf(tx, [await existing(tx, id)], now);
  if (user === undefined) throw unknownUser(id);
  return user;
}

/** The id of whoever has an e-mail address. Throws `ActionError` when nobody has. */
export async function userIdOf(tx: Tx, email: string): Promise<string> {
  const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (user === null)
    throw new ActionError(
      'not-found',
      `No user has the e-mail address ${email}. "pairwatch users list" tells who there is.`,
    );
  return user.id;
}

export type NewUser = {
  name: string;
  email: string;
  role: Role;
  pairs: string[] | null;
  by: string;
  now: number;
};

/** Makes a user who can't sign in until a password was chosen by a link. Gives the id. Throws `ActionError`. */
export async function inviteUser(tx: Tx, { by, now, ...user }: NewUser): Promise<string> {
  await takeTurn(tx);
  await checkScope(tx, user);
  if ((await tx.user.findUnique({ where: { email: user.email } })) !== null)
    throw new ActionError(
      'conflict',
      `${user.email} is the e-mail address of a user already. Change that one, or make another link for it.`,
    );
  const id = randomUUID();
  const times = { createdAt: toDate(now), updatedAt: toDate(now) };
  await tx.user.create({
    data: { id, ...user, pairs: jsonOrNull(user.pairs), emailVerified: false, ...times },
  });
  const actor = actorOfDeed(tx, by);
  await recordAudit(tx, { at: now, actor, deed: 'user-invited', target: `user:${user.email}`, after: user });
  return id;
}

type Changes = {
  name?: string | undefined;
  role?: Role | undefined;
  pairs?: string[] | null | undefined;
  disabled?: boolean | undefined;
};

/**
 * Changes a user; what is left out stays, but for the pairs of whoever becomes an admin, who has all. Who is disabled is out at once.
 * Throws `ActionError`, as for the last admin who can sign in.
 */
export async function changeUser(
  tx: Tx,
  { id, changes, by, now }: { id: string; changes: Changes; by: string; now: number },
): Promise<void> {
  await takeTurn(tx);
  const row = await existing(tx, id);
  const before = standOf(row);
  const role = changes.role ?? before.role;
  const after = {
    name: changes.name ?? before.name,
    role,
    pairs: changes.pairs !== undefined ? changes.pairs : role === 'admin' ? null : before.pairs,
    disabled: changes.disabled ?? before.disabled,
  };
  if (isDeepStrictEqual(before, after)) return;
  // What he has stays even where a pair is gone since: else he could not be disabled.
  if (!isDeepStrictEqual([before.role, before.pairs], [after.role, after.pairs])) await checkScope(tx, after);
  if (after.role !== 'admin' || after.disabled) await checkNotLastAdmin(tx, row);
  const isOut = after.disabled && !before.disabled;
  await tx.user.update({
    where: { id },
    data: {
      name: after.name,
      role,
      pairs: jsonOrNull(after.pairs),
      disabledAt: after.disabled ? (row.disabledAt ?? toDate(now)) : null,
      updatedAt: toDate(now),
    },
  });
  if (isOut) {
    await tx.session.deleteMany({ where: { userId: id } });
    await dropPasswordLinks(tx, id);
  }
  const deed = isOut ? 'user-disabled' : before.disabled && !after.disabled ? 'user-enabled' : 'user-changed';
  const actor = actorOfDeed(tx, by);
  await recordAudit(tx, { at: now, actor, deed, target: `user:${row.email}`, before, after });
}

/** Signs a user out everywhere. Gives how many places that were. */
export async function endSessions(
  tx: Tx,
  { id, by, now }: { id: string; by: string; now: number },
): Promise<number> {
  const { email } = await existing(tx, id);
  const { count } = await tx.session.deleteMany({ where: { userId: id } });
  await recordAudit(tx, {
    at: now,
    actor: actorOfDeed(tx, by),
    deed: 'sessions-ended',
    target: `user:${email}`,
    before: { sessions: count },
    after: { sessions: 0 },
  });
  return count;
}

async function existing(tx: Tx, id: string): Promise<Row> {
  const row = await rowOf(tx, id);
  if (row === null) throw unknownUser(id);
  return row;
}

const unknownUser = (id: string) =>
  new ActionError(
    'not-found',
    `There is no user with the id ${id}. GET /api/v1/users lists those there are.`,
  );

function standOf(row: Row) {
  const { name, role, pairs } = ownerOf(row);
  return { name, role, pairs: pairs && [...pairs], disabled: row.disabledAt !== null };
}

/** Throws `ActionError` when nobody but this one could let others in. */
async function checkNotLastAdmin(tx: Tx, { id, role, disabledAt, accounts }: Row): Promise<void> {
  if (role !== 'admin' || disabledAt !== null || accounts.length === 0) return;
  const other = await tx.user.findFirst({
    where: { id: { not: id }, role: 'admin', disabledAt: null, accounts: { some: {} } },
  });
  if (other !== null) return;
  throw new ActionError(
    'conflict',
    'This is the last admin who can sign in: without one nobody could let others in. Make somebody else admin first.',
  );
}

async function dtosOf(tx: Tx, rows: readonly Row[], now: number): Promise<UserDto[]> {
  const ids = rows.map(({ id }) => id);
  const until = await passwordLinksUntil(tx, ids, now);
  const signedIn = await tx.auditEntry.groupBy({
    by: ['actorId'],
    where: { deed: { in: ['signed-in', 'signed-out'] }, actorKind: 'user', actorId: { in: ids } },
    _max: { at: true },
  });
  return rows.map((row) => {
    const { disabled, ...stand } = standOf(row);
    const seen = [
      ...row.sessions.map(({ updatedAt }) => updatedAt),
      ...signedIn.flatMap(({ actorId, _max: { at } }) => (actorId === row.id && at !== null ? [at] : [])),
    ].map((at) => at.getTime());
    return {
      id: row.id,
      email: row.email,
      ...stand,
      state: disabled ? 'disabled' : row.accounts.length === 0 ? 'invited' : 'active',
      createdAt: toIso(row.createdAt),
      lastSeenAt: seen.length === 0 ? null : toIso(toDate(Math.max(...seen))),
      sessions: row.sessions.filter(({ expiresAt }) => expiresAt.getTime() > now).length,
      linkUntil: toIso(until.get(row.id) ?? null),
      hasApp: row.twoFactors.length > 0,
      passkeys: row.passkeys.length,
    };
  });
}
