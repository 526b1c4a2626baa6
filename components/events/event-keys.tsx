'use client';

import type { RefObject } from 'react';
import { useRowKeys } from '@/components/ui/use-row-keys.ts';

/** Keys of a list of events: through its rows, and to what the one that has the focus rests on. */
export function EventKeys({ list, open }: { list: RefObject<HTMLElement | null>; open(id: number): void }) {
  useRowKeys('Events', list, [
    { keys: 'Enter', does: 'open what the event rests on', act: (row) => open(Number(row)) },
  ]);
  return null;
}
