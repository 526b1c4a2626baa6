import fc from 'fast-check';
import { formatAddress } from '../../address.ts';
import { BINDING_STATES } from '../binding-state.ts';
import { NEVER_SECONDS } from '../items.ts';

/**
 * Lease blocks as pieces, which can be written down as dhcpd does or in any other way that its grammar allows
 * (reference 4.1).
 */
type Piece =
  /** Keywords, in any case of letters. */
  { keyword: string } | { word: string } | { mark: string } | { string: number[] } | { seconds: number };

/** The pieces of `lease <address> {`, of each statement, and of `}`. */
export type LeaseModel = { address: number; statements: Piece[][] };

const keywords = (text: string): Piece[] => text.split(' ').map((keyword) => ({ keyword }));
const mark = (text: string): Piece => ({ mark: text });
const END = mark(';');

const aTime = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 2145916799 }) },
  fc.constant(NEVER_SECONDS),
);
const aByte = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(...Buffer.from('"\\{};#\n az09', 'latin1')),
);
const aString = fc.array(aByte, { maxLength: 20 });
const aName = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,11}$/)
  .filter((name) => name !== 'vendor-class-identifier');
const aState = fc.constantFrom(...BINDING_STATES);

const optional = (statement: fc.Arbitrary<Piece[]>) =>
  fc.option(statement.map((pieces) => [pieces])).map((some) => some ?? []);
const dated = (name: string) => optional(aTime.map((seconds) => [{ keyword: name }, { seconds }]));
const stated = (names: string) => aState.map((state) => [...keywords(`${names} ${state}`), END]);
const quoted = (name: string) => optional(aString.map((string) => [{ keyword: name }, { string }, END]));

const aHexList = (minLength: number, maxLength: number) =>
  fc
    .uint8Array({ minLength, maxLength })
    .map((bytes) =>
      [...bytes].flatMap((byte, index): Piece[] => [
        ...(index === 0 ? [] : [mark(':')]),
        { word: byte.toString(16).padStart(2, '0') },
      ]),
    );

/** Marks stand with the white space that dhcpd writes about them. */
const anEvent = ([events, string]: [string, number[]]): Piece[] => [
  ...keywords(`on ${events}`),
  mark(' {\n    '),
  ...keywords('if known'),
  mark(' {\n      '),
  { keyword: 'set' },
  { word: 'gone' },
  mark('='),
  { string },
  mark(' ;\n    '),
  mark('}\n  '),
  mark('}'),
];

/** In the order in which dhcpd writes them (reference 4.3), the rare ones left out. */
const statements: fc.Arbitrary<Piece[][]> = fc
  .tuple(
    dated('starts'),
    dated('ends'),
    dated('tstp'),
    dated('tsfp'),
    dated('atsfp'),
    dated('cltt'),
    stated('binding state').map((pieces) => [pieces]),
    optional(stated('next binding state')),
    optional(stated('rewind binding state')),
    fc.constantFrom<Piece[][]>([], [[{ keyword: 'reserved' }, END]]),
    fc.constantFrom<Piece[][]>([], [[{ keyword: 'dynamic-bootp' }, END]]),
    optional(aString.map((string) => [...keywords('billing class'), { string }, END])),
    optional(aHexList(6, 6).map((address) => [...keywords('hardware ethernet'), ...address, END])),
    fc.oneof(quoted('uid'), optional(aHexList(1, 9).map((id) => [{ keyword: 'uid' }, ...id, END]))),
    fc.array(
      fc
        .tuple(fc.oneof(aName, fc.constant('vendor-class-identifier')), aString)
        .map(([word, string]): Piece[] => [{ keyword: 'set' }, { word }, mark('='), { string }, END]),
      { maxLength: 3 },
    ),
    fc.array(
      fc
        .tuple(
          aName,
          fc.oneof(
            aHexList(1, 6),
            aString.map((string): Piece[] => [{ string }]),
          ),
        )
        .map(([word, value]): Piece[] => [...keywords('option agent'), mark('.'), { word }, ...value, END]),
      { maxLength: 2 },
    ),
    quoted('client-hostname'),
    fc.array(fc.tuple(fc.constantFrom('expiry', 'expiry or release'), aString).map(anEvent), {
      maxLength: 2,
    }),
  )
  .map((groups) => groups.flat());

export const aLease: fc.Arbitrary<LeaseModel> = fc.record({
  address: fc.nat({ max: 0xffffffff }),
  statements,
});

/** Leases of different addresses. */
export const someLeases = fc.uniqueArray(aLease, {
  selector: ({ address }) => address,
  minLength: 1,
  maxLength: 8,
});

