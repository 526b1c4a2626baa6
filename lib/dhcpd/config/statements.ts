import { isAbsolute, join, normalize } from 'node:path/posix';
import type { ConfiguredPool, DhcpdConfig } from './config.ts';
import { Cursor } from './cursor.ts';
import { readFailoverPeer } from './failover-peer.ts';
import { emptyPool, type Network, readRange, readSubnetHead, type Subnet } from './pools.ts';
import type { Token } from './tokens.ts';

/** One file, or one block of it, on its way into `config`. */
export type Reader = {
  cursor: Cursor;
  config: DhcpdConfig;
  /** What the blocks around the present statement declare. */
  scope: { network: Network | null; subnet: Subnet | null; pool: ConfiguredPool | null };
  /** The `{` of the block that is read; null at the top of a file. */
  block: Token | null;
  includes: {
    readText(path: string): Promise<string>;
    folder: string;
    /** The files being read, the outermost first. */
    open: readonly string[];
  };
};

/** Reads the statements up to the end of the block, or of the file. */
export async function readStatements(reader: Reader): Promise<void> {
  const { cursor, block } = reader;
  for (;;) {
    const token = cursor.peek();
    if (token.kind === 'end') {
      if (block) cursor.fail(token, `"}" for the block that begins in line ${block.line}`);
      return;
    }
    if (block && cursor.takeIf('}')) return;
    // Stray semicolons, as people leave them after a closing brace.
    if (!cursor.takeIf(';')) await readStatement(reader);
  }
}

async function readStatement(reader: Reader): Promise<void> {
  const { cursor } = reader;
  const token = cursor.take();
  if (token.kind !== 'word') cursor.fail(token, 'a statement');
  switch (token.text.toLowerCase()) {
    case 'include':
      return readInclude(reader);
    case 'group':
      return readGroup(reader);
    case 'shared-network':
      return readSharedNetwork(reader);
    case 'subnet':
      return readSubnet(reader);
    case 'pool':
      return readPool(reader, token);
    case 'range':
      return readRangeStatement(reader, token);
    case 'failover':
      return readFailover(reader, token);
    case 'no':
      return readNo(reader, token);
    case 'key':
      return readKey(reader);
    case 'omapi-port':
      reader.config.omapiPort = cursor.expectNumber('a port number');
      return endStatement(cursor);
    case 'omapi-key':
      reader.config.omapiKey = cursor.expectName('the name of a key');
      return endStatement(cursor);
    case 'lease-file-name':
      reader.config.leaseFile = cursor.expectName('the path of the lease file');
      return endStatement(cursor);
    default:
      return cursor.skipStatement();
  }
}

function endStatement(cursor: Cursor): void {
  cursor.expect(';');
}

async function readBlock(reader: Reader, scope: Reader['scope']): Promise<void> {
  const block = reader.cursor.expect('{');
  await readStatements({ ...reader, scope, block });
}

/** The included text is read in the scope of the include, and must close every block it opens. */
async function readInclude(reader: Reader): Promise<void> {
  const { cursor, includes } = reader;
  const token = cursor.peek();
  const name = cursor.expectName('the path of a file');
  endStatement(cursor);
  const path = isAbsolute(name) ? normalize(name) : join(includes.folder, name);
  if (includes.open.includes(path)) {
    throw cursor.error(token, `${path} includes itself: ${[...includes.open, path].join(' → ')}`);
  }
  let text: string;
  try {
    text = await includes.readText(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw cursor.error(token, `the included file can't be read: ${reason}`, error);
  }
  await readStatements({
    ...reader,
    cursor: new Cursor(text, path),
    block: null,
    includes: { ...includes, open: [...includes.open, path] },
  });
}

async function readGroup(reader: Reader): Promise<void> {
  const { cursor, scope } = reader;
  if (cursor.peek().text !== '{') cursor.expectName('a group name or "{"');
  await readBlock(reader, scope);
}

async function readSharedNetwork(reader: Reader): Promise<void> {
  const name = reader.cursor.expectName('the name of the shared network');
  await readBlock(reader, { network: { name, peer: null, subnets: [] }, subnet: null, pool: null });
}

async function readSubnet(reader: Reader): Promise<void> {
  const subnet = readSubnetHead(reader.cursor);
  const network = reader.scope.network ?? { name: subnet.name, peer: null, subnets: [] };
  network.subnets.push(subnet);
  await readBlock(reader, { network, subnet, pool: null });
}

async function readPool(reader: Reader, token: Token): Promise<void> {
  const { cursor, config, scope } = reader;
  const { network } = scope;
  if (!network) return cursor.fail(token, 'a pool only inside a subnet or shared network');
  const pool = emptyPool(network, network.peer, cursor.placeOf(token));
  config.pools.push(pool);
  await readBlock(reader, { ...scope, pool });
}

function readRangeStatement(reader: Reader, token: Token): void {
  const { cursor, scope } = reader;
  const { network, subnet, pool } = scope;
  if (network && pool) readRange(cursor, pool, subnet ? [subnet] : network.subnets);
  else if (network && subnet) readRange(cursor, barePoolOf(reader, network, subnet, token), [subnet]);
  else cursor.fail(token, 'a range only inside a pool or subnet');
}

/** The pool of a subnet's bare ranges: outside failover, whatever the shared network says (reference 5). */
function barePoolOf(reader: Reader, network: Network, subnet: Subnet, token: Token): ConfiguredPool {
  if (subnet.barePool) return subnet.barePool;
  const pool = emptyPool(network, null, reader.cursor.placeOf(token));
  subnet.barePool = pool;
  reader.config.pools.push(pool);
  return pool;
}

/** `failover peer NAME { … }` declares a peer; `failover peer NAME;` refers to it. */
function readFailover(reader: Reader, token: Token): void {
  const { cursor, config, scope } = reader;
  cursor.expect('peer');
  const name = cursor.expectName('the name of the failover peer');
  if (cursor.peek().text === '{') {
    config.peers.push(readFailoverPeer(cursor, name, cursor.placeOf(token)));
    return;
  }
  endStatement(cursor);
  if (scope.pool) scope.pool.peer = name;
  else if (scope.network && !scope.subnet) scope.network.peer = name;
}

/** `no failover peer` takes a pool out of failover. dhcpd wants no semicolon after it and stops at one (reference 11). */
function readNo(reader: Reader, token: Token): void {
  const { cursor, config, scope } = reader;
  if (!cursor.takeIf('failover')) {
    cursor.skipStatement();
    return;
  }
  cursor.expect('peer');
  if (scope.pool) scope.pool.peer = null;
  if (cursor.takeIf(';')) {
    const message = 'dhcpd does not start with a semicolon after "no failover peer": it has to be left out';
    config.warnings.push({ ...cursor.placeOf(token), message });
  }
}

function readKey(reader: Reader): void {
  const { cursor, config } = reader;
  const name = cursor.expectName('the name of the key');
  cursor.expect('{');
  let algorithm: string | null = null;
  while (!cursor.takeIf('}')) {
    if (cursor.takeIf(';')) continue;
    const token = cursor.take();
    if (token.kind !== 'word') cursor.fail(token, '"algorithm", "secret" or "}"');
    if (token.text.toLowerCase() === 'algorithm') algorithm = cursor.expectName('an algorithm');
    else cursor.skipStatement();
  }
  config.keys.push({ name, algorithm });
}
