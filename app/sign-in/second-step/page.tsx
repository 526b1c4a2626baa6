import type { Metadata, Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { visitor } from '@/app/_server/guard.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { isCodeAwaited } from '@/app/_server/second-step.ts';
import { SecondStepForm } from '@/components/sign-in/second-step-form.tsx';
import { nextPath } from '@/lib/access/next-path.ts';

export const metadata: Metadata = { title: 'Sign in' };

/** For who gave the right password; whoever did not, or too long ago, starts again. */
export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/second-step'>) {
  const next = nextPath((await searchParams).next);
  const seen = await outcomeOf(visitor);
  if (seen.data !== null) redirect(next as Route); // a path of ours
  const sent = await headers();
  const awaited = await outcomeOf(() => isCodeAwaited(sent));
  if (awaited.data === false) redirect('/sign-in');
  return <SecondStepForm next={next} />;
}
