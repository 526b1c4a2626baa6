'use client';

import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/components/time/now.tsx';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { type Look, lastLook } from './look.ts';

/** The last look at the alerts of a pair, or (null) at any, as far as this page knows. */
export function useLook(pair: string | null): Look | null {
  const { data } = useQuery(fleetQuery());
  return lastLook(data?.pairs ?? [], pair, useNow());
}
