/** What a text typed into the one search box of leases means. The page and the API understand it by the same functions. */
import { type AddressRange, parseIpv4 } from './ipv4.ts';
import { type LeaseFilter, readClientId, readHostname, readIp, readMac } from './lease-filter.ts';

export const LEASE_READINGS = ['ip', 'mac', 'client', 'hostname'] as const;
export type LeaseReading = (typeof LEASE_READINGS)[number];

export type Guess = { readAs: LeaseReading; filter: LeaseFilter };

/** What stands in the place of a client where the settings have it hashed. */
export const PSEUDONYM = /^(mac|id|name):[0-9a-f]{16}$/;

/** What a text of unknown kind most likely means; null for an empty one, and for one that could only be a wrong address. */
export function guessFilter(text: string): Guess | null {
  const pseudonym = readPseudonym(text);
  if (pseudonym) return pseudonym;
  const byAddress = readTextAs('ip', text);
  if (byAddress) return byAddress;
  if (MAC_LIKE.test(text)) return readTextAs('mac', text);
  if (CLIENT_ID_LIKE.test(text)) return readTextAs('client', text);
  if (ADDRESS_LIKE.test(text)) return null;
  return readTextAs(NAME_LIKE.test(text) ? 'hostname' : 'client', text);
}

/** What a text means that is meant as one thing; null where it can't be. */
export function readTextAs(readAs: LeaseReading, text: string): Guess | null {
  const pseudonym = readPseudonym(text);
  if (pseudonym) return pseudonym.readAs === readAs ? pseudonym : null;
  const filter = READERS[readAs](text);
  return filter && { readAs, filter };
}

function readPseudonym(text: string): Guess | null {
  const kind = PSEUDONYM.exec(text)?.[1];
  if (kind === undefined) return null;
  if (kind === 'mac') return { readAs: 'mac', filter: { hardware: text } };
  if (kind === 'id') return { readAs: 'client', filter: { clientIds: [text] } };
  return { readAs: 'hostname', filter: { hostnameStart: text } };
}

const READERS: Record<LeaseReading, (text: string) => LeaseFilter | null> = {
  ip(text) {
    const addresses = readIp(text) ?? readAddressBegin(text);
    return addresses && { addresses };
  },
  mac(text) {
    const hardware = readMac(text);
    return hardware === null ? null : { hardware };
  },
  client(text) {
    const clientIds = readClientId(text);
    return clientIds && { clientIds };
  },
  /** Its beginning, which an index finds; after an asterisk a part of it, which has to be looked for in all of them. */
  hostname(text) {
    const name = readHostname(text.replace(/^\*+|\*+$/g, ''));
    if (name === null) return null;
    return text.startsWith('*') ? { hostname: name } : { hostnameStart: name };
  },
};

/** The addresses that begin with `10.66.` or `10.66.1`; null for other texts. */
function readAddressBegin(text: string): AddressRange | null {
  if (!/^(\d{1,3}\.){1,3}$|^\d{1,3}(\.\d{1,3}){1,2}$/.test(text)) return null;
  const bytes = text.split('.').filter((byte) => byte !== '');
  const fill = (byte: string) => parseIpv4([...bytes, byte, byte, byte].slice(0, 4).join('.'));
  const [low, high] = [fill('0'), fill('255')];
  return low === null || high === null ? null : { low, high };
}

/** Numbers between dots, and what follows: nobody means anything but an address by it, right or wrong. */
const ADDRESS_LIKE = /^\d{1,3}(\.\d+){1,3}\.?(\s*[/-].*)?$/;
/** Up to six bytes in a notation that hardly serves for anything else; bare digits from the three bytes of a vendor on. */
const MAC_LIKE =
  /^([0-9a-f]{1,2}:([0-9a-f]{1,2}(:[0-9a-f]{1,2}){0,4}:?)?|[0-9a-f]{2}(-[0-9a-f]{2}){2,5}|[0-9a-f]{4}\.[0-9a-f]{4}(\.[0-9a-f]{1,4})?|[0-9a-f]{6,12})$/i;
/** The same of more bytes. */
const CLIENT_ID_LIKE =
  /^([0-9a-f]{1,2}(:[0-9a-f]{1,2}){6,}:?|[0-9a-f]{4}(\.[0-9a-f]{4}){2,}\.[0-9a-f]{1,4}|[0-9a-f]{13,})$/i;
const NAME_LIKE = /^\**$|^\**[\w.-]+\**$/;
