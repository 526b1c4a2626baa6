import { parseAddress } from '../address.ts';

/** What dhcpd says of one packet from or to a client. */
export type ClientLine = {
  /** Spelled as in the log. */
  packet: Packet;
  /** The address it is about; null for a DISCOVER. */
  address: number | null;
  /** The client's hardware address; empty where it sent none, null where the line names none. */
  mac: string | null;
  /** Chosen by the client: may hold anything printable. */
  hostname: string | null;
  /** Interface, or address of the relay. */
  via: string;
};

/** How a packet's line begins, up to the blank before `via` or the host name. */
const HEADS = {
  DHCPDISCOVER: /^DHCPDISCOVER from (?<mac>\S*) /,
  DHCPREQUEST: /^DHCPREQUEST for (?<ip>\S+)(?: \(\S*\))? from (?<mac>\S*) /,
  DHCPOFFER: /^DHCPOFFER on (?<ip>\S+) to (?<mac>\S*) /,
  DHCPACK: /^DHCPACK (?:on (?<ip>\S+) to (?<mac>\S*)|to (?<otherIp>\S+) \((?<otherMac>[^\s)]*)\)) /,
  DHCPNAK: /^DHCPNAK on (?<ip>\S+) to (?<mac>\S*) /,
  DHCPDECLINE: /^DHCPDECLINE of (?<ip>\S+) from (?<mac>\S*) /,
  DHCPRELEASE: /^DHCPRELEASE of (?<ip>\S+) from (?<mac>\S*) /,
  DHCPINFORM: /^DHCPINFORM from (?<ip>\S+) /,
  BOOTREQUEST: /^BOOTREQUEST from (?<mac>\S*) /,
  BOOTREPLY:
    /^BOOTREPLY (?:on (?<ip>\S+) to (?<mac>\S*)|for (?<otherIp>\S+) to \S+ \((?<otherMac>[^\s)]*)\)) /,
} as const;

export type Packet = keyof typeof HEADS;

function isPacket(word: string): word is Packet {
  return Object.hasOwn(HEADS, word);
}

/**
 * The host name in brackets, `via`, and what is said after it: `: <note>`, or ` (found)` of a release. The host name
 * may hold brackets and colons and even look like this tail, so it goes on to the last place where it can end.
 */
const TAIL = /^(?:\((?<hostname>.*)\) )?via (?<via>\S+?)(?:: (?<note>.*)| \((?<found>(?:not )?found)\))?$/;

/** dhcpd says 1,023 characters at most, of which a logger may escape each; what is longer is not from it. */
const LONGEST = 4_096;

/** Takes a packet's line apart; `note` is what dhcpd says of it beyond that it came or went. Null for other messages. */
export function readClientLine(message: string): { client: ClientLine; note: string | null } | null {
  if (message.length > LONGEST) return null;
  const blank = message.indexOf(' ');
  const packet = message.slice(0, Math.max(blank, 0));
  if (!isPacket(packet)) return null;
  const head = HEADS[packet].exec(message);
  const tail = head && TAIL.exec(message.slice(head[0].length));
  if (!head || !tail) return null;
  const { ip, mac, otherIp, otherMac }: Record<string, string | undefined> = head.groups ?? {};
  const { hostname, via = '', note, found }: Record<string, string | undefined> = tail.groups ?? {};
  const client: ClientLine = {
    packet,
    address: parseAddress(ip ?? otherIp ?? ''),
    mac: mac ?? otherMac ?? null,
    hostname: hostname ?? null,
    via,
  };
  return { client, note: note ?? found ?? null };
}
