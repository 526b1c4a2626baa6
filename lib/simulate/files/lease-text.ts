import type { Lease } from '../model/lease.ts';
import { wholeSeconds } from '../model/plan.ts';
import { type Server, type StateRecord, stateRecord } from '../model/server.ts';

/** Text of a lease file, as dhcpd 4.4 lays it out (reference 4.2 to 4.4). Times are the writing server's clock. */

/** A freshly rewritten file: header, the failover state, every lease but the never-used free ones. */
export function leaseFileText(server: Server): string {
  const leases = [...server.leases.values()].filter((lease) => !isLeftOut(lease));
  return `${HEADER}${stateBlock(stateRecord(server), server.peer)}${leases.map(leaseBlock).join('')}`;
}

const HEADER = `# Written by Pairwatch's simulated dhcpd in the format of dhcpd.leases(5).
# No real DHCP server reads or writes this file.

# The byte order that a real dhcpd would need for DHCPv6.
authoring-byte-order little-endian;

`;

/** Free, without a client, and the partner was never told of it (reference 4.3). */
function isLeftOut(lease: Lease): boolean {
  return lease.state === 'free' && !lease.client && lease.tsfpMs === 0;
}

/** `peer`: name of the failover peer. */
export function stateBlock(record: StateRecord, peer: string): string {
  return block(`\nfailover peer ${quoted(peer)} state`, [
    `my state ${record.state} at ${date(record.stosMs)}`,
    `partner state ${record.partnerState} at ${date(record.partnerStosMs)}`,
    record.mcltMs !== null && `mclt ${wholeSeconds(record.mcltMs)}`,
  ]);
}

export function leaseBlock(lease: Lease): string {
  const known = BLOCKS.get(lease);
  if (known !== undefined) return known;
  const text = textOfLease(lease);
  BLOCKS.set(lease, text);
  return text;
}

/** A record never changes, and stands in many rewritten files. */
const BLOCKS = new WeakMap<Lease, string>();

function textOfLease(lease: Lease): string {
  const next = lease.state === 'active' ? 'expired' : lease.state;
  const { client } = lease;
  const holder = lease.state === 'active' && client;
  return block(`lease ${lease.address}`, [
    dated('starts', lease.startsMs),
    dated('ends', lease.endsMs),
    dated('tstp', lease.tstpMs),
    dated('tsfp', lease.tsfpMs),
    dated('atsfp', lease.atsfpMs),
    dated('cltt', lease.clttMs),
    `binding state ${lease.state}`,
    next !== lease.state && `next binding state ${next}`,
    lease.rewind !== lease.state && `rewind binding state ${lease.rewind}`,
    client && `hardware ethernet ${client.hardware}`,
    client && `uid ${quoted(clientIdentifier(client.hardware))}`,
    holder && `set vendor-class-identifier = ${quoted(holder.vendorClass)}`,
    holder && `client-hostname ${quoted(holder.hostname)}`,
  ]);
}

/** `server-duid` as dhcpd appends it after a start: link-layer plus time, of a hardware address of the simulation. */
export function serverDuidLine(server: Server): string {
  const lastByte = server.id === 'a' ? '\x01' : '\x02';
  return `server-duid ${quoted(`\x00\x01\x00\x01\x30\x44\x50\x57\x02\x50\x57\x00\x00${lastByte}`)};\n\n`;
}

function block(head: string, statements: (string | false | null)[]): string {
  const lines = statements.filter((statement) => statement).map((statement) => `  ${statement};\n`);
  return `${head} {\n${lines.join('')}}\n`;
}

function dated(name: string, timeMs: number): string | false {
  return timeMs !== 0 && `${name} ${date(timeMs)}`;
}

/** `W YYYY/MM/DD HH:MM:SS` in UTC, Sunday being 0 (reference 4.1). */
function date(timeMs: number): string {
  const time = new Date(Math.floor(timeMs / 1000) * 1000);
  const iso = time.toISOString();
  const day = `${iso.slice(0, 4)}/${iso.slice(5, 7)}/${iso.slice(8, 10)}`;
  return `${time.getUTCDay()} ${day} ${iso.slice(11, 19)}`;
}

/** Printable ASCII as is, quote and backslash after a backslash, every other byte as three octal digits (reference 4.1). */
function quoted(bytes: string): string {
  const escaped = bytes.replace(/["\\]|[^ -~]/g, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** Hardware type and address, the usual client identifier. */
function clientIdentifier(hardware: string): string {
  const bytes = hardware.split(':').map((byte) => Number.parseInt(byte, 16));
  return String.fromCharCode(1, ...bytes);
}
