import { algorithmWireName, type OmapiAlgorithm, type Signer } from './hmac.ts';
import { encodeAttributes, HEADER_BYTES, OPERATION_NUMBERS } from './message.ts';

/**
 * Everything Pairwatch can ask. Each is read-only on the server (reference 1.4), and there is no way to express
 * another: the message list is `type` alone, the look-up keys are fixed per type, and types whose look-up without a
 * key would allocate an object are not among them.
 */
export type OmapiRequest =
  | { open: 'authenticator'; name: string; algorithm: OmapiAlgorithm }
  | { open: 'failover-state'; name: string }
  | { open: 'lease'; ipAddress: string }
  | { open: 'control' }
  | { refresh: number };

/**
 * The bytes of one request, signed when a signer is given. `id` is a positive 32-bit number the reply will carry as
 * its `rid`. Throws TypeError for anything but the requests above and for an address that is not dotted IPv4.
 */
export function encodeRequest(request: OmapiRequest, id: number, signer: Signer | null): Buffer {
  const lists = Buffer.concat([
    encodeAttributes(messageList(request)),
    encodeAttributes(lookupKeys(request)),
  ]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(signer?.authid ?? 0, 0);
  header.writeUInt32BE(signer?.macBytes ?? 0, 4);
  header.writeUInt32BE('open' in request ? OPERATION_NUMBERS.open : OPERATION_NUMBERS.refresh, 8);
  header.writeUInt32BE('open' in request ? 0 : request.refresh, 12);
  header.writeUInt32BE(id, 16);
  const unsigned = Buffer.concat([header, lists]);
  return signer ? Buffer.concat([unsigned, signer.sign(unsigned.subarray(4))]) : unsigned;
}

/** A request as it is named in messages to people. */
export function describeRequest(request: OmapiRequest): string {
  if ('refresh' in request) return `refresh of handle ${request.refresh}`;
  switch (request.open) {
    case 'authenticator':
      return `open of the key "${request.name}"`;
    case 'failover-state':
      return `open of failover-state "${request.name}"`;
    case 'lease':
      return `open of lease ${request.ipAddress}`;
    case 'control':
      return 'open of control';
  }
}

function messageList(request: OmapiRequest): [string, Buffer][] {
  return 'open' in request ? [['type', Buffer.from(request.open)]] : [];
}

function lookupKeys(request: OmapiRequest): [string, Buffer][] {
  if ('refresh' in request) return [];
  switch (request.open) {
    case 'authenticator':
      return [
        ['name', Buffer.from(request.name)],
        ['algorithm', Buffer.from(algorithmWireName(request.algorithm))],
      ];
    case 'failover-state':
      return [['name', Buffer.from(request.name)]];
    case 'lease':
      return [['ip-address', encodeIpv4(request.ipAddress)]];
    case 'control':
      return [];
    default:
      return refuse(request);
  }
}

/** Reached only past the type checker, from untyped code. */
function refuse(request: never): never {
  throw new TypeError(`Not a request this client can make: ${JSON.stringify(request)}`);
}

function encodeIpv4(text: string): Buffer {
  const bytes = text.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) {
    throw new TypeError(`"${text}" is not an IPv4 address in dotted form, such as 10.0.0.20`);
  }
  return Buffer.from(bytes);
}
