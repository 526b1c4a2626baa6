'use client';

import { useState } from 'react';
import type { EventDto } from '@/lib/contracts/event.ts';
import { type HeldList, holdList } from './held-list.ts';

/** The list to show: the latest, or while `isHeld` the one from when that began. `catchUp` shows what came since. */
export function useTail(latest: readonly EventDto[], isHeld: boolean): HeldList & { catchUp(): void } {
  const [held, setHeld] = useState<readonly EventDto[] | null>(null);
  // Decided while drawing: an effect would come after the new rows have moved the reader's place.
  if (isHeld && held === null) setHeld(latest);
  if (!isHeld && held !== null) setHeld(null);
  return { ...holdList(isHeld ? (held ?? latest) : latest, latest), catchUp: () => setHeld(latest) };
}
