import type { Actor } from '../../lib/access/actor.ts';
import { verifyPassword } from '../../lib/sign-in/password.ts';
import type { Self } from '../../lib/store/own-account.ts';
import { passwordHashOf } from '../../lib/store/passwords.ts';
import { readDatabase } from './database.ts';
import { asker } from './guard.ts';
import { Problem, unfitBody } from './problem.ts';
import { tooMany } from './sign-in.ts';
import { sessionTokenIn } from './who-asks.ts';
import { isBarred, noteWrongToken } from './wrong-tokens.ts';

// Who asks, for what only somebody who signed in has: an account of his own.

/** Who asks and by which session; null for who came by another way than signing in. */
export async function selfOf({ kind, id, name }: Actor, headers: Headers): Promise<Self | null> {
  return kind === 'user' && id !== null ? { id, name, token: await sessionTokenIn(headers) } : null;
}

/** Who asks, for what only somebody who signed in has. */
export async function signedInSelf(request: Request): Promise<Self> {
  const self = await selfOf(await asker(), request.headers);
  if (self !== null) return self;
  throw new Problem(
    'conflict',
    409,
    'There is no account to change',
    'This needs somebody who signed in with e-mail address and password: a token has none, and where nobody signs in there is none.',
  );
}

/** Makes sure that who asks is who signed in; `path`: where the password stands in the body. Wrong ones are limited by account. */
export async function checkOwnPassword(self: Self, password: string, path: string): Promise<void> {
  const now = Date.now();
  const account = `account ${self.id}`;
  if (isBarred(account, now)) throw tooMany();
  const hash = await readDatabase((tx) => passwordHashOf(tx, self.id));
  if (hash !== null && (await verifyPassword({ hash, password }))) return;
  noteWrongToken(account, now);
  throw unfitBody([{ path: [path], found: 'another', expected: 'your present password' }], null);
}
