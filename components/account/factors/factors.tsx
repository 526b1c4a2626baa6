import type { FactorsDto } from '@/lib/contracts/factors.ts';
import { AuthenticatorApp } from './authenticator-app.tsx';
import { Passkeys } from './passkeys.tsx';

/** What the reader signs in by beside the password; who has none signs in elsewhere, which asks for more where it wants. */
export function Factors({
  email,
  factors: { hasPassword, app, passkeys, passkeysServe },
}: {
  email: string;
  factors: FactorsDto;
}) {
  return (
    hasPassword && (
      <>
        <AuthenticatorApp email={email} app={app} />
        <Passkeys email={email} passkeys={passkeys} serve={passkeysServe} />
      </>
    )
  );
}
