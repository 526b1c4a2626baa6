import { readClass, readSubclass } from './class.ts';
import { readFailover } from './failover.ts';
import { readHost } from './host.ts';
import { readKey } from './key.ts';
import { readSharedNetwork, readSubnet } from './networks.ts';
import { readParameter } from './parameters.ts';
import { readPool } from './pool.ts';
import { readRange } from './range.ts';
import type { Block, Reading } from './reading.ts';
import { maskSecrets } from './secrets.ts';
import type { Token } from './tokens.ts';

type Declaration = {
  /** The blocks it may stand in; any but those of hosts and classes when left out. */
  inside?: Block['kind'][];
  /** Says so. */
  expected: string;
  read(reading: Reading, token: Token): void;
};

const ANYWHERE = 'outside the blocks of hosts and classes';

const DECLARATIONS: Record<string, Declaration> = {
  group: { expected: `a group only ${ANYWHERE}`, read: readGroup },
  host: { expected: `a host only ${ANYWHERE}`, read: readHost },
  class: { expected: `a class only ${ANYWHERE}`, read: readClass },
  subclass: { expected: `a subclass only ${ANYWHERE}`, read: readSubclass },
  key: { expected: `a key only ${ANYWHERE}`, read: readKeyStatement },
  'shared-network': {
    inside: ['global', 'group'],
    expected: 'a shared network only at the top level or in a group',
    read: readSharedNetwork,
  },
  subnet: {
    inside: ['global', 'group', 'shared-network', 'pool'],
    expected: 'a subnet only at the top level, in a group or in a shared network',
    read: readSubnet,
  },
  pool: {
    inside: ['subnet', 'shared-network'],
    expected: 'a pool only inside a subnet or shared network',
    read: readPool,
  },
  range: {
    inside: ['pool', 'subnet'],
    expected: 'a range only inside a pool or subnet',
    read: readRange,
  },
  failover: {
    inside: ['global', 'shared-network', 'pool'],
    expected: 'a failover peer only at the top level, in a shared network or in a pool',
    read: readFailover,
  },
};

/** Reads the statement that begins with `token`, up to its `;`, or into the block that it opens. */
export function readStatement(reading: Reading, token: Token): void {
  const { cursor, block } = reading;
  if (token.kind !== 'word') cursor.fail(token, 'a statement');
  const keyword = token.text.toLowerCase();
  const fromInclude = reading.isIncluded && OWN_FILE_ONLY.includes(block.kind);
  if (block.readOwn?.(keyword, token, cursor)) {
    if (fromInclude) refuseFromInclude(reading, token, block.kind);
    return;
  }
  const declaration = Object.hasOwn(DECLARATIONS, keyword) ? DECLARATIONS[keyword] : undefined;
  if (!declaration) {
    readContents(reading, token, keyword);
    return;
  }
  if (!isAllowed(declaration, block.kind)) cursor.fail(token, declaration.expected);
  if (fromInclude) refuseFromInclude(reading, token, block.kind);
  declaration.read(reading, token);
}

function isAllowed({ inside }: Declaration, kind: Block['kind']): boolean {
  return inside ? inside.includes(kind) : !['host', 'class', 'subclass'].includes(kind);
}

/** From an include, dhcpd takes into these blocks only what may stand in any block. */
const OWN_FILE_ONLY: Block['kind'][] = ['pool', 'host', 'class', 'subclass'];

function refuseFromInclude(reading: Reading, token: Token, kind: Block['kind']): void {
  const keyword = token.text.toLowerCase();
  reading.refuse(
    reading.cursor.placeOf(token),
    `dhcpd takes no "${keyword}" into a ${kind} from an include; it does not start. Write it into the file that has the ${kind}, or include the whole ${kind}`,
  );
}

/** What any block may say: an option, a parameter, or something to keep as it is. */
function readContents(reading: Reading, token: Token, keyword: string): void {
  const { cursor, block } = reading;
  const place = cursor.placeOf(token);
  if (keyword === 'option') {
    const name = cursor.expectName('the name of an option');
    block.contents.options.push({ name, text: cursor.takeRest(), ...place });
    return;
  }
  const parameter = readParameter(cursor, keyword);
  if (parameter) {
    block.contents.parameters.push({ ...parameter, ...place });
    if (block.kind !== 'global' && SERVER_WIDE.has(parameter.name)) {
      reading.doubt(
        place,
        `dhcpd passes over ${parameter.name} here, as it counts only at the top level; move it out of the block`,
      );
    }
    return;
  }
  // With its keyword the text is masked once more: only that tells a secret that stands outside its key.
  const whole = maskSecrets(`${keyword} ${cursor.takeRestOrBlock()}`);
  block.contents.statements.push({ keyword, text: whole.slice(keyword.length + 1), ...place });
}

/** Parameters that dhcpd looks up at the top level only. */
const SERVER_WIDE = new Set(['omapi-port', 'omapi-key', 'lease-file-name', 'pid-file-name']);

function readGroup(reading: Reading, token: Token): void {
  const { cursor } = reading;
  const name = cursor.peek().kind === 'mark' ? null : cursor.expectName('a group name or "{"');
  reading.openScope('group', name, cursor.placeOf(token), {});
}

/** One `;` may follow the block of a key, as BIND wants it. */
function readKeyStatement(reading: Reading, token: Token): void {
  const { cursor, config } = reading;
  config.keys.push(readKey(cursor, cursor.placeOf(token)));
  cursor.takeIf(';');
}
