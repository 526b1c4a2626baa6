import type { Metadata } from 'next';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readSignInStand } from '@/app/_server/sign-in.ts';
import { NoSetUp } from '@/components/sign-in/no-set-up.tsx';
import { SetUpForm } from '@/components/sign-in/set-up-form.tsx';

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

/** By the link that `bin/pairwatch start` prints while there is no user. */
export default async function SetUpPage({ searchParams }: PageProps<'/set-up'>) {
  const { key } = await searchParams;
  const given = typeof key === 'string' ? key : '';
  const stand = await outcomeOf(() => readSignInStand(given));
  if (stand.data?.refusal) return <NoSetUp isSetUp={stand.data.isSetUp} />;
  return <SetUpForm linkKey={given} firstProblem={stand.problem} />;
}
