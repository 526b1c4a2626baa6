'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { SilenceDialog } from '@/components/alerts/silence-dialog.tsx';
import { scopeOfPair } from '@/components/alerts/silence-scopes.ts';
import { pairOfPath } from '@/components/time/zone.tsx';
import { fleetQuery } from '@/lib/queries/fleet.ts';

/** Silences a whole pair: on its pages that one is meant at first. */
export function StartSilence({ onClose }: { onClose(): void }) {
  const { data } = useQuery(fleetQuery());
  const here = pairOfPath(usePathname());
  const names = (data?.pairs ?? [])
    .map(({ name }) => name)
    .toSorted((a, b) => Number(b === here) - Number(a === here));
  return <SilenceDialog scopes={names.map(scopeOfPair)} onClose={onClose} />;
}
