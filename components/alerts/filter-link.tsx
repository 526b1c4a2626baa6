import type { Route } from 'next';
import Link from 'next/link';

/** One choice of a filter, as a plain link: it works without scripts. */
export function FilterLink({ href, word, isChosen }: { href: Route; word: string; isChosen: boolean }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isChosen ? 'true' : undefined}
      className={`rounded-md px-2 py-0.5 ${isChosen ? 'bg-sunken font-medium text-ink' : 'text-muted hover:text-ink'}`}
    >
      {word}
    </Link>
  );
}

/** All pairs, or one; nothing where there is but one. `hrefOf` gives the same page filtered by a pair. */
export function PairFilter({
  pairs,
  chosen,
  hrefOf,
}: {
  pairs: readonly { name: string }[];
  chosen: string | undefined;
  hrefOf: (pair: string | undefined) => Route;
}) {
  if (pairs.length < 2 && chosen === undefined) return null;
  return (
    <nav aria-label="Filter by pair" className="flex flex-wrap gap-1 text-13">
      {[undefined, ...pairs.map(({ name }) => name)].map((name) => (
        <FilterLink
          key={name ?? ''}
          href={hrefOf(name)}
          word={name ?? 'all pairs'}
          isChosen={name === chosen}
        />
      ))}
    </nav>
  );
}
