'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import { pairHref } from '@/components/pair/href.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { useKeys } from '@/components/ui/use-keys.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';

// Loaded when first opened: most visits need none of them.
const Palette = lazy(() => import('./palette.tsx').then((part) => ({ default: part.Palette })));
const KeyList = lazy(() => import('./key-list.tsx').then((part) => ({ default: part.KeyList })));
const StartSilence = lazy(() =>
  import('./start-silence.tsx').then((part) => ({ default: part.StartSilence })),
);

/** What is open above the page. */
type Above = 'palette' | 'pairs' | 'keys' | 'silence';

type PaletteControl = { open(above?: Above): void };

const PaletteContext = createContext<PaletteControl>({ open: () => {} });

export const usePalette = (): PaletteControl => useContext(PaletteContext);

/** The palette, the list of keys, and the keys that work on every page. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [above, setAbove] = useState<Above | null>(null);
  const control = useMemo<PaletteControl>(() => ({ open: (next = 'palette') => setAbove(next) }), []);
  useFrameKeys(setAbove);
  const close = () => setAbove(null);
  return (
    <PaletteContext value={control}>
      {children}
      {above !== null && (
        // A dialog at once: what is typed meanwhile is meant for it, and no key of the page.
        <Suspense fallback={<Dialog title="One moment…" onClose={close} />}>
          {(above === 'palette' || above === 'pairs') && (
            <Palette key={above} onlyPairs={above === 'pairs'} onClose={close} onOpen={setAbove} />
          )}
          {above === 'keys' && <KeyList onClose={close} />}
          {above === 'silence' && <StartSilence onClose={close} />}
        </Suspense>
      )}
    </PaletteContext>
  );
}

/** Where `g` and a letter go. */
export const PLACES_BY_KEY = [
  { key: 'o', href: '/', word: 'the overview' },
  { key: 'e', href: '/events', word: 'events' },
  { key: 'a', href: '/alerts', word: 'alerts' },
  { key: 'i', href: '/incidents', word: 'incidents' },
  { key: 'l', href: '/leases', word: 'leases' },
  { key: 'r', href: '/runbook', word: 'the runbook' },
  { key: 's', href: '/settings', word: 'settings' },
  { key: 'w', href: '/wall', word: 'the wall' },
] as const;

/** The group of them in the list of keys, which comes last there. */
export const FRAME_KEYS = 'Everywhere';

function useFrameKeys(open: (above: Above) => void): void {
  const router = useRouter();
  const { data } = useQuery(pairsQuery());
  // One of our own pages, whose names typed routes learn at the next build.
  const go = (href: string) => router.push(href as Route);
  const goToPair = () => {
    const [first, second] = data?.pairs ?? [];
    if (first && !second) go(pairHref(first.name));
    else open('pairs');
  };
  useKeys(FRAME_KEYS, [
    { keys: 'mod+k', does: 'go anywhere, find anything', act: () => open('palette') },
    { keys: '/', does: 'search on this page, or everywhere', act: () => focusSearch() || open('palette') },
    { keys: '?', does: 'this list of keys', act: () => open('keys') },
    { keys: 'g p', does: 'go to a pair', act: goToPair },
    ...PLACES_BY_KEY.map(({ key, href, word }) => ({
      keys: `g ${key}`,
      does: `go to ${word}`,
      act: () => go(href),
    })),
  ]);
}

/** Gives the focus to the page's own search field, marked by `data-search`. False where it has none. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLElement>('[data-search]');
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
  return field !== null;
}
