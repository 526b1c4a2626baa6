'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { eventKindSchema, eventSourceSchema } from '@/lib/contracts/event.ts';
import { eventExportPath } from '@/lib/queries/events.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { type EventSearch, eventFilterOf, eventsHref, kindsOf, partsOf } from './filter.ts';

/** Which events are shown. A plain form: what is chosen counts at once where scripts run, else by its button. */
export function FilterBar({ filter }: { filter: EventSearch }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { data } = useQuery(fleetQuery());
  const pairs = data?.pairs.map(({ name }) => name) ?? [];
  const servers = data?.pairs
    .filter(({ name }) => filter.pair === undefined || name === filter.pair)
    .flatMap((pair) => pair.servers.map(({ name }) => name));
  const chosenKinds = kindsOf(filter);

  function apply(): void {
    if (!form.current) return;
    const entries: Record<string, string[]> = {};
    for (const [name, value] of new FormData(form.current))
      if (typeof value === 'string') entries[name] = [...(entries[name] ?? []), value];
    const next = eventFilterOf(entries);
    // A server is of one pair: another pair has none of its name.
    if (next.pair !== filter.pair) delete next.server;
    router.push(eventsHref(next), { scroll: false });
  }

  return (
    <search className="block print:hidden">
      <form
        ref={form}
        action="/events"
        aria-label="Filter events"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="space-y-2"
      >
        <div className="flex flex-wrap items-end gap-2">
          <Choice
            name="pair"
            word="Pair"
            all="all pairs"
            value={filter.pair}
            options={pairs}
            onChange={apply}
          />
          <Choice
            name="server"
            word="Server"
            all="all servers"
            value={filter.server}
            options={[...new Set(servers)]}
            onChange={apply}
          />
          <Choice
            name="source"
            word="Source"
            all="all sources"
            value={filter.source}
            options={eventSourceSchema.options}
            onChange={apply}
          />
          <label className="min-w-40 grow text-12 text-muted max-sm:basis-full">
            Text
            <input
              data-search
              type="search"
              name="text"
              defaultValue={filter.text}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              className={`${FIELD_LOOK} w-full`}
            />
          </label>
          {(['last', 'from', 'to', 'incident'] as const).map(
            (name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />,
          )}
          <button type="submit" className={BUTTON_LOOK}>
            Filter
          </button>
        </div>
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">Kinds</legend>
          {eventKindSchema.options.map((kind) => (
            <label
              key={kind}
              className="inline-flex h-7 cursor-pointer items-center rounded-md border border-line px-2.5 text-12 text-muted hover:text-ink has-checked:border-strong-line has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-ink"
            >
              <input
                type="checkbox"
                name="kind"
                value={kind}
                defaultChecked={chosenKinds.includes(kind)}
                onChange={apply}
                className="peer sr-only"
              />
              <span aria-hidden="true" className="hidden pr-1 peer-checked:inline">
                ✓
              </span>
              {kind}
            </label>
          ))}
        </fieldset>
      </form>
      <div className="mt-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-13">
        {filter.incident !== undefined && <span className="text-muted">of incident {filter.incident}</span>}
        {partsOf(filter).length > 0 && (
          <Link href="/events" prefetch={false} className={LINK_LOOK}>
            Show all events
          </Link>
        )}
        <span className="text-muted">
          Export{' '}
          <a href={eventExportPath(filter, 'csv')} download className={LINK_LOOK}>
            CSV
          </a>
          {' · '}
          <a href={eventExportPath(filter, 'json')} download className={LINK_LOOK}>
            JSON
          </a>
        </span>
      </div>
    </search>
  );
}

const FIELD_LOOK =
  'mt-0.5 block h-8 rounded-md border border-strong-line bg-surface px-2 text-13 text-ink placeholder:text-faint';
const LINK_LOOK =
  'inline-block min-h-[24px] underline decoration-strong-line underline-offset-3 hover:decoration-ink text-muted hover:text-ink';

/** One of a few names. What the address asks for stays in sight even where nothing has that name. */
function Choice({
  name,
  word,
  all,
  value,
  options,
  onChange,
}: {
  name: string;
  word: string;
  all: string;
  value: string | undefined;
  options: readonly string[];
  onChange(): void;
}) {
  const known = value === undefined || options.includes(value) ? options : [value, ...options];
  return (
    <label className="text-12 text-muted max-sm:min-w-0 max-sm:grow max-sm:basis-[30%]">
      {word}
      <select
        name={name}
        defaultValue={value ?? ''}
        onChange={onChange}
        className={`${FIELD_LOOK} max-w-48 max-sm:w-full`}
      >
        <option value="">{all}</option>
        {known.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
