import { CLOSE_BRACE, OPEN_BRACE, SEMICOLON } from './ascii.ts';
import { isBindingState } from './binding-state.ts';
import type { ItemReader } from './item-reader.ts';
import type {
  AuthoringByteOrder,
  ByteOrder,
  ClassBlock,
  GroupBlock,
  HostBlock,
  IdentityAssociation,
  ItemPlace,
  Lease6,
  ServerDuid,
  SubclassBlock,
} from './items.ts';
import { STRING } from './tokens.ts';
import { readVariable, type VariableValue } from './variables.ts';

/** The blocks of reference 4.5, each after its keyword. Statements that say nothing of the block itself are passed over. */

export function readHost(reader: ItemReader, place: ItemPlace): HostBlock {
  const host: HostBlock = {
    kind: 'host',
    name: readDottedName(reader),
    dynamic: false,
    deleted: false,
    hardwareType: null,
    hardware: null,
    clientId: null,
    fixedAddresses: [],
    group: null,
    ...place,
  };
  readBlock(reader, (word) => {
    switch (word) {
      case 'dynamic':
      case 'deleted':
        readFlag(reader, host, word);
        return true;
      case 'hardware':
        reader.pass();
        host.hardwareType = reader.takeWord('a hardware type');
        host.hardware = reader.kind === SEMICOLON ? null : reader.takeHexList('a hardware address');
        reader.endStatement();
        return true;
      case 'uid':
        reader.pass();
        host.clientId = reader.takeBytesAsHex('a client identifier');
        reader.endStatement();
        return true;
      case 'fixed-address':
        reader.pass();
        host.fixedAddresses = reader.takeRestOfStatement().split(',');
        return true;
      case 'group':
        reader.pass();
        host.group = reader.takeTextOrName('the name of a group');
        reader.endStatement();
        return true;
      default:
        return false;
    }
  });
  return host;
}

export function readGroup(reader: ItemReader, place: ItemPlace): GroupBlock {
  const name = reader.kind === OPEN_BRACE ? '' : reader.takeTextOrName('the name of a group');
  const group: GroupBlock = { kind: 'group', name, dynamic: false, deleted: false, ...place };
  readBlock(reader, (word) => {
    if (word !== 'dynamic' && word !== 'deleted') return false;
    readFlag(reader, group, word);
    return true;
  });
  return group;
}

export function readClass(reader: ItemReader, place: ItemPlace): ClassBlock {
  const name = reader.takeTextOrName('the name of a class');
  const block: ClassBlock = {
    kind: 'class',
    name,
    dynamic: false,
    deleted: false,
    leaseLimit: null,
    ...place,
  };
  readClassBody(reader, block);
  return block;
}

export function readSubclass(reader: ItemReader, place: ItemPlace): SubclassBlock {
  const block: SubclassBlock = {
    kind: 'subclass',
    name: reader.takeTextOrName('the name of a class'),
    match: reader.takeData('the data of a subclass'),
    dynamic: false,
    deleted: false,
    leaseLimit: null,
    ...place,
  };
  if (!reader.takeMarkIf(SEMICOLON)) readClassBody(reader, block);
  return block;
}

function readClassBody(reader: ItemReader, block: ClassBlock | SubclassBlock): void {
  readBlock(reader, (word) => {
    switch (word) {
      case 'dynamic':
      case 'deleted':
        readFlag(reader, block, word);
        return true;
      case 'lease':
        reader.pass();
        reader.takeKeyword('limit');
        block.leaseLimit = reader.takeNumber('a number of leases');
        reader.endStatement();
        return true;
      default:
        return false;
    }
  });
}

export function readServerDuid(reader: ItemReader, place: ItemPlace): ServerDuid {
  const duid = reader.takeBytesAsHex('the DUID of the server');
  reader.endStatement();
  return { kind: 'server-duid', duid, ...place };
}

