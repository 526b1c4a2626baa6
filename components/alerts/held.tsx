'use client';

import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/components/time/now.tsx';
import type { AlertRowDto } from '@/lib/contracts/alert.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';
import { pendingWords } from './pending-words.ts';
import { useLook } from './use-look.ts';

/** How long a pending alert has held of what its rule, as it stands there, waits for. */
export function Held({ alert }: { alert: AlertRowDto }) {
  const { pair, rule, subject } = alert;
  const { data } = useQuery(rulesQuery({ pair, pool: pair === null ? null : subject.pool }));
  const levels = data?.rules.find(({ id }) => id === rule)?.levels ?? null;
  const now = useNow();
  const look = useLook(pair);
  // Whether it has held since the last look nobody knows.
  const seenAt = look?.freshness === 'stale' ? Date.parse(look.at) : now;
  return <span className="tabular-nums">{pendingWords(alert, levels, seenAt)}</span>;
}
