'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { useLayoutEffect, useRef, useState } from 'react';
import { useRole } from '@/components/access/may.tsx';
import { announce } from '@/components/frame/announcements.ts';
import { useTheme } from '@/components/frame/theme.tsx';
import { byRisk } from '@/components/overview/risk.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { useNow } from '@/components/time/now.tsx';
import { pageTimeOf } from '@/components/time/page-time.ts';
import { useRange } from '@/components/time/use-range.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Key } from '@/components/ui/key.tsx';
import { useModal } from '@/components/ui/use-modal.ts';
import { agedFleetPair } from '@/lib/pair/staleness.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';
import { poolsQuery } from '@/lib/queries/pairs.ts';
import { runbookQuery } from '@/lib/queries/runbook.ts';
import {
  type Deed,
  deedItems,
  found,
  type Group,
  type Item,
  incidentItems,
  PAGES,
  pairItems,
  reportItems,
  runbookItems,
} from './items.ts';
import type { AboveProps } from './palette-keys.tsx';

/** Letters from which on pools are looked for: of many pairs they are many. */
const LETTERS_OF_A_POOL = 2;

/** Goes anywhere, finds a pool or a lease, and does what can be done from any page, by a few letters of its name. */
export function Palette({ onlyPairs, typedBefore, onClose, onOpen }: AboveProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useModal(dialog);
  // The dialog itself would give the focus to the first that can take it, which is all around the field.
  useLayoutEffect(() => input.current?.focus(), []);
  const [typed, setTyped] = useState(typedBefore);
  const { groups, isReading } = useFound(typed, onlyPairs);
  // The first line is meant until the reader moves: what is found later may come to stand above it.
  const [moved, setMoved] = useState<string | null>(null);
  const isByHand = useRef(false);
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
  const chosen = moved !== null && ids.includes(moved) ? moved : (ids[0] ?? '');
  const act = useDeeds(onOpen);

  function choose({ deed, title }: Item): void {
    onClose();
    act(deed, title);
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape
    <dialog
      ref={dialog}
      aria-label={onlyPairs ? 'Go to a pair' : 'Go anywhere, find anything'}
      data-testid="palette"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="mx-auto mt-[min(12dvh,96px)] mb-0 max-h-[min(560px,calc(100dvh-24px))] w-[min(640px,calc(100vw-24px))] overflow-hidden rounded-md border border-strong-line bg-surface p-0 text-ink backdrop:bg-[oklch(0.18_0.01_260/0.55)]"
    >
      <Command
        shouldFilter={false}
        value={chosen}
        onValueChange={(id) => {
          if (isByHand.current) setMoved(id);
        }}
        onKeyDown={() => {
          isByHand.current = true;
        }}
        onPointerMove={() => {
          isByHand.current = true;
        }}
        label={onlyPairs ? 'Pairs' : 'Everything'}
        className="flex max-h-[inherit] flex-col"
      >
        <Command.Input
          ref={input}
          value={typed}
          onValueChange={(text) => {
            isByHand.current = false;
            setMoved(null);
            setTyped(text);
          }}
          placeholder={onlyPairs ? 'Pair or server' : 'Page, pair, pool, address, name…'}
          className="h-12 shrink-0 border-line border-b bg-transparent px-4 text-16 outline-none placeholder:text-faint"
        />
        <Command.List className="min-h-0 overflow-y-auto overscroll-contain p-2">
          <Command.Empty className="px-3 py-6 text-center text-muted">
            {isReading ? 'Looking…' : 'Nothing is called so.'}
          </Command.Empty>
          {groups.map(({ name, items }) => (
            <Command.Group
              key={name}
              heading={name}
              className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-faint"
            >
              {items.map((item) => (
                <Line key={item.id} item={item} onSelect={() => choose(item)} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}

function Line({ item, onSelect }: { item: Item; onSelect(): void }) {
  return (
    <Command.Item
      value={item.id}
      onSelect={onSelect}
      className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-3 py-1 data-[selected=true]:bg-sunken"
    >
      {item.verdict && <VerdictMark verdict={item.verdict} size={14} />}
      <span className="max-w-[70%] shrink-0 truncate">{item.title}</span>
      {item.detail && <span className="min-w-0 truncate text-13 text-muted">{item.detail}</span>}
      {item.keys && (
        <span className="ml-auto flex gap-1 max-sm:hidden">
          {item.keys.split(' ').map((key) => (
            <Key key={key}>{key}</Key>
          ))}
        </span>
      )}
    </Command.Item>
  );
}

function useFound(typed: string, onlyPairs: boolean): { groups: Group[]; isReading: boolean } {
  const now = useNow();
  const may = useRole();
  const path = usePathname();
  const hasTime = pageTimeOf(path) !== null;
  const { server } = useZone();
  const pairs = useQuery(fleetQuery()).data?.pairs ?? [];
  const incidents = useQuery(incidentsQuery({ phase: 'open' })).data?.incidents ?? [];
  const runbook = useQuery({ ...runbookQuery(), enabled: !onlyPairs }).data?.pages ?? [];
  const wantsPools = !onlyPairs && typed.trim().length >= LETTERS_OF_A_POOL;
  const pools = useQueries({
    queries: pairs.map(({ name }) => ({
      ...poolsQuery(name),
      enabled: wantsPools,
      refetchInterval: false as const,
    })),
  });
  const ranked = byRisk(pairs.map((pair) => agedFleetPair(pair, now)));
  const isTyped = typed.trim() !== '';
  const pairGroup: Group = { name: 'Pairs', items: pairItems(ranked, isTyped && !onlyPairs) };
  if (onlyPairs)
    return { groups: found([pairGroup], [], typed).filter(({ name }) => name === 'Pairs'), isReading: false };
  const groups: Group[] = [
    { name: 'Open incidents', items: incidentItems(incidents, may('operator')) },
    pairGroup,
    { name: 'Reports', items: reportItems(reportedOn(path, incidents)) },
    { name: 'Pages', items: [...PAGES] },
    { name: 'Do', items: deedItems({ hasTime, hasServerZone: server.zone !== null }) },
    { name: 'Runbook', items: isTyped ? runbookItems(runbook) : [] },
  ];
  const ofPairs = pairs.map(({ name }, index) => ({ pair: name, pools: pools[index]?.data?.pools ?? [] }));
  const permitted = groups.map(({ name, items }) => ({
    name,
    items: items.filter(({ need = 'viewer' }) => may(need)),
  }));
  return { groups: found(permitted, ofPairs, typed), isReading: pools.some(({ isFetching }) => isFetching) };
}

/** The incident whose page this is, then the open ones. */
function reportedOn(path: string, open: readonly { id: number }[]): number[] {
  const here = /^\/incidents\/(\d{1,10})$/.exec(path)?.[1];
  return [...new Set([...(here === undefined ? [] : [Number(here)]), ...open.map(({ id }) => id)])];
}

function useDeeds(onOpen: (what: 'keys' | 'silence') => void): (deed: Deed, title: string) => void {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { setChoice } = useZone();
  const { setRange } = useRange();
  return (deed, title) => {
    switch (deed.kind) {
      case 'go':
        // One of our own pages, whose names typed routes learn at the next build.
        return router.push(deed.href as Route);
      case 'open':
        return onOpen(deed.what);
      case 'theme':
        setTheme(deed.theme);
        break;
      case 'zone':
        setChoice(deed.choice);
        break;
      case 'range':
        setRange(deed.range);
        break;
    }
    announce(`${title}: done.`);
  };
}
