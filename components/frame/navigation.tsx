'use client';

import { useQuery } from '@tanstack/react-query';
import { Bell, BookOpen, Flag, LayoutList, ScrollText, SlidersHorizontal } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { byRisk } from '@/components/overview/risk.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { useNow } from '@/components/time/now.tsx';
import { agedPair } from '@/lib/pair/staleness.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';
import { FiringAlerts, OpenIncidents } from './going-on.tsx';

type Place = { href: Route; word: string; icon: ReactNode; count?: ReactNode };

const PLACES: readonly Place[] = [
  { href: '/', word: 'Overview', icon: <LayoutList size={16} aria-hidden="true" /> },
  { href: '/events', word: 'Events', icon: <ScrollText size={16} aria-hidden="true" /> },
  {
    href: '/alerts',
    word: 'Alerts',
    icon: <Bell size={16} aria-hidden="true" />,
    count: <FiringAlerts />,
  },
  {
    href: '/incidents',
    word: 'Incidents',
    icon: <Flag size={16} aria-hidden="true" />,
    count: <OpenIncidents />,
  },
  { href: '/runbook', word: 'Runbook', icon: <BookOpen size={16} aria-hidden="true" /> },
  { href: '/settings', word: 'Settings', icon: <SlidersHorizontal size={16} aria-hidden="true" /> },
];

/** The rail at the left: places, then the pairs with their marks. Icons alone where the window is narrow. */
export function Rail() {
  return (
    <aside className="sticky top-0 hidden h-dvh shrink-0 flex-col gap-6 overflow-y-auto border-line border-r px-2 py-3 sm:flex sm:w-14 xl:w-52">
      <Link
        href="/"
        prefetch={false}
        className="flex h-8 items-center gap-2.5 px-2.5 font-semibold"
        aria-label="Pairwatch"
      >
        <Logo />
        <span className="hidden xl:inline">Pairwatch</span>
      </Link>
      <nav aria-label="Main">
        <ul className="space-y-px">
          {PLACES.map((place) => (
            <li key={place.href}>
              <RailLink href={place.href} title={place.word} mark={place.icon} count={place.count} />
            </li>
          ))}
        </ul>
      </nav>
      <RailPairs />
    </aside>
  );
}

/** The rail of a phone. */
export function BottomBar() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 flex border-line border-t bg-ground pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {PLACES.map(({ href, word, icon, count }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={isAt(path, href) ? 'page' : undefined}
          className={`relative flex h-14 min-w-0 grow basis-0 flex-col items-center justify-center gap-0.5 text-12 tracking-tight ${isAt(path, href) ? 'font-medium text-ink' : 'text-muted'}`}
        >
          {icon}
          {word}
          {count && <span className="absolute top-1.5 left-1/2 ml-1.5 flex">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

function RailPairs() {
  const { data } = useQuery(pairsQuery());
  const now = useNow();
  if (!data || data.pairs.length === 0) return null;
  return (
    <nav aria-labelledby="rail-pairs">
      <h2 id="rail-pairs" className="px-2.5 pb-1 text-12 text-faint max-xl:sr-only">
        Pairs
      </h2>
      <ul className="space-y-px">
        {byRisk(data.pairs.map((pair) => agedPair(pair, now))).map((pair) => (
          <li key={pair.name}>
            <RailLink
              href={`/pairs/${pair.name}`}
              title={pair.title ?? pair.name}
              detail={pair.verdict}
              mark={<VerdictMark verdict={pair.verdict} />}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink<T extends string>({
  href,
  title,
  detail,
  mark,
  count,
}: {
  href: Route<T>;
  title: string;
  detail?: string;
  mark: ReactNode;
  /** How many things go on there. */
  count?: ReactNode;
}) {
  const isHere = isAt(usePathname(), href);
  return (
    <Link
      href={href}
      prefetch={false}
      title={detail ? `${title}: ${detail}` : title}
      aria-current={isHere ? 'page' : undefined}
      className={`relative flex h-8 items-center gap-2.5 rounded-md px-2.5 ${isHere ? 'bg-sunken font-medium text-ink' : 'text-muted hover:bg-sunken/60 hover:text-ink'}`}
    >
      {mark}
      <span className="truncate max-xl:sr-only">{title}</span>
      {detail && <span className="sr-only">{detail}</span>}
      {count && <span className="flex max-xl:absolute max-xl:top-0 max-xl:right-0 xl:ml-auto">{count}</span>}
    </Link>
  );
}

/** A place is where we are on its pages too. */
function isAt(path: string, href: string): boolean {
  return path === href || (href === '/settings' && path.startsWith(`${href}/`));
}

function Logo() {
  return (
    <svg viewBox="0 0 22 16" width="20" height="16" aria-hidden="true" className="shrink-0">
      <path d="M8 8h6" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="5" cy="8" r="4" fill="currentColor" />
      <circle cx="17" cy="8" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
