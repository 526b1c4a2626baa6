import { CLOSE_BRACE, DOT, OPEN_BRACE, SEMICOLON } from './ascii.ts';
import { type BindingState, isBindingState } from './binding-state.ts';
import type { Damage, ItemReader } from './item-reader.ts';
import type { ItemPlace, LeaseProblem, LeaseRecord } from './items.ts';
import { BOOTP_FLAG, IMPLIED_STATE_FLAG, RESERVED_FLAG } from './lease-flags.ts';
import { STRING } from './tokens.ts';
import { readVariable, type VariableValue } from './variables.ts';

export type ReadLease = {
  record: LeaseRecord;
  /** BOOTP_FLAG, RESERVED_FLAG, IMPLIED_STATE_FLAG. */
  flags: number;
  /** Statements that were passed over. */
  problems: LeaseProblem[];
};

/**
 * A `lease` block after the word `lease` (reference 4.3). A statement of a kind that no lease has is passed over; with
 * anything else wrong in it the block can't be trusted.
 * @throws Damage
 */
export function readLease(reader: ItemReader, place: ItemPlace, nowSeconds: number): ReadLease {
  const address = reader.takeAddress();
  const lease = new LeaseStatements();
  reader.takeMark(OPEN_BRACE);
  while (reader.kind !== CLOSE_BRACE) lease.readStatement(reader);
  // Who knows whether what was passed over was the binding state.
  if (lease.state === null && lease.passedOver[0]) throw lease.passedOver[0];
  reader.takeMark(CLOSE_BRACE);
  const state = lease.state ?? impliedState(lease, nowSeconds);
  const record: LeaseRecord = {
    address,
    state,
    nextState: lease.nextState ?? state,
    rewindState: lease.rewindState ?? state,
    starts: lease.times.starts || null,
    ends: lease.times.ends || null,
    tstp: lease.times.tstp || lease.times.ends || null,
    tsfp: lease.times.tsfp || null,
    atsfp: lease.times.atsfp || null,
    cltt: lease.times.cltt || null,
    reserved: (lease.flags & RESERVED_FLAG) !== 0,
    bootp: (lease.flags & BOOTP_FLAG) !== 0,
    hardwareType: lease.hardwareType,
    hardware: lease.hardware,
    clientId: lease.clientId,
    hostname: lease.hostname,
    vendorClass: lease.vendorClass,
    agentOptions: Object.fromEntries(lease.agentOptions),
    variables: Object.fromEntries(lease.variables),
    billingClass: lease.billingClass,
    line: place.line,
    offset: place.offset,
  };
  const flags = lease.flags | (lease.state === null ? IMPLIED_STATE_FLAG : 0);
  return { record, flags, problems: lease.passedOver.map(problemOf) };
}

function problemOf({ message, place }: Damage): LeaseProblem {
  return { ...place, text: `${message}; this statement is passed over` };
}

/** What dhcpd makes of a block without binding state, before it looks at the pool (reference 4.3). */
function impliedState(lease: LeaseStatements, nowSeconds: number): BindingState {
  return lease.hasEvent || lease.times.ends > nowSeconds ? 'active' : 'free';
}

/** Words of old releases for an active lease with a flag, which dhcpd sets for the next and rewind state too. */
const OLD_STATES = new Map([
  ['reserved', RESERVED_FLAG],
  ['bootp', BOOTP_FLAG],
]);

/** What the statements of one block have said so far. */
class LeaseStatements {
  state: BindingState | null = null;
  nextState: BindingState | null = null;
  rewindState: BindingState | null = null;
  times = { starts: 0, ends: 0, tstp: 0, tsfp: 0, atsfp: 0, cltt: 0 };
  flags = 0;
  hardwareType: string | null = null;
  hardware: string | null = null;
  clientId: string | null = null;
  hostname: string | null = null;
  vendorClass: string | null = null;
  agentOptions = new Map<string, string>();
  variables = new Map<string, VariableValue>();
  billingClass: string | null = null;
  hasEvent = false;
  passedOver: Damage[] = [];

