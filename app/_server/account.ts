import type { Actor } from '../../lib/access/actor.ts';
import type { AccountDto, EndedDto, OwnPassword } from '../../lib/contracts/user.ts';
import { hashPassword, verifyPassword } from '../../lib/sign-in/password.ts';
import { changeOwnPassword, endOwnSessions, ownSessions, type Self } from '../../lib/store/own-account.ts';
import { passwordHashOf } from '../../lib/store/passwords.ts';
import { findUser } from '../../lib/store/users.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { asker } from './guard.ts';
import { Problem, unfitBody } from './problem.ts';
import { sessionTokenIn } from './who-asks.ts';
import { isBarred, noteWrongToken } from './wrong-tokens.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Who asks, and where he is signed in. Throws `Problem`, as all here do. */
export async function readAccount(headers: Headers): Promise<AccountDto> {
  const now = Date.now();
  const self = await selfOf(await asker(), headers);
  if (self === null) return { now: isoOf(now), user: null, sessions: [] };
  return readDatabase(async (tx) => ({
    now: isoOf(now),
    user: await findUser(tx, self.id, now),
    sessions: await ownSessions(tx, self, now),
  }));
}

/** Changes the password of who asks and knows the present one; he is signed out everywhere else. */
export async function changePassword(
  request: Request,
  { present, password }: OwnPassword,
): Promise<EndedDto> {
  const self = await signedInSelf(request);
  const now = Date.now();
  const account = `account ${self.id}`;
  if (isBarred(account, now))
    throw new Problem('too-many-tries', 429, 'Too many tries', 'Wait a minute, then try once more.');
  const hash = await readDatabase((tx) => passwordHashOf(tx, self.id));
  if (hash === null || !(await verifyPassword({ hash, password: present }))) {
    noteWrongToken(account, now);
    throw unfitBody([{ path: ['present'], found: 'another', expected: 'your present password' }], null);
  }
  const passwordHash = await hashPassword(password);
  const ended = await writeDatabase((tx) => changeOwnPassword(tx, { self, passwordHash, now }));
  return { now: isoOf(now), ended };
}

/** Signs who asks out in one place, or with null everywhere but here. */
export async function endOwn(request: Request, session: string | null): Promise<EndedDto> {
  const self = await signedInSelf(request);
  const now = Date.now();
  const ended = await writeDatabase((tx) => endOwnSessions(tx, { self, session, now }));
  return { now: isoOf(now), ended };
}

async function selfOf({ kind, id, name }: Actor, headers: Headers): Promise<Self | null> {
  return kind === 'user' && id !== null ? { id, name, token: await sessionTokenIn(headers) } : null;
}

async function signedInSelf(request: Request): Promise<Self> {
  const self = await selfOf(await asker(), request.headers);
  if (self !== null) return self;
  throw new Problem(
    'conflict',
    409,
    'There is no account to change',
    'This needs somebody who signed in with e-mail address and password: a token has none, and where nobody signs in there is none.',
  );
}