export function readByteOrder(reader: ItemReader, place: ItemPlace): AuthoringByteOrder {
  const word = reader.peekWord();
  if (word !== 'little-endian' && word !== 'big-endian')
    return reader.fail('"little-endian" or "big-endian"');
  reader.pass();
  reader.endStatement();
  return { kind: 'authoring-byte-order', byteOrder: word, ...place };
}

/** The id is the IAID in the writer's byte order, then the DUID of the client. */
export function readIdentityAssociation(
  kind: IdentityAssociation['kind'],
  reader: ItemReader,
  place: ItemPlace,
  byteOrder: ByteOrder,
): IdentityAssociation {
  const idPlace = reader.damage('an IAID of four bytes and a DUID');
  const pairs = reader.takeBytesAsHex('an IAID and a DUID').split(':');
  if (pairs.length < 4) throw idPlace;
  const iaidPairs = pairs.slice(0, 4);
  if (byteOrder === 'little-endian') iaidPairs.reverse();
  const association: IdentityAssociation = {
    kind,
    iaid: Number.parseInt(iaidPairs.join(''), 16),
    duid: pairs.slice(4).join(':'),
    cltt: null,
    leases: [],
    ...place,
  };
  readBlock(reader, (word) => {
    switch (word) {
      case 'cltt':
        reader.pass();
        association.cltt = reader.takeDate() || null;
        return true;
      case 'iaaddr':
      case 'iaprefix':
        reader.pass();
        association.leases.push(readLease6(reader));
        return true;
      default:
        return false;
    }
  });
  return association;
}

function readLease6(reader: ItemReader): Lease6 {
  const [address = '', prefixLength] = reader.takeUntil(OPEN_BRACE, 'an IPv6 address or prefix').split('/');
  const variables = new Map<string, VariableValue>();
  const lease: Omit<Lease6, 'variables'> = {
    address,
    prefixLength: prefixLength === undefined ? null : Number.parseInt(prefixLength, 10),
    state: null,
    preferredLifeSeconds: null,
    maxLifeSeconds: null,
    ends: null,
  };
  readBlock(reader, (word) => {
    switch (word) {
      case 'binding': {
        reader.pass();
        reader.takeKeyword('state');
        const state = reader.peekWord();
        if (!isBindingState(state)) return reader.fail('a binding state');
        reader.pass();
        reader.endStatement();
        lease.state = state;
        return true;
      }
      case 'preferred-life':
      case 'max-life': {
        reader.pass();
        const seconds = reader.takeNumber('a life time in seconds');
        reader.endStatement();
        lease[word === 'max-life' ? 'maxLifeSeconds' : 'preferredLifeSeconds'] = seconds;
        return true;
      }
      case 'ends':
        reader.pass();
        lease.ends = reader.takeDate() || null;
        return true;
      case 'set':
        reader.pass();
        variables.set(...readVariable(reader));
        return true;
      default:
        return false;
    }
  });
  return { ...lease, variables: Object.fromEntries(variables) };
}

/** `{`, statements, `}`. A statement that `readStatement` does not take, it being told the first word, is passed over. */
function readBlock(reader: ItemReader, readStatement: (word: string) => boolean): void {
  if (reader.kind !== OPEN_BRACE) reader.fail('"{"');
  reader.takeMark(OPEN_BRACE);
  while (!reader.takeMarkIf(CLOSE_BRACE)) {
    if (!readStatement(reader.peekWord())) reader.skipStatement();
  }
}

function readFlag(
  reader: ItemReader,
  block: Record<'dynamic' | 'deleted', boolean>,
  word: 'dynamic' | 'deleted',
) {
  reader.pass();
  reader.endStatement();
  block[word] = true;
}

/** A host's name may have dots. */
function readDottedName(reader: ItemReader): string {
  if (reader.kind === STRING) return reader.takeTextOrName('the name of a host');
  return reader.takeUntil(OPEN_BRACE, 'the name of a host');
}
