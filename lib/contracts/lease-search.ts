import { LEASE_STATES, type LeaseState } from './lease-filter.ts';
import { guessFilter, LEASE_READINGS, type LeaseReading, readTextAs } from './lease-guess.ts';
import { MAX_ID } from './parameter.ts';

/** What a page of leases is asked for: all of it stands in its address. */
export type LeaseSearch = {
  /** As it was typed. */
  q: string;
  /** What `q` is to be taken for; null leaves that to be guessed. */
  as: LeaseReading | null;
  state: LeaseState | null;
  /** The id of a pool. */
  pool: number | null;
  server: string | null;
  /** Only what the servers tell otherwise. */
  differ: boolean;
};

/** No text is longer, in the API as here. */
export const LONGEST_SEARCH = 255;

/** Reads the parameters of an address; what can't be read is left out, for a page has nobody to refuse it to. */
export function readLeaseSearch(parameters: Record<string, unknown>): LeaseSearch {
  const { q, as, state, pool, server, differ } = parameters;
  const id = typeof pool === 'string' && /^\d{1,10}$/.test(pool) ? Number(pool) : 0;
  return {
    q: typeof q === 'string' ? q.slice(0, LONGEST_SEARCH) : '',
    as: LEASE_READINGS.find((reading) => reading === as) ?? null,
    state: LEASE_STATES.find((each) => each === state) ?? null,
    pool: id > 0 && id <= MAX_ID ? id : null,
    server: typeof server === 'string' && server !== '' ? server : null,
    differ: differ === 'true',
  };
}

/** The parameters by which `readLeaseSearch` gets the search back, always in one order; those of the API are the same. */
export function writeLeaseSearch({
  q,
  as,
  state,
  pool,
  server,
  differ,
}: LeaseSearch): Record<string, string> {
  const text = q.trim();
  return {
    ...(text !== '' && { q: text }),
    ...(text !== '' && as !== null && { as }),
    ...(state !== null && { state }),
    ...(pool !== null && { pool: String(pool) }),
    ...(server !== null && { server }),
    ...(differ && { differ: 'true' }),
  };
}

/** Whether anything is asked for at all. */
export function isEmptySearch(search: LeaseSearch): boolean {
  return Object.keys(writeLeaseSearch(search)).length === 0;
}

/** What the text of a search means; null where there is none, or where it can't be understood. */
export function guessOf({ q, as }: Pick<LeaseSearch, 'q' | 'as'>) {
  const text = q.trim();
  return as === null ? guessFilter(text) : readTextAs(as, text);
}
