import { deflateRawSync } from 'node:zlib';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeBundle } from './make-bundle.ts';
import { ArchiveError, MOST_BYTES, readArchive } from './read-archive.ts';
import { verifyBundle } from './verify-bundle.ts';

const TEXT = strToU8('text');

/** What a ZIP archive may be made to say by whoever writes it by hand; what is left out is as it should be. */
type Piece = {
  name: string;
  data?: Uint8Array;
  method?: number;
  flags?: number;
  /** What is told of its length, by its head and by the directory. */
  bytes?: number;
  crc?: number;
  mode?: number;
  /** In the directory alone. */
  central?: { name?: string; bytes?: number; packed?: number; at?: number };
};

const CRC_OF_TEXT = 0x3b8ba7c7;

function archiveOf(
  pieces: readonly Piece[],
  {
    count = pieces.length,
    between = new Uint8Array(0),
    size,
  }: { count?: number; between?: Uint8Array; size?: number } = {},
): Uint8Array {
  const heads: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const piece of pieces) {
    const { data = TEXT, central = {}, mode } = piece;
    const own = record(30, piece, data.length);
    heads.push(own, data);
    const name = strToU8(central.name ?? piece.name);
    const entry = new Uint8Array(46 + name.length);
    const view = new DataView(entry.buffer);
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, mode === undefined ? 20 : 0x0314, true);
    entry.set(own.subarray(4, 30), 6);
    view.setUint32(20, central.packed ?? data.length, true);
    view.setUint32(24, central.bytes ?? piece.bytes ?? data.length, true);
    view.setUint16(28, name.length, true);
    view.setUint16(30, 0, true);
    view.setUint32(38, (mode ?? 0) * 0x10000, true);
    view.setUint32(42, central.at ?? at, true);
    entry.set(name, 46);
    directory.push(entry);
    at += own.length + data.length;
  }
  const begin = at + between.length;
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, size ?? directory.reduce((sum, entry) => sum + entry.length, 0), true);
  end.setUint32(16, begin, true);
  return new Uint8Array(Buffer.concat([...heads, between, ...directory, new Uint8Array(end.buffer)]));
}

function record(
  length: number,
  { name, method = 0, flags = 0x800, crc, bytes }: Piece,
  packed: number,
): Uint8Array {
  const text = strToU8(name);
  const head = new Uint8Array(length + text.length);
  const view = new DataView(head.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, flags, true);
  view.setUint16(8, method, true);
  view.setUint32(14, crc ?? CRC_OF_TEXT, true);
  view.setUint32(18, packed, true);
  view.setUint32(22, bytes ?? packed, true);
  view.setUint16(26, text.length, true);
  head.set(text, length);
  return head;
}

const NAMES = [
  '../../etc/cron.d/x',
  'evidence/../../x',
  '/etc/passwd',
  '..\\..\\x',
  'C:/x',
  'x:stream',
  '//host/share',
  'a//b',
  './x',
  '..',
  '',
  'folder/',
  'report.md\0.txt',
  '\u001b[2Jx',
  'a\nb',
];
const BOMB = deflateRawSync(Buffer.alloc(60_000_000));
const deflated = { data: BOMB, method: 8 };
const many = (count: number, of: (index: number) => Piece) =>
  Array.from({ length: count }, (_, index) => of(index));

const HOSTILE: Record<string, Uint8Array> = {
  ...Object.fromEntries(NAMES.map((name) => [`the name ${JSON.stringify(name)}`, archiveOf([{ name }])])),
  'a link': archiveOf([{ name: 'x', mode: 0o120777 }]),
  'a device': archiveOf([{ name: 'x', mode: 0o020666 }]),
  'a name twice': archiveOf([{ name: 'x' }, { name: 'x' }]),
  'a name twice but for capitals': archiveOf([{ name: 'x' }, { name: 'X' }]),
  'another name in the directory': archiveOf([{ name: '../x', central: { name: 'x' } }]),
  'another length in the directory': archiveOf([{ name: 'x', central: { bytes: 3 } }]),
  'less data in the directory': archiveOf([{ name: 'x', central: { packed: 2 } }]),
  'a file before the archive': archiveOf([{ name: 'x', central: { at: 9_999 } }]),
  'an encrypted file': archiveOf([{ name: 'x', flags: 1 }]),
  'a length that comes behind the data': archiveOf([{ name: 'x', flags: 8 }]),
  'another way of packing': archiveOf([{ name: 'x', method: 14 }]),
  'a wrong check sum': archiveOf([{ name: 'x', crc: 1 }]),
  'files over each other': archiveOf(
    many(500, (index) => ({ name: `f${index}`, ...deflated, central: { at: 0 } })),
  ),
  'more than is told': archiveOf([{ name: 'x', ...deflated, bytes: 4 }]),
  'more than is told, nothing': archiveOf([{ name: 'x', ...deflated, bytes: 0, crc: 0 }]),
  'more in all than there may be': archiveOf(
    many(5, (index) => ({ name: `f${index}`, ...deflated, bytes: 60_000_000 })),
  ),
  'more than any memory': archiveOf([{ name: 'x', ...deflated, bytes: 0xffffffff }]),
  'more files than there are': archiveOf([{ name: 'x' }], { count: 0xffff }),
  'fewer files than there are': archiveOf([{ name: 'x' }, { name: 'y' }], { count: 1 }),
  'a hidden file': archiveOf([{ name: 'x' }], { between: strToU8('PK\u0003\u0004hidden') }),
  'a directory elsewhere': archiveOf([{ name: 'x' }], { size: 7 }),
};

describe('an archive that was made to do harm', () => {
  it('is as hostile as it is because of that one thing', () => {
    expect([...readArchive(archiveOf([{ name: 'x' }, { name: 'evidence/y.txt', mode: 0o100644 }]))]).toEqual([
      ['x', TEXT],
      ['evidence/y.txt', TEXT],
    ]);
    expect([...readArchive(archiveOf([{ name: '__proto__' }])).keys()]).toEqual(['__proto__']);
  });

  it.each(Object.keys(HOSTILE))('is refused in words, with little memory: %s', (what) => {
    const archive = HOSTILE[what] ?? TEXT;
    const before = process.memoryUsage().arrayBuffers;
    const { manifest, faults } = verifyBundle(archive);
    const grownBytes = process.memoryUsage().arrayBuffers - before;
    expect(manifest).toBeNull();
    expect(faults[0]).toMatch(/^The archive can not be unpacked: [^\p{Cc}]+\.$/u);
    expect(grownBytes).toBeLessThan(32_000_000);
  });

  it('is refused at any length, and with any two bytes changed, or read as it is', () => {
    const archive = makeBundle({ 'a.txt': TEXT }, ABOUT);
    let refused = 0;
    for (let at = 0; at < archive.length; at += 1) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const altered = archive.slice();
        altered.fill(value, at, at + 2);
        try {
          readArchive(altered);
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveError);
          refused += 1;
        }
      }
    }
    console.log(
      `archives: ${Object.keys(HOSTILE).length} hostile ones refused, ${refused} of ${archive.length * 4} damaged ones; at most ${MOST_BYTES / 1e6} MB are unpacked`,
    );
    expect(refused).toBeGreaterThan(archive.length);
  });
});

const ABOUT = {
  title: 'Incident 7',
  profile: 'internal' as const,
  generatedAt: '2026-11-22T02:00:00.000Z',
  productVersion: '0.1.0',
};
