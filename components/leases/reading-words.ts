import { type AddressRange, formatIpv4 } from '../../lib/contracts/ipv4.ts';
import type { LeaseFilter } from '../../lib/contracts/lease-filter.ts';
import { type Guess, type LeaseReading, readTextAs } from '../../lib/contracts/lease-guess.ts';
import { guessOf, type LeaseSearch, LONGEST_SEARCH } from '../../lib/contracts/lease-search.ts';

export const READING_WORDS: Readonly<Record<LeaseReading, string>> = {
  ip: 'IP address',
  mac: 'MAC address',
  client: 'client identifier',
  hostname: 'host name',
};

/** What can be typed, for somebody whose text was not understood. */
export const TYPEABLE =
  'An address (10.66.1.7), its beginning (10.66.1), a network (10.66.1.0/24), a range (10.66.1.10-10.66.1.99), a MAC address or its beginning in any spelling, a client identifier, or the beginning of a host name; *part finds a part of a name.';

const MAC_LENGTH = 'xx:xx:xx:xx:xx:xx'.length;

/** How a text was understood: "MAC address 52:54:00:12:34:56". */
export function readingWords({ readAs, filter }: Guess, text: string): string {
  if (filter.addresses) return addressWords(filter.addresses);
  if (filter.hardware !== undefined) return macWords(filter.hardware);
  return readAs === 'client' ? clientWords(filter, text) : nameWords(filter);
}

function addressWords({ low, high }: AddressRange): string {
  if (low === high) return `IP address ${formatIpv4(low)}`;
  const count = (high - low + 1).toLocaleString('en-US');
  return `IP addresses ${formatIpv4(low)} to ${formatIpv4(high)} (${count})`;
}

function macWords(hardware: string): string {
  return hardware.length >= MAC_LENGTH
    ? `MAC address ${hardware}`
    : `MAC addresses that begin with ${hardware}`;
}

function clientWords({ clientIds = [] }: LeaseFilter, text: string): string {
  const isHexToo = clientIds.length > 2;
  return isHexToo
    ? `client identifiers that begin with hex ${clientIds[0]} or the text “${text}”`
    : `client identifiers that begin with the text “${text}”`;
}

function nameWords({ hostname, hostnameStart }: LeaseFilter): string {
  return hostname === undefined
    ? `host names that begin with “${hostnameStart ?? ''}”`
    : `host names with “${hostname}” anywhere`;
}

export type Understood =
  | { words: string; others: LeaseReading[] }
  /** Why it could not be understood. */
  | { problem: string };

/** How the text of a search is understood, and as what else it could be; null where there is none. */
export function understand(search: Pick<LeaseSearch, 'q' | 'as'>): Understood | null {
  const text = search.q.trim();
  if (text === '') return null;
  if (text.includes('\0') || text.length > LONGEST_SEARCH)
    return { problem: `A text of at most ${LONGEST_SEARCH} characters can be searched for.` };
  const guess = guessOf(search);
  if (guess) return { words: readingWords(guess, text), others: otherReadings(guess, text) };
  if (search.as !== null) return { problem: `“${text}” cannot be read as a ${READING_WORDS[search.as]}.` };
  return { problem: `“${text}” ${whyNot(text)}` };
}

/** Anything may be a client identifier, so that is offered only where hex digits speak for it, or nothing else does. */
function otherReadings({ readAs }: Guess, text: string): LeaseReading[] {
  if (readAs === 'ip' || text.startsWith('*')) return [];
  const isHex = /^[0-9a-f:.-]+$/i.test(text);
  const possible: LeaseReading[] = [...(isHex ? (['mac', 'client'] as const) : []), 'hostname'];
  return possible.filter((other) => other !== readAs && readTextAs(other, text) !== null);
}

function whyNot(text: string): string {
  if (/^\*+$/.test(text)) return 'names no part of a host name.';
  const large = text.match(/\d+/g)?.find((number) => Number(number) > 255);
  if (large !== undefined) return `looks like an address, but ${large} is more than 255.`;
  if (text.includes('/')) {
    const length = text.slice(text.indexOf('/') + 1).trimStart();
    return `looks like a network, but its length “${length}” is no number from 0 to 32.`;
  }
  if (text.includes('-')) return 'looks like a range, but its end is no address at or after its beginning.';
  return 'looks like an address, but is none.';
}
