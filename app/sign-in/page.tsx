import type { Metadata, Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { visitor } from '@/app/_server/guard.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { servePasskeys } from '@/app/_server/passkey-stand.ts';
import { readSignInStand } from '@/app/_server/sign-in.ts';
import { Head } from '@/components/sign-in/head.tsx';
import { NotSetUp } from '@/components/sign-in/not-set-up.tsx';
import { PasskeyButton } from '@/components/sign-in/passkey-button.tsx';
import { SignInForm } from '@/components/sign-in/sign-in-form.tsx';
import { nextPath } from '@/lib/access/next-path.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = nextPath((await searchParams).next);
  const seen = await outcomeOf(visitor);
  if (seen.data !== null) redirect(next as Route); // a path of ours
  if (seen.problem?.status === 403) return <Head title={seen.problem.title}>{seen.problem.detail}</Head>;
  const stand = await outcomeOf(() => readSignInStand(null));
  if (stand.data?.isSetUp === false) return <NotSetUp />;
  return (
    <>
      <SignInForm next={next} firstProblem={stand.problem} />
      {servePasskeys(await headers()) && <PasskeyButton next={next} />}
    </>
  );
}
