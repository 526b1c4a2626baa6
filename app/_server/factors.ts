import { z } from 'zod';
import type { AppBegunDto, FactorsDto, RecoveryCodesDto } from '../../lib/contracts/factors.ts';
import { factorsOf, hasApp, removeApp } from '../../lib/store/factors.ts';
import { recordOwn, type Self } from '../../lib/store/own-account.ts';
import { json } from './answer.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { servePasskeys } from './passkey-stand.ts';
import { Problem, unfitBody } from './problem.ts';
import { checkOwnPassword, signedInSelf } from './self.ts';
import { openSignInOnce, passOn, tooMany, withCookies } from './sign-in.ts';

const isoNow = (): string => new Date().toISOString();

const begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const made = z.object({ backupCodes: z.array(z.string()) });

/** What who asks signs in by beside the password. */
export async function readFactors(self: Self, headers: Headers): Promise<FactorsDto> {
  const codesLeft = (await readDatabase((tx) => hasApp(tx, self.id))) ? await countCodes(self.id) : 0;
  const passkeysServe = servePasskeys(headers);
  return readDatabase((tx) => factorsOf(tx, self.id, { codesLeft, passkeysServe }));
}

/** How many recovery codes are not used yet; none of what another key sealed, which serve no more. */
async function countCodes(userId: string): Promise<number> {
  const auth = await openSignInOnce();
  try {
    const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId } });
    return backupCodes.length;
  } catch {
    return 0; // the account is to be seen all the same, where the codes can be made anew
  }
}

/** Makes a secret for an app and recovery codes, for who knows his password. Neither counts before `confirmApp`. Throws `Problem`, as all here do. */
export async function beginApp(request: Request, password: string): Promise<AppBegunDto> {
  const self = await signedInSelf(request);
  if (await readDatabase((tx) => hasApp(tx, self.id))) throw isOn();
  await checkOwnPassword(self, password, 'password');
  const answer = await passOn(request, { password }, { path: '/api/auth/two-factor/enable' });
  const { totpURI, backupCodes } = begun.parse(await bodyOfOk(answer));
  return { now: isoNow(), uri: totpURI, codes: backupCodes };
}

/** From now on a code is asked for: who asks showed that his app makes the right ones. The answer has the cookie of another session in the place of this one. */
export async function confirmApp(request: Request, code: string): Promise<Response> {
  const self = await signedInSelf(request);
  if (await readDatabase((tx) => hasApp(tx, self.id))) throw isOn();
  const answer = await passOn(request, { code }, { path: '/api/auth/two-factor/verify-totp' });
  if (answer.status === 429) throw tooMany();
  if (!answer.ok) throw wrongCode();
  await writeDatabase((tx) => recordOwn(tx, self, 'app-added', { now: Date.now() }));
  return withCookies(answer, { now: isoNow() });
}

/** Other recovery codes in the place of those there are, for who knows his password. */
export async function renewCodes(request: Request, password: string): Promise<RecoveryCodesDto> {
  const self = await signedInSelf(request);
  await checkOwnPassword(self, password, 'password');
  const answer = await passOn(request, { password }, { path: '/api/auth/two-factor/generate-backup-codes' });
  const { backupCodes } = made.parse(await bodyOfOk(answer));
  await writeDatabase((tx) => recordOwn(tx, self, 'recovery-codes-made', { now: Date.now() }));
  return { now: isoNow(), codes: backupCodes };
}

/** Asks for codes no more, for who knows his password. */
export async function turnAppOff(request: Request, password: string): Promise<Response> {
  const self = await signedInSelf(request);
  await checkOwnPassword(self, password, 'password');
  await writeDatabase((tx) => removeApp(tx, { self, now: Date.now() }));
  return json({ now: isoNow() });
}

async function bodyOfOk(answer: Response): Promise<unknown> {
  if (answer.status === 429) throw tooMany();
  // The password was checked, so that nothing but the stand of the account is left to be refused.
  if (!answer.ok)
    throw new Problem(
      'conflict',
      409,
      'This does not go with how your account stands',
      'The authenticator app was turned on or off meanwhile. Load the page again.',
    );
  return answer.json();
}

/** Of a code that is not, or not any more, the right one. */
export const wrongCode = () =>
  unfitBody([{ path: ['code'], found: 'another', expected: 'the code that is shown now' }], null);

const isOn = () =>
  new Problem(
    'conflict',
    409,
    'An authenticator app is set up already',
    'Turn it off first; then another one can be set up.',
  );
