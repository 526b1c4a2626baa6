import type { AccountDto, EndedDto, OwnPassword } from '../../lib/contracts/user.ts';
import { hashPassword } from '../../lib/sign-in/password.ts';
import { newSessionToken, sessionCookie } from '../../lib/sign-in/session-cookie.ts';
import { changeOwnPassword, endOwnSessions, ownSessions } from '../../lib/store/own-account.ts';
import { findUser } from '../../lib/store/users.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { readFactors } from './factors.ts';
import { asker } from './guard.ts';
import { checkOwnPassword, selfOf, signedInSelf } from './self.ts';
import { isServedByTls } from './sign-in-mode.ts';
import { signInSecret } from './sign-in-secret.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Who asks, and where he is signed in. Throws `Problem`, as all here do. */
export async function readAccount(headers: Headers): Promise<AccountDto> {
  const now = Date.now();
  const self = await selfOf(await asker(), headers);
  if (self === null) return { now: isoOf(now), user: null, sessions: [], factors: null };
  const factors = await readFactors(self, headers);
  return readDatabase(async (tx) => ({
    now: isoOf(now),
    user: await findUser(tx, self.id, now),
    sessions: await ownSessions(tx, self, now),
    factors,
  }));
}

/** Changes the password of who asks and knows the present one: he is signed out everywhere else, and here goes on by another cookie. */
export async function changePassword(
  request: Request,
  { present, password }: OwnPassword,
): Promise<{ told: EndedDto; cookie: string | null }> {
  const self = await signedInSelf(request);
  const now = Date.now();
  await checkOwnPassword(self, present, 'present');
  const passwordHash = await hashPassword(password);
  const token = newSessionToken();
  const { ended, until } = await writeDatabase((tx) =>
    changeOwnPassword(tx, { self, passwordHash, token, now }),
  );
  return {
    told: { now: isoOf(now), ended },
    cookie: until === null ? null : await cookieOf(token, until - now),
  };
}

const cookieOf = async (token: string, lastsMs: number): Promise<string> =>
  sessionCookie(token, {
    isTls: isServedByTls(),
    secret: await signInSecret(),
    seconds: Math.floor(lastsMs / 1000),
  });

/** Signs who asks out in one place, or with null everywhere but here. */
export async function endOwn(request: Request, session: string | null): Promise<EndedDto> {
  const self = await signedInSelf(request);
  const now = Date.now();
  const ended = await writeDatabase((tx) => endOwnSessions(tx, { self, session, now }));
  return { now: isoOf(now), ended };
}
