'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { rememberPreference } from '@/components/preferences.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { choiceOf, type ServerZone, serverZone, type ZoneChoice } from './zone-choice.ts';

type Zoned = {
  /** The IANA name of the zone all times are printed in. */
  zone: string;
  choice: ZoneChoice;
  setChoice(choice: ZoneChoice): void;
  /** What `server` means on this page. */
  server: ServerZone;
};

const ZoneContext = createContext<Zoned>({
  zone: 'UTC',
  choice: 'UTC',
  setChoice: () => {},
  server: { zone: null, of: null, why: '' },
});

/**
 * Knows the zone all times are printed in. `remembered` is what the cookie holds. Where the servers' zone is chosen and not
 * known, times are in UTC.
 */
export function ZoneProvider({ remembered, children }: { remembered: string; children: ReactNode }) {
  const [kept, setKept] = useState(remembered);
  const pair = pairOfPath(usePathname());
  const { data } = useQuery(fleetQuery());
  const server = useMemo(() => serverZone(data?.pairs ?? [], pair), [data, pair]);
  // By its text: the pairs are read anew every second, and nothing below need be drawn for that.
  const serverText = JSON.stringify(server);
  const zoned = useMemo<Zoned>(() => {
    const known: ServerZone = JSON.parse(serverText);
    return {
      zone: kept === 'server' ? (known.zone ?? 'UTC') : kept,
      choice: choiceOf(kept),
      setChoice: (choice) => {
        const next = choice === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : choice;
        rememberPreference('zone', next);
        setKept(next);
      },
      server: known,
    };
  }, [kept, serverText]);
  return <ZoneContext value={zoned}>{children}</ZoneContext>;
}

export const useZone = (): Zoned => useContext(ZoneContext);

/** The pair whose page a path is; null on any other. */
export function pairOfPath(path: string): string | null {
  const [section, name] = path.split('/').slice(1);
  return section === 'pairs' && name ? decodeURIComponent(name) : null;
}
