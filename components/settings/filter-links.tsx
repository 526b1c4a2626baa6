import type { Route } from 'next';
import Link from 'next/link';

/** A few choices, each an address of its own. */
export function FilterLinks({
  label,
  links,
}: {
  label: string;
  links: readonly { word: string; href: Route; isChosen: boolean }[];
}) {
  return (
    <nav aria-label={label} className="-ml-2 flex flex-wrap gap-1 text-13">
      {links.map(({ word, href, isChosen }) => (
        <Link
          key={word}
          href={href}
          prefetch={false}
          aria-current={isChosen ? 'true' : undefined}
          className={`rounded-md px-2 py-0.5 ${isChosen ? 'bg-sunken font-medium text-ink' : 'text-muted hover:text-ink'}`}
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}