  readStatement(reader: ItemReader): void {
    const word = reader.peekWord();
    switch (word) {
      case 'starts':
      case 'ends':
      case 'tstp':
      case 'tsfp':
      case 'atsfp':
      case 'cltt':
        reader.pass();
        this.times[word] = reader.takeDate();
        return;
      case 'timestamp': // Of old releases, without a meaning today.
        reader.pass();
        reader.takeDate();
        return;
      case 'binding':
        this.state = this.#readState(reader);
        return;
      case 'next':
        reader.pass();
        this.nextState = this.#readState(reader);
        return;
      case 'rewind':
        reader.pass();
        this.rewindState = this.#readState(reader);
        return;
      case 'abandoned':
        reader.pass();
        reader.endStatement();
        this.state = 'abandoned';
        return;
      case 'reserved':
        reader.pass();
        reader.endStatement();
        this.flags |= RESERVED_FLAG;
        return;
      case 'bootp': // As the manual spells it (reference 9).
      case 'dynamic-bootp':
        reader.pass();
        reader.endStatement();
        this.flags |= BOOTP_FLAG;
        return;
      case 'billing':
        this.#readBilling(reader);
        return;
      case 'hardware':
        reader.pass();
        this.hardwareType = reader.takeWord('a hardware type');
        this.hardware = reader.kind === SEMICOLON ? null : reader.takeHexList('a hardware address');
        reader.endStatement();
        return;
      case 'uid':
        reader.pass();
        this.clientId = reader.takeBytesAsHex('a client identifier');
        reader.endStatement();
        return;
      case 'client-hostname':
      case 'hostname': // Of old releases.
        reader.pass();
        this.hostname = reader.takeTextOrName('a host name');
        reader.endStatement();
        return;
      case 'ddns-fwd-name': // Of old releases, which did not write "set" before it.
      case 'ddns-rev-name':
        reader.pass();
        this.variables.set(word, reader.takeTextOrName('a domain name'));
        reader.endStatement();
        return;
      case 'class': // dhcpd reads it and makes nothing of it.
        reader.pass();
        reader.takeRestOfStatement();
        return;
      case 'set':
        this.#readVariable(reader);
        return;
      case 'option':
      case 'supersede':
        this.#readOption(reader);
        return;
      case 'on':
        readEvent(reader);
        this.hasEvent = true;
        return;
      default:
        this.#passOver(reader);
    }
  }

  /** `binding state <state>;` after what stands before `binding`. */
  #readState(reader: ItemReader): BindingState {
    reader.takeKeyword('binding');
    reader.takeKeyword('state');
    const word = reader.peekWord();
    const flag = OLD_STATES.get(word) ?? 0;
    const state = flag === 0 ? word : 'active';
    if (!isBindingState(state)) return reader.fail('a binding state');
    reader.pass();
    reader.endStatement();
    this.flags |= flag;
    return state;
  }

  #readBilling(reader: ItemReader): void {
    reader.takeKeyword('billing');
    const isSubclass = reader.takeWordIf('subclass');
    if (!isSubclass) reader.takeKeyword('class');
    this.billingClass = reader.takeTextOrName('the name of a class');
    if (isSubclass) reader.takeData('the data of a subclass');
    reader.endStatement();
  }

  #readVariable(reader: ItemReader): void {
    reader.takeKeyword('set');
    const [name, value] = readVariable(reader);
    if (name === 'vendor-class-identifier') this.vendorClass = String(value);
    else this.variables.set(name, value);
  }

  /** The reader of dhcpd knows options of the agent space only (reference 4.3). */
  #readOption(reader: ItemReader): void {
    if (reader.peekWord(1) !== 'agent' || reader.kindAhead(2) !== DOT) {
      this.#passOver(reader);
      return;
    }
    reader.pass();
    reader.takeKeyword('agent');
    reader.takeMark(DOT);
    const name = reader.takeName('the name of an agent option');
    this.agentOptions.set(name, readAgentValue(reader));
  }

  #passOver(reader: ItemReader): void {
    if (reader.takeMarkIf(SEMICOLON)) return;
    const damage = reader.damage('a statement of a lease block');
    reader.skipStatement();
    this.passedOver.push(damage);
  }
}

/** Text, or hex numbers, which dhcpd writes without leading zeros; anything else, such as an address, as written. */
function readAgentValue(reader: ItemReader): string {
  if (reader.kind === STRING && reader.kindAhead(1) === SEMICOLON) {
    const text = reader.takeText('the value of an agent option');
    reader.endStatement();
    return text;
  }
  const written = reader.takeRestOfStatement();
  if (!/^[0-9a-f]{1,2}(:[0-9a-f]{1,2})*$/i.test(written)) return written;
  return written
    .split(':')
    .map((byte) => byte.padStart(2, '0').toLowerCase())
    .join(':');
}

/** `on <event> [or <event>] { … }`: its statements are of no interest, only where they end. */
function readEvent(reader: ItemReader): void {
  reader.takeKeyword('on');
  do reader.takeWord('"expiry", "release" or "commit"');
  while (reader.takeWordIf('or'));
  if (reader.kind !== OPEN_BRACE) reader.fail('"or" or "{"');
  reader.skipStatement();
}
