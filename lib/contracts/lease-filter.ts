/**
 * How people name leases: the same notations in the API, on the pages and on the command line. Everything gives null for a
 * text that it can not read; `EXPECTED` says what it could.
 */
import { type AddressRange, parseAddressRange } from './ipv4.ts';

export const BINDING_STATES = [
  'free',
  'active',
  'expired',
  'released',
  'abandoned',
  'reset',
  'backup',
] as const;
export type BindingState = (typeof BINDING_STATES)[number];

/** `ended`: active past its end. */
export const LEASE_STATES = [...BINDING_STATES, 'ended'] as const;
export type LeaseState = (typeof LEASE_STATES)[number];

/** What a lease must be to be found; what is left out may be anything. */
export type LeaseFilter = {
  addresses?: AddressRange;
  /** The first hex digits of the hardware address, in pairs with colons; the last may stand alone. */
  hardware?: string;
  /** The same of the client identifier, where any of them will do. */
  clientIds?: string[];
  /** In small letters, anywhere in the hostname. */
  hostname?: string;
  /** In small letters, the begin of the hostname. */
  hostnameStart?: string;
  state?: LeaseState;
};

/** What a filter looks at. Times are dhcpd's whole seconds. */
export type FilteredLease = {
  address: number;
  state: string;
  ends: number | null;
  hardware: string | null;
  clientId: string | null;
  hostname: string | null;
};

export const EXPECTED = {
  ip: 'an address (10.66.1.7), a network (10.66.1.0/24) or a range (10.66.1.10-10.66.1.99)',
  mac: 'a hardware address or the begin of one (00:50:56:ab:cd:ef, 00-50-56, 0050.56ab.cdef, 005056ab)',
  client: 'a client identifier or the begin of one, in hex (01:00:50:56) or as text',
  hostname: 'a hostname or a part of one',
  state: LEASE_STATES.join(', '),
} as const;

/** What `never` reads as in a lease file (reference 4.1). */
export const NEVER_SECONDS = 0x7fffffff;

/** Whether a lease is active by its word and past its end by the clock. */
export function isEnded(lease: Pick<FilteredLease, 'state' | 'ends'>, nowSeconds: number): boolean {
  const { state, ends } = lease;
  return state === 'active' && ends !== null && ends !== NEVER_SECONDS && ends < nowSeconds;
}

export function matchesLease(filter: LeaseFilter, lease: FilteredLease, nowSeconds: number): boolean {
  const { addresses, hardware, clientIds, hostname, hostnameStart, state } = filter;
  return (
    (!addresses || (lease.address >= addresses.low && lease.address <= addresses.high)) &&
    (hardware === undefined || startsWith(lease.hardware, hardware)) &&
    (!clientIds || clientIds.some((prefix) => startsWith(lease.clientId, prefix))) &&
    (hostname === undefined || (lease.hostname?.toLowerCase().includes(hostname) ?? false)) &&
    (hostnameStart === undefined || startsWith(lease.hostname?.toLowerCase() ?? null, hostnameStart)) &&
    (state === undefined || (state === 'ended' ? isEnded(lease, nowSeconds) : lease.state === state))
  );
}

function startsWith(text: string | null, prefix: string): boolean {
  return text?.startsWith(prefix) ?? false;
}

/** Addresses: one, a network or a range. */
export const readIp = parseAddressRange;

const MAC_BYTES = 6;
/** `hardware` takes no more: one of InfiniBand. */
const MAX_HARDWARE_BYTES = 20;

/** The begin of a hardware address, in any notation: pairs with colons or dashes, fours with dots, bare digits. */
export function readMac(text: string): string | null {
  const digits = pairDigits(text) ?? dottedDigits(text) ?? bareDigits(text);
  return digits === null || digits.length > 2 * MAX_HARDWARE_BYTES ? null : withColons(digits);
}

/** A byte without its leading zero is padded, but for a last one that may be the begin of a byte. */
function pairDigits(text: string): string | null {
  if (!/^[0-9a-f]{1,2}([:-])([0-9a-f]{1,2}\1)*([0-9a-f]{1,2})?$/i.test(text)) return null;
  const bytes = text.split(/[:-]/).filter((byte) => byte !== '');
  const isWhole = bytes.length === MAC_BYTES || /[:-]$/.test(text);
  return bytes.map((byte, at) => (at < bytes.length - 1 || isWhole ? byte.padStart(2, '0') : byte)).join('');
}

function dottedDigits(text: string): string | null {
  return /^[0-9a-f]{4}(\.[0-9a-f]{4})*\.[0-9a-f]{0,4}$/i.test(text) ? text.replaceAll('.', '') : null;
}

function bareDigits(text: string): string | null {
  return /^[0-9a-f]+$/i.test(text) ? text : null;
}

function withColons(digits: string): string {
  return (digits.toLowerCase().match(/..?/g) ?? []).join(':');
}

/**
 * The begin of a client identifier: what reads as hex may be meant so, and anything may be meant as text, which some
 * clients put after a byte 0, the type that means "no hardware address" (RFC 2132, 9.14).
 */
export function readClientId(text: string): string[] | null {
  if (text === '') return null;
  const spelled = hexOf(text);
  const hex = hexDigits(text);
  return [...(hex === null ? [] : [withColons(hex)]), spelled, `00:${spelled}`];
}

function hexDigits(text: string): string | null {
  return pairDigits(text) ?? dottedDigits(text) ?? bareDigits(text);
}

function hexOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** A part of a hostname, in small letters as they are searched. */
export function readHostname(text: string): string | null {
  return text === '' ? null : text.toLowerCase();
}
