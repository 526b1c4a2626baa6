import type { Metadata, Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { visitor } from '@/app/_server/guard.ts';
import { oidcLabel } from '@/app/_server/oidc.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { servePasskeys } from '@/app/_server/passkey-stand.ts';
import { readSignInStand } from '@/app/_server/sign-in.ts';
import { hasPasswords } from '@/app/_server/sign-in-mode.ts';
import { Head } from '@/components/sign-in/head.tsx';
import { NotSetUp } from '@/components/sign-in/not-set-up.tsx';
import { PasskeyButton } from '@/components/sign-in/passkey-button.tsx';
import { ProviderButton } from '@/components/sign-in/provider-button.tsx';
import { RefusedThereNote } from '@/components/sign-in/refused-there.tsx';
import { SignInForm } from '@/components/sign-in/sign-in-form.tsx';
import { nextPath } from '@/lib/access/next-path.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next: asked, refused } = await searchParams;
  const next = nextPath(asked);
  const seen = await outcomeOf(visitor);
  if (seen.data !== null) redirect(next as Route); // a path of ours
  if (seen.problem?.status === 403) return <Head title={seen.problem.title}>{seen.problem.detail}</Head>;
  const stand = await outcomeOf(() => readSignInStand(null));
  const provider = oidcLabel();
  const isSetUp = stand.data?.isSetUp !== false;
  if (!isSetUp && provider === null && hasPasswords()) return <NotSetUp />;
  return (
    <>
      <RefusedThereNote why={refused} />
      {isSetUp && hasPasswords() ? (
        <SignInForm next={next} firstProblem={stand.problem} />
      ) : (
        <Head title="Sign in">
          {provider === null && 'The proxy in front of Pairwatch says who you are.'}
        </Head>
      )}
      {isSetUp && servePasskeys(await headers()) && <PasskeyButton next={next} />}
      {provider !== null && <ProviderButton label={provider} next={next} />}
    </>
  );
}
