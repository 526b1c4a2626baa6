import type {
  ConfiguredPool,
  Contents,
  DhcpdConfig,
  Place,
  ScopeKind,
  SharedNetwork,
  Subnet,
} from './config.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';

/** A block that is open. Blocks of hosts and classes are no scopes: nothing can be declared in them. */
export type Block = {
  kind: ScopeKind | 'host' | 'class' | 'subclass';
  /** Its `{`; null for the global one. */
  opening: Token | null;
  contents: Contents;
  /** Index of the scope that is declared into. */
  scope: number;
  network: Network | null;
  subnet: DeclaredSubnet | null;
  pool: ConfiguredPool | null;
  /** Reads a statement that only this kind of block has; null when it has none. */
  readOwn: ReadOwn | null;
};

/** Reads what follows the keyword of a statement; false, with nothing taken, when it is not this block's own. */
export type ReadOwn = (keyword: string, token: Token, cursor: Cursor) => boolean;

/** A shared network, with what is declared in it so far. */
export type Network = {
  shared: SharedNetwork;
  subnets: DeclaredSubnet[];
  pools: ConfiguredPool[];
};

export type DeclaredSubnet = { subnet: Subnet; mask: number };

/** A range as declared. What pool and subnet say of it is known for good only at the end. */
export type DeclaredRange = Place & {
  low: number;
  high: number;
  dynamicBootp: boolean;
  bare: boolean;
  pool: ConfiguredPool;
  subnet: Subnet | null;
};

/** A file that is open; blocks that were open before it are not its to close. */
type Source = { cursor: Cursor; outerBlocks: number };

/** How far the reading of a configuration has come: what was declared, and which files and blocks are open. */
export class Reading {
  readonly config: DhcpdConfig;
  readonly ranges: DeclaredRange[] = [];
  readonly classNames = new Set<string>();
  readonly hostNames = new Set<string>();
  /** Peers named by a `failover peer` statement of a pool itself. */
  readonly peersOfPools = new Set<string>();
  /** Implicit pools for `range dynamic-bootp`. */
  readonly dynamicBootpPools = new Set<ConfiguredPool>();
  readonly #sources: Source[];
  readonly #blocks: Block[];

  constructor(cursor: Cursor) {
    const contents: Contents = { options: [], parameters: [], statements: [] };
    this.config = {
      files: [],
      peers: [],
      sharedNetworks: [],
      subnets: [],
      pools: [],
      ranges: [],
      hosts: [],
      classes: [],
      subclasses: [],
      keys: [],
      scopes: [
        { kind: 'global', name: null, parent: null, ...contents, file: cursor.file, line: 1, column: 1 },
      ],
      omapiPort: null,
      omapiKey: null,
      leaseFile: null,
      warnings: [],
    };
    this.#blocks = [
      {
        kind: 'global',
        opening: null,
        contents,
        scope: 0,
        network: null,
        subnet: null,
        pool: null,
        readOwn: null,
      },
    ];
    this.#sources = [];
    this.openFile(cursor);
  }

  get cursor(): Cursor {
    return this.#source.cursor;
  }

  get block(): Block {
    return lastOf(this.#blocks);
  }

  /** Whether the present file was included into the present block. */
  get isIncluded(): boolean {
    return this.#sources.length > 1 && !this.#ownsBlock;
  }

  /** Paths of the open files, the outermost first. */
  get openFiles(): string[] {
    return this.#sources.map(({ cursor }) => cursor.file);
  }

  get #source(): Source {
    return lastOf(this.#sources);
  }

  get #ownsBlock(): boolean {
    return this.#blocks.length > this.#source.outerBlocks;
  }

  openFile(cursor: Cursor): void {
    this.#sources.push({ cursor, outerBlocks: this.#blocks.length });
    if (!this.config.files.includes(cursor.file)) this.config.files.push(cursor.file);
  }

  /** Ends the present file at its `end`; false when it was the last one open. */
  closeFile(end: Token): boolean {
    const { opening } = this.block;
    if (this.#ownsBlock && opening) this.cursor.failUnclosed(end, opening);
    this.#sources.pop();
    return this.#sources.length > 0;
  }

  /** Takes the `{` of a block and opens it. What is left out stays as in the block around it. */
  openBlock(block: Pick<Block, 'kind' | 'contents'> & Partial<Block>): void {
    this.#blocks.push({ ...this.block, readOwn: null, ...block, opening: this.cursor.expect('{') });
  }

  /** Opens a block that hands parameters down, as a scope of its own. */
  openScope(
    kind: ScopeKind,
    name: string | null,
    place: Place,
    block: Pick<Partial<Block>, 'network' | 'subnet' | 'pool' | 'readOwn'>,
  ): void {
    const contents: Contents = { options: [], parameters: [], statements: [] };
    const parent = this.block.scope;
    const scope = this.config.scopes.push({ kind, name, parent, ...contents, ...place }) - 1;
    this.openBlock({ ...block, kind, contents, scope });
  }

  /** The index that the next scope will have. */
  get nextScope(): number {
    return this.config.scopes.length;
  }

  closeBlock(closing: Token): void {
    if (!this.#ownsBlock || this.#blocks.length === 1) this.cursor.fail(closing, 'a statement');
    this.#blocks.pop();
  }

  /** `place` refers to a class, which has to be declared before it. */
  requireClass(name: string, place: Place): void {
    if (this.classNames.has(name)) return;
    this.refuse(
      place,
      `no class "${name}" is declared before this; dhcpd does not start. Declare the class further up, or mend its name`,
    );
  }

  /** Notes what dhcpd refuses, in a file that can be read nevertheless. */
  refuse(place: Place, message: string): void {
    this.#warn(place, message, true);
  }

  /** Notes what dhcpd accepts, but reads otherwise than it looks. */
  doubt(place: Place, message: string): void {
    this.#warn(place, message, false);
  }

  #warn({ file, line, column }: Place, message: string, refused: boolean): void {
    this.config.warnings.push({ file, line, column, message, refused });
  }
}

function lastOf<T>(stack: readonly T[]): T {
  const last = stack.at(-1);
  if (last === undefined) throw new Error('a stack of the reader of dhcpd.conf ran empty');
  return last;
}
