'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { pairHref } from '@/components/pair/href.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { useKeys } from '@/components/ui/use-keys.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';

/** What is open above the page. */
export type Above = 'palette' | 'pairs' | 'keys' | 'silence';

export type AboveProps = {
  onlyPairs: boolean;
  /** What was typed while it was loaded. */
  typedBefore: string;
  onClose(): void;
  onOpen(above: Above): void;
};

/** Loaded when first opened: most visits need none of them. */
const PARTS: Record<Above, () => Promise<ComponentType<AboveProps>>> = {
  palette: () => import('./palette.tsx').then((part) => part.Palette),
  pairs: () => import('./palette.tsx').then((part) => part.Palette),
  keys: () => import('./key-list.tsx').then((part) => part.KeyList),
  silence: () => import('./start-silence.tsx').then((part) => part.StartSilence),
};

type PaletteControl = { open(above?: Above): void };

const PaletteContext = createContext<PaletteControl>({ open: () => {} });

export const usePalette = (): PaletteControl => useContext(PaletteContext);

/** The palette, the list of keys, and the keys that work on every page. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [above, setAbove] = useState<Above | null>(null);
  const control = useMemo<PaletteControl>(() => ({ open: (next = 'palette') => setAbove(next) }), []);
  useFrameKeys(setAbove);
  return (
    <PaletteContext value={control}>
      {children}
      {above !== null && <Part key={above} above={above} onClose={() => setAbove(null)} onOpen={setAbove} />}
    </PaletteContext>
  );
}

/**
 * One of them, and a dialog at once while it is loaded: what is typed meanwhile is no key of the page, and kept. Not by `lazy`:
 * what can't be loaded, as after an update of Pairwatch, is told here and not as a fault of the whole page.
 */
function Part({ above, onClose, onOpen }: { above: Above; onClose(): void; onOpen(above: Above): void }) {
  const [Loaded, setLoaded] = useState<ComponentType<AboveProps> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const typedBefore = useTypedMeanwhile(Loaded === null);
  useEffect(() => {
    let isGone = false;
    PARTS[above]().then(
      (part) => {
        if (!isGone) setLoaded(() => part);
      },
      (error: unknown) => {
        if (!isGone) setFailure(String(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [above]);
  if (Loaded) {
    return (
      <Loaded onlyPairs={above === 'pairs'} typedBefore={typedBefore} onClose={onClose} onOpen={onOpen} />
    );
  }
  if (failure === null) return <Dialog title="One moment…" onClose={onClose} />;
  return (
    <Dialog title="This can’t be opened" onClose={onClose}>
      <p className="mt-1 mb-4 text-muted">
        The web server did not give this part of the page: {failure}. Pairwatch may have been updated; load
        the page again.
      </p>
      <Button onClick={onClose}>Close</Button>
    </Dialog>
  );
}

/** What is typed while there is no field for it yet. */
function useTypedMeanwhile(isWaiting: boolean): string {
  const [typed, setTyped] = useState('');
  // At once with the field's own coming, so that no letter falls between them.
  useLayoutEffect(() => {
    if (!isWaiting) return;
    function onKey(event: KeyboardEvent): void {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (key === 'Backspace') setTyped((before) => before.slice(0, -1));
      // Keys that write nothing have names of several letters.
      else if (key.length === 1) setTyped((before) => before + key);
      else return;
      // Or a field that comes before the key is done would take it, too.
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isWaiting]);
  return typed;
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
  const { data } = useQuery(fleetQuery());
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
