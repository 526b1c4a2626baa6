'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { May } from '@/components/access/may.tsx';
import type { Role } from '@/lib/access/role.ts';

const PLACES: readonly { href: Route; word: string; need?: Role }[] = [
  { href: '/settings/pairs', word: 'Pairs' },
  { href: '/settings/endpoints', word: 'Endpoints' },
  { href: '/settings/deliveries', word: 'Deliveries' },
  { href: '/settings/rules', word: 'Rules' },
  { href: '/settings/silences', word: 'Silences' },
  { href: '/settings/maintenance', word: 'Maintenance' },
  { href: '/settings/people', word: 'People', need: 'admin' },
  { href: '/settings/audit', word: 'Audit' },
  { href: '/settings/api', word: 'API' },
  { href: '/settings/about', word: 'About' },
];

/** The rooms of the settings. */
export function SettingsNavigation() {
  const path = usePathname();
  const rooms = useRef<HTMLElement>(null);
  // On a phone not all of them fit in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another place
  useEffect(() => {
    rooms.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav
      ref={rooms}
      aria-label="Settings"
      className="-mx-4 overflow-x-auto border-line border-b px-4 sm:-mx-6 sm:px-6"
    >
      <ul className="flex gap-5">
        {PLACES.map(({ href, word, need }) => {
          const isHere = path === href || path.startsWith(`${href}/`);
          const place = (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isHere ? 'page' : undefined}
                className={`block whitespace-nowrap border-b-2 pb-2 ${isHere ? 'border-ink font-medium text-ink' : 'border-transparent text-muted hover:text-ink'}`}
              >
                {word}
              </Link>
            </li>
          );
          return need === undefined ? (
            place
          ) : (
            <May key={href} need={need}>
              {place}
            </May>
          );
        })}
      </ul>
    </nav>
  );
}
