import type { Route } from 'next';
import { type EventKind, eventKindSchema, eventSearch } from '../../lib/contracts/event.ts';
import { withSearch } from '../../lib/queries/path.ts';

/** What an address of the event log can ask for, in the order in which it is written. */
const NAMES = [
  'pair',
  'server',
  'kind',
  'source',
  'text',
  'last',
  'from',
  'to',
  'incident',
  'before',
] as const;
type Name = (typeof NAMES)[number];

/** What an address asks for, word by word: whether it makes sense the API tells. */
export type EventSearch = { [name in Name]?: string };

/** A page is longer than what the API gives unasked. */
export const PAGE_EVENTS = 100;

/** The filter in the search of an address. */
export function eventFilterOf(search: Record<string, string | string[] | undefined>): EventSearch {
  const entries = Object.entries(search).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each] as const),
  );
  const read = eventSearch(entries);
  const filter: EventSearch = {};
  for (const name of NAMES) if (read[name] !== undefined) filter[name] = read[name];
  return filter;
}

/** The address of the log with a filter. */
export function eventsHref(filter: EventSearch): Route {
  // Whatever its search, it is the one page of events.
  return withSearch('/events', eventFilterOf(filter)) as Route;
}

/** The page of one event. */
export const eventHref = (id: number) => `/events/${id}` as Route; // a number in the place of [id]

/** The kinds a filter names; unknown ones are left out. */
export function kindsOf({ kind = '' }: EventSearch): EventKind[] {
  return eventKindSchema.options.filter((each) => kind.split(',').includes(each));
}

/** A part of a filter that can be left out, with the words for it. */
export type FilterPart = { words: string; without: EventSearch };

/** The parts of a filter one by one; which page of the log is shown is none of them. */
export function partsOf({ before: _, ...filter }: EventSearch): FilterPart[] {
  const parts: FilterPart[] = [];
  const add = (words: string, ...names: Name[]) => {
    const without = { ...filter };
    for (const name of names) delete without[name as Exclude<Name, 'before'>];
    parts.push({ words, without });
  };
  const { pair, server, kind, source, text, last, from, to, incident } = filter;
  if (text !== undefined) add(`the text “${text}”`, 'text');
  if (source !== undefined) add(`the source ${source}`, 'source');
  if (kind !== undefined)
    add(kind.includes(',') ? `the kinds ${kind.split(',').join(', ')}` : `the kind ${kind}`, 'kind');
  if (server !== undefined) add(`the server ${server}`, 'server');
  if (pair !== undefined) add(`the pair ${pair}`, 'pair', 'server');
  if (incident !== undefined) add(`incident ${incident}`, 'incident');
  if (last !== undefined) add(`the last ${last}`, 'last');
  if (from !== undefined || to !== undefined) add('the chosen time', 'from', 'to');
  return parts;
}
