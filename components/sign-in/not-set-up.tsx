import { Head } from './head.tsx';

/** In place of a form nobody could fill in. */
export function NotSetUp() {
  return (
    <Head title="Nobody can sign in yet">
      Pairwatch printed a set-up link where it was started, which makes the first user. To have another link
      printed, run <code className="font-mono text-13">pairwatch users set-up-link</code> there.
    </Head>
  );
}
