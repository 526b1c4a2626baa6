import { z } from 'zod';
import type { PasskeyAdded, PasskeyOptionsDto, PasskeyShown } from '../../lib/contracts/passkeys.ts';
import { withoutSession } from '../../lib/sign-in/session-cookie.ts';
import { recordAudit } from '../../lib/store/audit.ts';
import { removePasskey } from '../../lib/store/factors.ts';
import { recordOwn } from '../../lib/store/own-account.ts';
import { userNamed } from '../../lib/store/sign-ins.ts';
import { clientAddress } from './client-address.ts';
import { writeDatabase } from './database.ts';
import { readAsPairwatch, writeAsPairwatch } from './open-database.ts';
import { servePasskeys } from './passkey-stand.ts';
import { Problem } from './problem.ts';
import { checkOwnPassword, signedInSelf } from './self.ts';
import { entered, passOn, tooMany, withCookies } from './sign-in.ts';
import { isServedByTls } from './sign-in-mode.ts';

const PATH = '/api/auth/passkey';
const isoNow = (): string => new Date().toISOString();

/** What the browser is asked for a passkey of who asks and knows his password. Throws `Problem`, as all here do. */
export async function beginPasskey(request: Request, password: string): Promise<Response> {
  const self = await signedInSelf(request);
  checkPlace(request);
  await checkOwnPassword(self, password, 'password');
  return optionsOf(await passOn(request, null, { path: `${PATH}/generate-register-options` }));
}

/** Adds the passkey a browser answered with to what who asks signs in by. */
export async function addPasskey(request: Request, { name, response }: PasskeyAdded): Promise<Response> {
  const self = await signedInSelf(request);
  checkPlace(request);
  const answer = await passOn(request, { name, response }, { path: `${PATH}/verify-registration` });
  if (answer.status === 429) throw tooMany();
  if (!answer.ok) throw notTaken();
  await writeDatabase((tx) => recordOwn(tx, self, 'passkey-added', { now: Date.now(), after: { name } }));
  return withCookies(answer, { now: isoNow() });
}

/** A passkey of who asks serves no more. */
export async function removeOwnPasskey(request: Request, id: string): Promise<{ now: string }> {
  const self = await signedInSelf(request);
  await writeDatabase((tx) => removePasskey(tx, { self, id, now: Date.now() }));
  return { now: isoNow() };
}

/** What the browser is asked of whoever wants to sign in by a passkey: whose it is, it tells itself. */
export async function askForPasskey(request: Request): Promise<Response> {
  checkPlace(request);
  const cookies = withoutSession(request.headers.get('cookie'), isServedByTls());
  return optionsOf(await passOn(request, null, { path: `${PATH}/generate-authenticate-options`, cookies }));
}

const owned = z.object({ user: z.object({ email: z.string() }) });

/** Signs in who showed a passkey and proved to it that it is his (by a PIN, a finger, a face): no code is asked for beside it. */
export async function signInByPasskey(request: Request, { response }: PasskeyShown): Promise<Response> {
  checkPlace(request);
  const address = clientAddress(request.headers);
  const answer = await passOn(request, { response }, { path: `${PATH}/verify-authentication` });
  if (answer.status === 429) throw tooMany();
  const { data } = owned.safeParse(answer.ok ? await answer.clone().json() : null);
  const user = data && (await readAsPairwatch((tx) => userNamed(tx, data.user.email)));
  const actor = user
    ? ({ kind: 'user', ...user, address } as const)
    : ({ kind: 'nobody', id: null, name: data?.user.email ?? '', address } as const);
  const deed = user ? 'signed-in' : 'sign-in-refused';
  const after = { by: 'passkey' };
  await writeAsPairwatch((tx) => recordAudit(tx, { at: Date.now(), actor, deed, target: null, after }));
  if (!user) throw notKnown();
  return (await entered(answer)).response;
}

async function optionsOf(answer: Response): Promise<Response> {
  if (answer.status === 429) throw tooMany();
  if (!answer.ok) throw notTaken();
  const options = z.looseObject({ challenge: z.string() }).parse(await answer.json());
  // better-auth asks for it as "preferred" at a sign-in, and takes it only when it was done (lib/sign-in/factors.ts).
  const asked = 'userVerification' in options ? { ...options, userVerification: 'required' } : options;
  return withCookies(answer, { now: isoNow(), options: asked } satisfies PasskeyOptionsDto);
}

function checkPlace({ headers }: Request): void {
  if (servePasskeys(headers)) return;
  throw new Problem(
    'conflict',
    409,
    'Passkeys do not work at this address',
    'Browsers take them over https and by a name, or at http://localhost. Set publicUrl: in pairwatch.yaml to the https address people use, and open Pairwatch by it.',
  );
}

const notTaken = () =>
  new Problem(
    'conflict',
    409,
    'This passkey was not taken',
    'What the browser answered does not fit what it was asked within the last five minutes, or the passkey did not make sure that it is you. Try once more.',
  );

const notKnown = () =>
  new Problem(
    'wrong-sign-in',
    401,
    'Nobody signs in by this passkey',
    'It is of no account here, was removed, or did not make sure that it is you. Sign in with e-mail address and password.',
  );
