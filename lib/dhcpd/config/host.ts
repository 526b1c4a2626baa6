import type { Host } from './config.ts';
import type { Cursor } from './cursor.ts';
import { formatHexBytes, normalizeHexBytes } from './hex.ts';
import type { Reading } from './reading.ts';
import { scan } from './scan.ts';
import { stringBytes } from './strings.ts';
import type { Token } from './tokens.ts';

export function readHost(reading: Reading, token: Token): void {
  const { cursor, block, config } = reading;
  const host: Host = {
    name: cursor.expectName('the name of the host'),
    hardware: null,
    fixedAddresses: [],
    clientId: null,
    group: null,
    options: [],
    parameters: [],
    statements: [],
    scope: block.scope,
    ...cursor.placeOf(token),
  };
  if (reading.hostNames.has(host.name)) {
    reading.refuse(
      host,
      `the host "${host.name}" is declared a second time; dhcpd does not start. Remove one of the two, or rename it`,
    );
  }
  reading.hostNames.add(host.name);
  config.hosts.push(host);
  reading.openBlock({
    kind: 'host',
    contents: host,
    readOwn: (keyword, _, cursor) => readHostStatement(keyword, cursor, host),
  });
}

function readHostStatement(keyword: string, cursor: Cursor, host: Host): boolean {
  switch (keyword) {
    case 'hardware':
      host.hardware = readHardware(cursor);
      break;
    case 'fixed-address':
      do host.fixedAddresses.push(cursor.expectJoined('an address or a host name'));
      while (cursor.takeIf(','));
      break;
    case 'uid':
      host.clientId = parseClientId(cursor.takeBefore(';'));
      break;
    case 'group':
      host.group = cursor.expectName('the name of a group');
      break;
    default:
      return false;
  }
  cursor.expect(';');
  return true;
}

function readHardware(cursor: Cursor): NonNullable<Host['hardware']> {
  const type = cursor.expectWord('a type of hardware such as "ethernet"').toLowerCase();
  const token = cursor.peek();
  const expected = 'hex bytes with colons between them';
  const address = normalizeHexBytes(cursor.expectJoined(expected)) ?? cursor.fail(token, expected);
  return { type, address };
}

/** The bytes of a string or hex list, as hex pairs; null for an expression, whose value only dhcpd knows. */
function parseClientId(text: string): string | null {
  const value = text.replace(/^= /, '');
  const { kind, end } = scan(value, 0);
  if (kind === 'string' && end === value.length) return formatHexBytes(stringBytes(value.slice(1, -1)));
  return normalizeHexBytes(value.replaceAll(' ', ''));
}

/** A host is found by its `option dhcp-client-identifier` as by its `uid`. */
export function takeClientIdFromOptions(host: Host): void {
  const option = host.options.findLast(({ name }) => /^(?:dhcp\.)?dhcp-client-identifier$/i.test(name));
  if (option) host.clientId ??= parseClientId(option.text);
}
