'use client';

import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/components/time/now.tsx';
import type { AlertDto } from '@/lib/contracts/alert.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';
import { pendingWords } from './pending-words.ts';

/** How long a pending alert has held of what its rule, as it stands there, waits for. */
export function Held({ alert }: { alert: AlertDto }) {
  const { pair, rule, subject } = alert;
  const { data } = useQuery(rulesQuery({ pair, pool: pair === null ? null : subject.pool }));
  const levels = data?.rules.find(({ id }) => id === rule)?.levels ?? null;
  return <span className="tabular-nums">{pendingWords(alert, levels, useNow())}</span>;
}
