import type { Route } from 'next';
import Link from 'next/link';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { BUTTON_LOOK } from './button.tsx';
import { Notice } from './notice.tsx';
import { Prose } from './prose.tsx';

/** In place of a list whose address asks for what there is not: a list of all would be taken for the answer. */
export function UnreadableAddress({
  of,
  problem,
  href,
}: {
  /** What the page lists: "Alerts". */
  of: string;
  problem: ProblemDto;
  /** The page without any parameter. */
  href: Route;
}) {
  return (
    <>
      <title>{`${of} · Pairwatch`}</title>
      <Notice
        heading="h1"
        title="This address asks for what there is not"
        action={
          <Link href={href} prefetch={false} className={BUTTON_LOOK}>
            {of} without a filter
          </Link>
        }
      >
        <p className="wrap-anywhere">
          <Prose text={problem.detail} />
        </p>
      </Notice>
    </>
  );
}
