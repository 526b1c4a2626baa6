import type { Role } from '../access/role.ts';
import { hashOf, newSecretText } from '../access/secret-text.ts';
import type { TokenDto } from '../contracts/user.ts';
import type { Tx } from '../db/client.ts';
import { actorOfDeed } from './acting.ts';
import { ActionError } from './actions/action-error.ts';
import { recordAudit } from './audit.ts';
import { checkScope } from './role-scope.ts';
import { ownerOf } from './sign-ins.ts';
import { toDate, toIso } from './time.ts';

/** How every token begins, so that one that was left somewhere is known for what it is. */
const TOKEN_PREFIX = 'pairwatch_';

export type NewToken = {
  name: string;
  role: Role;
  pairs: string[] | null;
  expiresAt: number | null;
  by: string;
  now: number;
};

/** Makes a token and gives it: nobody can ever read it again. A conflict when one that serves has the name. */
export async function createToken(tx: Tx, token: NewToken): Promise<string> {
  const { name, role, pairs, expiresAt, by, now } = token;
  await checkScope(tx, { role, pairs });
  if ((await serving(tx, name, now)) !== null)
    throw new ActionError(
      'conflict',
      `There is a token ${name} already: choose another name, or revoke it first.`,
    );
  const text = newSecretText(TOKEN_PREFIX);
  const { id } = await tx.apiToken.create({
    data: {
      name,
      hash: hashOf(text),
      role,
      ...(pairs !== null && { pairs }),
      createdAt: toDate(now),
      createdBy: by,
      expiresAt: toDate(expiresAt),
    },
  });
  const after = { id, role, pairs, expiresAt: toIso(toDate(expiresAt)) };
  await recordAudit(tx, {
    at: now,
    actor: actorOfDeed(tx, by),
    deed: 'token-made',
    target: `token:${name}`,
    after,
  });
  return text;
}

/** Ends a token at once, by its name or its id. */
export async function revokeToken(
  tx: Tx,
  { by, now, ...of }: ({ name: string } | { id: number }) & { by: string; now: number },
): Promise<void> {
  const token = 'name' in of ? await serving(tx, of.name, now) : await servingById(tx, of.id, now);
  if (token === null)
    throw new ActionError(
      'not-found',
      `There is no token ${'name' in of ? of.name : `with the id ${of.id}`} that serves: it is not known, revoked or over.`,
    );
  const { name, role, pairs, expiresAt } = token;
  await tx.apiToken.update({ where: { id: token.id }, data: { revokedAt: toDate(now) } });
  const actor = actorOfDeed(tx, by);
  await recordAudit(tx, {
    at: now,
    actor,
    deed: 'token-revoked',
    target: `token:${name}`,
    before: { id: token.id, role, pairs, expiresAt: toIso(expiresAt) },
    after: { revokedAt: toIso(toDate(now)) },
  });
}

const serving = (tx: Tx, name: string, now: number) =>
  tx.apiToken.findFirst({ where: { name, ...servesAt(now) } });

const servingById = (tx: Tx, id: number, now: number) =>
  tx.apiToken.findFirst({ where: { id, ...servesAt(now) } });

const servesAt = (now: number) => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(now) } }],
});

/** The tokens there are and were, without what they are; the latest first. */
export async function listTokens(tx: Tx): Promise<TokenDto[]> {
  const rows = await tx.apiToken.findMany({ orderBy: { id: 'desc' } });
  return rows.map((row) => {
    const { name, role, pairs } = ownerOf({ ...row, id: String(row.id) });
    return {
      id: row.id,
      name,
      role,
      pairs: pairs && [...pairs],
      createdAt: toIso(row.createdAt),
      createdBy: row.createdBy,
      expiresAt: toIso(row.expiresAt),
      lastUsedAt: toIso(row.lastUsedAt),
      revokedAt: toIso(row.revokedAt),
    };
  });
}
