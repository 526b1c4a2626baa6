import { z } from 'zod';
import type { Actor } from '../../lib/access/actor.ts';
import { challengeOf, withoutSession } from '../../lib/sign-in/session-cookie.ts';
import { recordAudit } from '../../lib/store/audit.ts';
import { challenged } from '../../lib/store/factors.ts';
import { clientAddress } from './client-address.ts';
import { wrongCode } from './factors.ts';
import { readAsPairwatch, writeAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';
import { entered, passOn, tooMany } from './sign-in.ts';
import { isServedByTls } from './sign-in-mode.ts';
import { signInSecret } from './sign-in-secret.ts';
import { isSpent, markSpent } from './used-codes.ts';

const WAYS = {
  app: { path: '/api/auth/two-factor/verify-totp', word: 'authenticator app' },
  recovery: { path: '/api/auth/two-factor/verify-backup-code', word: 'recovery code' },
} as const;
type Way = keyof typeof WAYS;

/** No app shows it. */
const SPENT = '------';

/** Whether the code of somebody who gave the right password is waited for. Throws `Problem`, as all here do. */
export async function isCodeAwaited(headers: Headers): Promise<boolean> {
  return (await whoseCode(headers)) !== null;
}

/** Lets somebody in who gave the right password before, by a code, and writes down what came of it. */
export async function secondStep(request: Request, way: Way, code: string): Promise<Response> {
  const user = await whoseCode(request.headers);
  if (user === null) throw over();
  const address = clientAddress(request.headers);
  const now = Date.now();
  // One that was given before is sent on as a wrong one, so that it counts among the tries.
  const sent = way === 'app' && isSpent(user.id, code, now) ? SPENT : code;
  const cookies = withoutSession(request.headers.get('cookie'), isServedByTls());
  const answer = await passOn(request, { code: sent }, { path: WAYS[way].path, cookies });
  if (!answer.ok) {
    // Those that were not looked at are no tries, and would fill the audit log.
    if (answer.status !== 429)
      await note('sign-in-refused', { kind: 'nobody', id: null, name: user.email, address }, way);
    throw await refusalOf(answer, way);
  }
  if (way === 'app') markSpent(user.id, code, now);
  const actor = { kind: 'user', ...user, address } as const;
  if (way === 'recovery') await note('recovery-code-used', actor, way);
  await note('signed-in', actor, way);
  return (await entered(answer)).response;
}

async function whoseCode(headers: Headers) {
  const signing = { isTls: isServedByTls(), secret: await signInSecret() };
  const challenge = challengeOf(headers.get('cookie'), signing);
  return challenge === null ? null : readAsPairwatch((tx) => challenged(tx, challenge, Date.now()));
}

const refusalSchema = z.object({ code: z.string() });

async function refusalOf(answer: Response, way: Way): Promise<Problem> {
  const body = refusalSchema.safeParse(await answer.json().catch(() => null)); // what is no JSON has no code
  const why = body.data?.code;
  if (why === 'ACCOUNT_TEMPORARILY_LOCKED') return locked();
  if (answer.status === 429) return tooMany();
  if (why === 'INVALID_TWO_FACTOR_COOKIE' || why === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') return over();
  return way === 'app' ? wrongCode() : wrongRecoveryCode();
}

function note(deed: string, actor: Pick<Actor, 'kind' | 'id' | 'name' | 'address'>, way: Way): Promise<void> {
  const after = { by: WAYS[way].word };
  return writeAsPairwatch((tx) => recordAudit(tx, { at: Date.now(), actor, deed, target: null, after }));
}

const over = () =>
  new Problem(
    'wrong-sign-in',
    401,
    'Sign in once more',
    'No code is waited for from here: ten minutes are over, or five codes were wrong. Start again with e-mail address and password.',
  );

const locked = () =>
  new Problem(
    'too-many-tries',
    429,
    'Too many wrong codes',
    'Ten codes in a row were wrong for this account. Wait 15 minutes, then sign in with the code that is shown then.',
  );

const wrongRecoveryCode = () =>
  new Problem(
    'wrong-sign-in',
    401,
    'This recovery code does not serve',
    'It is none of this account, or was used before: each serves once.',
  );
