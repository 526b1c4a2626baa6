'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { LiveBadge } from '@/components/live/live-badge.tsx';
import type { Theme } from '@/components/preferences.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import { ZoneSwitch } from './zone-switch.tsx';

export function TopBar({ theme }: { theme: Theme }) {
  return (
    <div className="flex h-14 items-center gap-3 border-line border-b px-4 sm:gap-4 sm:px-6">
      <Breadcrumb />
      <div className="ml-auto flex items-center gap-3 sm:gap-4">
        <LiveBadge />
        <ZoneSwitch />
        <ThemeSwitch initial={theme} />
      </div>
    </div>
  );
}

/** Where we are, from the address: Pairs / office. */
function Breadcrumb() {
  const [section, name] = usePathname().split('/').slice(1);
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 truncate text-13 text-muted">
      <Link href="/" prefetch={false} className={`hover:text-ink ${section ? 'max-sm:hidden' : ''}`}>
        Overview
      </Link>
      {section === 'events' && <Here>Events</Here>}
      {section === 'alerts' && <Here>Alerts</Here>}
      {section === 'incidents' && (name ? <Incident id={name} /> : <Here>Incidents</Here>)}
      {section === 'runbook' && <Here>Runbook</Here>}
      {section === 'settings' && <Here>Settings</Here>}
      {section === 'pairs' && name && <Here>{decodeURIComponent(name)}</Here>}
    </nav>
  );
}

function Incident({ id }: { id: string }) {
  return (
    <>
      <Between />
      <Link href="/incidents" prefetch={false} className="hover:text-ink max-sm:hidden">
        Incidents
      </Link>
      <Here>{`Incident ${decodeURIComponent(id)}`}</Here>
    </>
  );
}

function Here({ children }: { children: string }) {
  return (
    <>
      <Between />
      <span aria-current="page" className="text-ink">
        {children}
      </span>
    </>
  );
}

function Between() {
  return (
    <span aria-hidden="true" className="px-1.5 text-faint max-sm:hidden">
      /
    </span>
  );
}
