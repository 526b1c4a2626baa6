'use client';

import type { RefObject } from 'react';
import { type KeyBinding, useKeys } from '@/components/ui/use-keys.ts';

/** j and k move the focus over the rows of a list (elements with `data-event`), Enter opens the one that has it. */
export function EventKeys({ list, open }: { list: RefObject<HTMLElement | null>; open(id: number): void }) {
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-event]') ?? [])];
  const here = (all: readonly HTMLElement[]) => all.findIndex((row) => row.contains(document.activeElement));
  const bindings: KeyBinding[] = [
    {
      keys: 'j',
      does: 'go down the list',
      act: () => {
        const all = rows();
        focus(all[here(all) + 1]);
      },
    },
    {
      keys: 'k',
      does: 'go up the list',
      act: () => {
        const all = rows();
        const place = here(all);
        focus(place === -1 ? all.at(-1) : all[place - 1]);
      },
    },
    {
      keys: 'Enter',
      does: 'open what the event rests on',
      act: () => {
        const all = rows();
        const row = all[here(all)];
        if (!row) return false;
        return open(Number(row.dataset.event));
      },
    },
  ];
  useKeys('Events', bindings);
  return null;
}

function focus(row: HTMLElement | undefined): void {
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
