import Link from 'next/link';
import { Head } from './head.tsx';

/** What is said of a set-up link that does not serve. */
export function NoSetUp({ isSetUp }: { isSetUp: boolean }) {
  if (isSetUp) {
    return (
      <Head title="Pairwatch is set up already">
        The set-up link served once.{' '}
        <Link href="/sign-in" prefetch={false} className="text-ink underline underline-offset-3">
          Sign in
        </Link>
      </Head>
    );
  }
  return (
    <Head title="This link does not serve">
      A set-up link is good for a day, and each start of Pairwatch makes a new one in its place. To have
      another printed, run <code className="font-mono text-13">pairwatch users set-up-link</code> where
      Pairwatch runs.
    </Head>
  );
}
