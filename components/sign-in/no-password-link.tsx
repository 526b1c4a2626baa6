import Link from 'next/link';
import { Head } from './head.tsx';

/** What is said of a link to choose a password by that does not serve. */
export function NoPasswordLink({ why }: { why: string }) {
  return (
    <Head title="This link does not serve">
      {why}{' '}
      <Link href="/sign-in" prefetch={false} className="text-ink underline underline-offset-3">
        Sign in
      </Link>
    </Head>
  );
}
