import type { RemovedDto } from '../../lib/contracts/action.ts';
import type {
  EndedDto,
  Invite,
  PasswordLinkDto,
  TokenInput,
  TokenListDto,
  TokenMadeDto,
  UserAnswerDto,
  UserChange,
  UserListDto,
} from '../../lib/contracts/user.ts';
import type { Tx } from '../../lib/db/client.ts';
import { takeFactors } from '../../lib/store/factors.ts';
import { makePasswordLink, PASSWORD_PATH } from '../../lib/store/password-links.ts';
import { createToken, listTokens, revokeToken } from '../../lib/store/tokens.ts';
import { changeUser, endSessions, findUser, inviteUser, listUsers } from '../../lib/store/users.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { asker, checkRole } from './guard.ts';
import { pathId } from './path-id.ts';
import { baseUrl } from './sign-in.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();
const DAY_MS = 86_400_000;

/** Everybody who may sign in, for an admin. Throws `Problem`, as all here do. */
export async function readUsers(): Promise<UserListDto> {
  checkRole(await asker(), 'admin');
  const now = Date.now();
  return { now: isoOf(now), users: await readDatabase((tx) => listUsers(tx, now)) };
}

/** The tokens there are and were, for an admin. */
export async function readTokens(): Promise<TokenListDto> {
  checkRole(await asker(), 'admin');
  return { now: isoOf(Date.now()), tokens: await readDatabase(listTokens) };
}

/** Makes a user and the link he chooses a password by. */
export async function invite(request: Request, { by, ...user }: Invite): Promise<PasswordLinkDto> {
  const now = Date.now();
  return writeDatabase(async (tx) => {
    const id = await inviteUser(tx, { ...user, by, now });
    return linkFor(tx, request, { id, by, now });
  });
}

/** Another link for a user; those before serve no more. */
export function renewLink(request: Request, id: string, by: string): Promise<PasswordLinkDto> {
  return writeDatabase((tx) => linkFor(tx, request, { id, by, now: Date.now() }));
}

async function linkFor(
  tx: Tx,
  request: Request,
  { id, by, now }: { id: string; by: string; now: number },
): Promise<PasswordLinkDto> {
  const { key, until } = await makePasswordLink(tx, { id, by, now });
  const link = new URL(PASSWORD_PATH + key, addressFor(request)).href;
  return { now: isoOf(now), user: await findUser(tx, id, now), link, until: isoOf(until) };
}

/** Where people open the pages: as the settings say, else as the page that asks was opened, which `permit` knows for one of ours. */
const addressFor = ({ headers }: Request): string =>
  process.env.PAIRWATCH_PUBLIC_URL ?? headers.get('origin') ?? baseUrl();

export async function change(id: string, { by, ...changes }: UserChange): Promise<UserAnswerDto> {
  const now = Date.now();
  return writeDatabase(async (tx) => {
    await changeUser(tx, { id, changes, by, now });
    return { now: isoOf(now), user: await findUser(tx, id, now) };
  });
}

/** Signs a user out everywhere. */
export async function signOutUser(id: string, by: string): Promise<EndedDto> {
  const now = Date.now();
  return { now: isoOf(now), ended: await writeDatabase((tx) => endSessions(tx, { id, by, now })) };
}

/** Takes what a user signed in by beside the password away, as when the phone is lost, and signs him out everywhere. */
export async function takeUserFactors(id: string, by: string): Promise<EndedDto> {
  const now = Date.now();
  return { now: isoOf(now), ended: await writeDatabase((tx) => takeFactors(tx, { id, by, now })) };
}

export async function makeToken({ days, ...token }: TokenInput): Promise<TokenMadeDto> {
  const now = Date.now();
  const expiresAt = days === null ? null : now + days * DAY_MS;
  return {
    now: isoOf(now),
    token: await writeDatabase((tx) => createToken(tx, { ...token, expiresAt, now })),
  };
}

export async function endToken(id: string, by: string): Promise<RemovedDto> {
  const now = Date.now();
  const tokenId = pathId(id, 'token', '/api/v1/tokens');
  await writeDatabase((tx) => revokeToken(tx, { id: tokenId, by, now }));
  return { now: isoOf(now), removed: id };
}
