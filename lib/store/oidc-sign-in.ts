import { randomUUID } from 'node:crypto';
import type { Grant } from '../access/grant.ts';
import { newSecretText } from '../access/secret-text.ts';
import type { RefusedThere } from '../contracts/sign-in.ts';
import type { Tx } from '../db/client.ts';
import { recordAudit } from './audit.ts';
import { jsonOrNull } from './json.ts';
import { ownerOf } from './sign-ins.ts';
import { toDate } from './time.ts';
import { takeTurn } from './topics.ts';

/** Somebody who signed in at a provider, and what its groups give him here. */
export type OidcVisit = {
  issuer: string;
  /** Who he is there, for good. */
  subject: string;
  name: string;
  email: string | null;
  isEmailVerified: boolean;
  grant: Grant | 'no-role' | 'no-pairs';
  /** Whether the e-mail address of a user that is there already makes him that one, once it is verified. */
  linkByEmail: boolean;
  /** Of the browser. */
  address: string | null;
  agent: string | null;
  sessionMs: number;
  now: number;
};

type OidcRefusal = Exclude<RefusedThere, 'provider-down' | 'refused-there' | 'wrong-answer' | 'lost'>;

/** Signs somebody in who came from a provider: makes the user the first time, takes role and pairs anew, writes down what came of it. */
export async function signInByOidc(
  tx: Tx,
  visit: OidcVisit,
): Promise<{ token: string } | { refusal: OidcRefusal }> {
  await takeTurn(tx);
  const found = await userOf(tx, visit);
  if (typeof found === 'string') return refuse(tx, visit, found);
  const { id } = found;
  const token = newSecretText('');
  const { now, address, agent, issuer } = visit;
  const times = { createdAt: toDate(now), updatedAt: toDate(now), expiresAt: toDate(now + visit.sessionMs) };
  await tx.session.create({
    data: { id: randomUUID(), token, userId: id, ipAddress: address, userAgent: agent, ...times },
  });
  const actor = { kind: 'user', id, name: visit.name, address } as const;
  await recordAudit(tx, { at: now, actor, deed: 'signed-in', target: null, after: { by: issuer } });
  return { token };
}

/** The user as he is from now on, or why there is none. */
async function userOf(tx: Tx, visit: OidcVisit): Promise<{ id: string } | OidcRefusal> {
  const { grant, email } = visit;
  const account = await tx.account.findFirst({
    where: { providerId: providerOf(visit), accountId: visit.subject },
    include: { user: true },
  });
  if (account?.user.disabledAt) return 'disabled';
  if (typeof grant === 'string') {
    // What he was let into before he is out of now.
    if (account) await tx.session.deleteMany({ where: { userId: account.userId } });
    return grant;
  }
  if (account) return changed(tx, account.user, { visit, grant });
  if (email === null) return 'no-email';
  const known = await tx.user.findUnique({ where: { email } });
  if (known === null) return made(tx, { ...visit, email, grant });
  if (known.disabledAt) return 'disabled';
  if (!visit.linkByEmail) return 'email-taken';
  if (!visit.isEmailVerified) return 'email-unverified';
  await link(tx, visit, known.id);
  return changed(tx, known, { visit, grant, deed: 'user-linked' });
}

async function made(
  tx: Tx,
  { email, grant, ...visit }: OidcVisit & { email: string; grant: Grant },
): Promise<{ id: string }> {
  const { now, name, isEmailVerified, issuer } = visit;
  const id = randomUUID();
  const times = { createdAt: toDate(now), updatedAt: toDate(now) };
  const { role } = grant;
  const pairs = grant.pairs && [...grant.pairs];
  await tx.user.create({
    data: { id, name, email, emailVerified: isEmailVerified, role, pairs: jsonOrNull(pairs), ...times },
  });
  await link(tx, visit, id);
  await record(tx, visit, 'user-made', {
    target: `user:${email}`,
    after: { name, email, role, pairs, by: issuer },
  });
  return { id };
}

type User = Parameters<typeof ownerOf>[0] & { email: string };

async function changed(
  tx: Tx,
  user: User,
  { visit, grant, deed = 'user-changed' }: { visit: OidcVisit; grant: Grant; deed?: string },
): Promise<{ id: string }> {
  const { name, role, pairs } = ownerOf(user);
  const before = { name, role, pairs: pairs && [...pairs] };
  const after = { name: visit.name, role: grant.role, pairs: grant.pairs && [...grant.pairs] };
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  if (isSame && deed === 'user-changed') return user;
  await tx.user.update({
    where: { id: user.id },
    data: { ...after, pairs: jsonOrNull(after.pairs), updatedAt: toDate(visit.now) },
  });
  await record(tx, visit, deed, {
    target: `user:${user.email}`,
    before,
    after: { ...after, by: visit.issuer },
  });
  return user;
}

const providerOf = ({ issuer }: Pick<OidcVisit, 'issuer'>) => `oidc:${issuer}`;

async function link(
  tx: Tx,
  visit: Pick<OidcVisit, 'issuer' | 'subject' | 'now'>,
  userId: string,
): Promise<void> {
  const times = { createdAt: toDate(visit.now), updatedAt: toDate(visit.now) };
  await tx.account.create({
    data: { id: randomUUID(), accountId: visit.subject, providerId: providerOf(visit), userId, ...times },
  });
}

async function refuse(tx: Tx, visit: OidcVisit, refusal: OidcRefusal): Promise<{ refusal: OidcRefusal }> {
  const { issuer, now, address, email, name } = visit;
  const actor = { kind: 'nobody', id: null, name: email ?? name, address } as const;
  const after = { by: issuer, reason: refusal };
  await recordAudit(tx, { at: now, actor, deed: 'sign-in-refused', target: null, after });
  return { refusal };
}

/** What is done to a user by what his provider says, and by nobody here. */
function record(
  tx: Tx,
  { now, address }: Pick<OidcVisit, 'now' | 'address'>,
  deed: string,
  what: { target: string; before?: object; after: object },
): Promise<void> {
  const actor = { kind: 'pairwatch', id: null, name: 'OpenID Connect', address } as const;
  return recordAudit(tx, { at: now, actor, deed, ...what });
}