/** As dhcpd writes it, byte for byte. */
export function canonicalText({ address, statements }: LeaseModel): string {
  const lines = statements.map((pieces) => `  ${pieces.map(canonicalPiece).join('')}\n`);
  return `lease ${formatAddress(address)} {\n${lines.join('')}}\n`;
}

function canonicalPiece(piece: Piece, index: number, pieces: readonly Piece[]): string {
  const before = pieces[index - 1];
  const tight = !before || ('mark' in before && before.mark !== '=');
  if ('mark' in piece) return piece.mark === '=' ? ' =' : piece.mark;
  const text = pieceText(piece);
  return tight ? text : ` ${text}`;
}

function pieceText(piece: Exclude<Piece, { mark: string }>): string {
  if ('keyword' in piece) return piece.keyword;
  if ('word' in piece) return piece.word;
  if ('seconds' in piece) return `${canonicalDate(piece.seconds)};`;
  return `"${piece.string.map(canonicalByte).join('')}"`;
}

function canonicalDate(seconds: number): string {
  if (seconds === NEVER_SECONDS) return 'never';
  const time = new Date(seconds * 1000);
  const [day = '', clock = ''] = time.toISOString().split('T');
  return `${time.getUTCDay()} ${day.replaceAll('-', '/')} ${clock.slice(0, 8)}`;
}

function canonicalByte(byte: number): string {
  if (byte < 0x20 || byte > 0x7e) return `\\${byte.toString(8).padStart(3, '0')}`;
  const char = String.fromCharCode(byte);
  return char === '"' || char === '\\' ? `\\${char}` : char;
}

/** Gives a number from 0 up to but without `below`. */
type Dice = (below: number) => number;

/** The same lease in a spelling that no dhcpd would choose. */
export function oddText({ address, statements }: LeaseModel, dice: Dice): string {
  const pieces: Piece[] = [
    { keyword: 'lease' },
    ...formatAddress(address)
      .split('.')
      .flatMap((word, index): Piece[] => (index === 0 ? [{ word }] : [mark('.'), { word }])),
    mark('{'),
    ...statements.flat(),
    mark('}'),
  ];
  const tokens = pieces.flatMap((piece) => oddTokens(piece, dice));
  return tokens.map((token, index) => token + gap(token, tokens[index + 1] ?? '', dice)).join('');
}

const GAPS = ['', ' ', '  ', '\t', '\n', '\r\n', '\n\n \f\v', ' # a "comment } {;\n', '#\n'];

/** White space that may stand between two tokens, and must between two words. */
function gap(left: string, right: string, dice: Dice): string {
  const text = GAPS[dice(GAPS.length)] ?? '';
  return text === '' && /[\w-]$/.test(left) && /^[\w-]/.test(right) ? ' ' : text;
}

function oddTokens(piece: Piece, dice: Dice): string[] {
  if ('mark' in piece) return [piece.mark.trim()];
  if ('word' in piece) return [piece.word];
  if ('keyword' in piece)
    return [[...piece.keyword].map((char) => (dice(3) ? char : char.toUpperCase())).join('')];
  if ('seconds' in piece) return [...oddDate(piece.seconds, dice), ';'];
  return [`"${piece.string.map((byte) => oddByte(byte, dice)).join('')}"`];
}

function oddDate(seconds: number, dice: Dice): string[] {
  const form = dice(3);
  if (form === 0) return ['epoch', String(seconds)];
  if (seconds === NEVER_SECONDS)
    return form === 1 ? ['NEVER'] : ['0', '2999', '/', '1', '/', '1', '1', ':', '1', ':', '1'];
  const zoneSeconds = form === 1 ? 0 : dice(7200);
  const date = canonicalDate(Math.max(seconds - zoneSeconds, 0)).split(/(?=[ /:])| /);
  const tokens = date.flatMap((part) =>
    /^[/:]/.test(part) ? [part.slice(0, 1), part.slice(1)] : [part.trim()],
  );
  return seconds < zoneSeconds || form === 1 ? ['epoch', String(seconds)] : [...tokens, String(zoneSeconds)];
}

/** A byte in a string, by any of its names that stands whatever comes next. */
function oddByte(byte: number, dice: Dice): string {
  const hex = `\\${'xX'[dice(2)]}${byte.toString(16).padStart(2, '0')}`;
  const octal = `\\${byte.toString(8).padStart(3, '0')}`;
  const raw = String.fromCharCode(byte);
  // A raw newline might make the next character begin a sync line; letters and digits may be escapes.
  const spellings = [
    hex,
    octal,
    canonicalByte(byte),
    /["\\\n]/.test(raw) ? octal : raw,
    /[\w\n]/.test(raw) ? hex : `\\${raw}`,
  ];
  return spellings[dice(spellings.length)] ?? hex;
}
