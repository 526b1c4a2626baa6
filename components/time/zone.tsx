'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { rememberPreference } from '@/components/preferences.ts';

type ZoneChoice = { zone: string; setZone(zone: string): void };

const ZoneContext = createContext<ZoneChoice>({ zone: 'UTC', setZone: () => {} });

/** The zone all times are printed in: `UTC` or the reader's own by its IANA name, so that the server can print it too. */
export function ZoneProvider({ initial, children }: { initial: string; children: ReactNode }) {
  const [zone, setState] = useState(initial);
  const setZone = (next: string) => {
    rememberPreference('zone', next);
    setState(next);
  };
  return <ZoneContext value={{ zone, setZone }}>{children}</ZoneContext>;
}

export const useZone = (): ZoneChoice => useContext(ZoneContext);
