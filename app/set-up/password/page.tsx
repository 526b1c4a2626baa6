import type { Metadata } from 'next';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readLinkStand } from '@/app/_server/sign-in.ts';
import { NoPasswordLink } from '@/components/sign-in/no-password-link.tsx';
import { PasswordForm } from '@/components/sign-in/password-form.tsx';
import { LINK_REFUSALS } from '@/lib/store/password-links.ts';

export const metadata: Metadata = { title: 'Choose a password', referrer: 'no-referrer' };

/** By the link that an admin hands over. */
export default async function ChoosePasswordPage({ searchParams }: PageProps<'/set-up/password'>) {
  const { key } = await searchParams;
  const given = typeof key === 'string' ? key : '';
  const { data, problem } = await outcomeOf(() => readLinkStand(given));
  if (data !== null && data.refusal !== null) return <NoPasswordLink why={LINK_REFUSALS[data.refusal]} />;
  return <PasswordForm linkKey={given} user={data} firstProblem={problem} />;
}
