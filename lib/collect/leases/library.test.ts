import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../dhcpd/address.ts';
import { LeaseLibrary } from './library.ts';
import type { Completed } from './protocol.ts';

const SECOND_MS = 1_000;
const START = Date.parse('2026-11-21T12:00:00Z');
const PRIMARY = 1;
const SECONDARY = 2;

const ADDRESS = '10.0.0.7';
const RANGE = {
  low: parseAddress('10.0.0.1') ?? 0,
  high: parseAddress('10.0.0.20') ?? 0,
  sharedNetwork: 'office',
  subnet: '10.0.0.0/24',
  pool: 'office/10.0.0.1',
  peer: 'pair',
};

const active = (client: number) =>
  `starts 6 2026/11/21 11:59:00; ends never; binding state active; hardware ethernet 02:00:00:00:00:0${client};`;
const ABANDONED = 'binding state abandoned;';

/** Two lease files that are read as a test tells; `read` gives what the reading came to. */
function twoFiles() {
  const library = new LeaseLibrary();
  for (const [serverId, partnerId] of [
    [PRIMARY, SECONDARY],
    [SECONDARY, PRIMARY],
  ] as const) {
    library.answer({ kind: 'open', serverId, isPrimary: serverId === PRIMARY, partnerId, ranges: [RANGE] });
    library.answer({ kind: 'begin', serverId, offset: 0, knownUpTo: 0, nowSeconds: START / SECOND_MS });
  }
  return (serverId: number, atSeconds: number, ...blocks: string[]): Completed => {
    const text = blocks.map((statements) => `lease ${ADDRESS} { ${statements} }\n`).join('');
    library.answer({ kind: 'push', serverId, bytes: new Uint8Array(Buffer.from(text)) });
    return library.answer({
      kind: 'complete',
      serverId,
      now: START + atSeconds * SECOND_MS,
    }) as Completed; // what answers `complete`, by protocol.ts
  };
}

const counts = ({ conflicts }: Completed) =>
  conflicts && {
    twoClients: conflicts['two-clients'].count,
    mayGive: conflicts['both-may-give'].count,
    differs: conflicts.differs.count,
  };

describe('an address that two servers have active for two clients', () => {
  it('is told once it lasted longer than an update takes', () => {
    const read = twoFiles();
    read(SECONDARY, 0, active(1));
    expect(counts(read(PRIMARY, 0, active(2)))).toMatchObject({ twoClients: 0 });
    expect(read(SECONDARY, 16).conflicts).toBeNull(); // the primary tells it for both
    expect(counts(read(PRIMARY, 17))).toMatchObject({ twoClients: 1 });
  });

  it('is not told at once because it differed otherwise before', () => {
    const read = twoFiles();
    read(SECONDARY, 0, active(1));
    read(PRIMARY, 0, ABANDONED);
    read(SECONDARY, 60);
    expect(counts(read(PRIMARY, 60))).toMatchObject({ twoClients: 0, differs: 1 });
    expect(counts(read(PRIMARY, 61, active(2)))).toMatchObject({ twoClients: 0 });
  });

  it('is not told while only the file of the one goes on: the other is behind by our own doing', () => {
    const read = twoFiles();
    read(SECONDARY, 0, active(1));
    read(PRIMARY, 1, active(1));
    read(PRIMARY, 3, active(2));
    expect(counts(read(PRIMARY, 60))).toEqual({ twoClients: 0, mayGive: 0, differs: 0 });
  });
});

describe('a file that is read anew', () => {
  it('counts a new client once, however often it renewed meanwhile', () => {
    const library = new LeaseLibrary();
    const ask = (blocks: string[], hasBegun: boolean) => {
      const text = blocks.map((statements) => `lease ${ADDRESS} { ${statements} }\n`).join('');
      if (!hasBegun)
        library.answer({
          kind: 'begin',
          serverId: 1,
          offset: 0,
          knownUpTo: 0,
          nowSeconds: START / SECOND_MS,
        });
      library.answer({ kind: 'push', serverId: 1, bytes: new Uint8Array(Buffer.from(text)) });
      return library.answer({ kind: 'complete', serverId: 1, now: START }) as Completed; // as above
    };
    library.answer({ kind: 'open', serverId: 1, isPrimary: true, partnerId: null, ranges: [RANGE] });
    ask(['binding state free;'], false);
    expect(ask([active(1), active(1), active(1)], false).newClients).toEqual([{ low: '10.0.0.1', count: 1 }]);
  });
});
