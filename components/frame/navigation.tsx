'use client';

import { useQuery } from '@tanstack/react-query';
import {
  Bell,
  BookOpen,
  ClipboardCheck,
  FileText,
  Flag,
  LayoutList,
  PanelLeftClose,
  PanelLeftOpen,
  ScrollText,
  SlidersHorizontal,
} from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { byRisk } from '@/components/overview/risk.ts';
import { type Rail as RailWidth, rememberPreference } from '@/components/preferences.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { useNow } from '@/components/time/now.tsx';
import { agedFleetPair } from '@/lib/pair/staleness.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { FiringAlerts, OpenIncidents } from './going-on.tsx';
import { Logo } from './logo.tsx';

type Place = {
  href: Route;
  word: string;
  icon: ReactNode;
  count?: ReactNode;
  /** Left out of the bar of a phone, which has room for six: it is work for a desk. */
  isForDesk?: boolean;
};

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
  {
    href: '/reports',
    word: 'Reports',
    icon: <FileText size={16} aria-hidden="true" />,
    isForDesk: true,
  },
  {
    href: '/practices',
    word: 'Practices',
    icon: <ClipboardCheck size={16} aria-hidden="true" />,
    isForDesk: true,
  },
  { href: '/runbook', word: 'Runbook', icon: <BookOpen size={16} aria-hidden="true" /> },
  { href: '/settings', word: 'Settings', icon: <SlidersHorizontal size={16} aria-hidden="true" /> },
];

/**
 * The rail at the left: places, then the pairs with their marks. Icons alone where it is narrow, which it is as the reader last had
 * it, else where the window is. Its width is made by style sheets alone (`rail-narrow`), so that it never jumps.
 */
export function Rail({ initial }: { initial: RailWidth }) {
  const [width, setWidth] = useState(initial);
  const choose = (next: RailWidth) => {
    rememberPreference('rail', next);
    setWidth(next);
  };
  return (
    <aside
      data-rail={width}
      className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col gap-6 border-line border-r px-2 py-3 sm:flex rail-narrow:w-14 print:hidden"
    >
      <Link
        href="/"
        prefetch={false}
        className="flex h-8 shrink-0 items-center gap-2.5 px-2.5 font-semibold"
        aria-label="Pairwatch"
      >
        <Logo />
        <span className="rail-narrow:hidden">Pairwatch</span>
      </Link>
      <nav aria-label="Main" className="shrink-0">
        <ul className="space-y-px">
          {PLACES.map((place) => (
            <li key={place.href}>
              <RailLink href={place.href} title={place.word} mark={place.icon} count={place.count} />
            </li>
          ))}
        </ul>
      </nav>
      <RailPairs />
      <RailWidthButton word="Narrow rail" className="rail-narrow:hidden" onClick={() => choose('narrow')}>
        <PanelLeftClose size={16} aria-hidden="true" />
      </RailWidthButton>
      <RailWidthButton word="Wide rail" className="hidden rail-narrow:flex" onClick={() => choose('wide')}>
        <PanelLeftOpen size={16} aria-hidden="true" />
      </RailWidthButton>
    </aside>
  );
}

function RailWidthButton({
  word,
  className,
  onClick,
  children,
}: {
  word: string;
  className: string;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      title={word}
      onClick={onClick}
      className={`mt-auto flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-13 text-faint hover:bg-sunken/60 hover:text-ink ${className}`}
    >
      {children}
      <span className="rail-narrow:sr-only">{word}</span>
    </button>
  );
}

/** The rail of a phone. */
export function BottomBar() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 flex border-line border-t bg-ground pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      {PLACES.filter(({ isForDesk }) => !isForDesk).map(({ href, word, icon, count }) => (
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

/** So many pairs are found at a glance; of more, some letters of the name choose. */
const PAIRS_WITHOUT_FILTER = 15;

function RailPairs() {
  const { data } = useQuery(fleetQuery());
  const now = useNow();
  const [filter, setFilter] = useState('');
  if (!data || data.pairs.length === 0) return null;
  const letters = filter.trim().toLowerCase();
  const ranked = byRisk(data.pairs.map((pair) => agedFleetPair(pair, now)));
  const shown = ranked.filter(({ name, title }) => `${name} ${title ?? ''}`.toLowerCase().includes(letters));
  return (
    <nav aria-labelledby="rail-pairs" className="flex min-h-0 flex-col">
      <h2 id="rail-pairs" className="px-2.5 pb-1 text-12 text-faint rail-narrow:sr-only">
        Pairs{data.pairs.length > PAIRS_WITHOUT_FILTER && ` (${data.pairs.length})`}
      </h2>
      {data.pairs.length > PAIRS_WITHOUT_FILTER && (
        <input
          type="search"
          name="filter-rail"
          aria-label="Filter pairs"
          placeholder="Filter pairs"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className="mx-1 mb-1.5 h-7 shrink-0 rounded-md border border-line bg-surface px-2 text-13 placeholder:text-faint rail-narrow:hidden"
        />
      )}
      <ul className="-mx-2 min-h-0 space-y-px overflow-y-auto px-2 pb-1">
        {shown.map((pair) => (
          <li key={pair.name}>
            <RailLink
              href={`/pairs/${encodeURIComponent(pair.name)}`}
              title={pair.title ?? pair.name}
              detail={pair.verdict}
              mark={<VerdictMark verdict={pair.verdict} />}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="px-2.5 text-13 text-muted rail-narrow:hidden">No pair is named so.</p>
      )}
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
      <span className="truncate rail-narrow:sr-only">{title}</span>
      {detail && <span className="sr-only">{detail}</span>}
      {count && (
        <span className="ml-auto flex rail-narrow:absolute rail-narrow:top-0 rail-narrow:right-0">
          {count}
        </span>
      )}
    </Link>
  );
}

/** A place is where we are on its pages too; each pair has its own ones. */
function isAt(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
