import type { ReportRedaction } from '../../contracts/incident-report.ts';
import type { ReportProfile } from '../../contracts/report-profile.ts';
import { clientNamesIn, replaceAddresses, replaceMacs } from './find.ts';
import { makeStandIns, type StandIns } from './stand-ins.ts';

/** Shorter ones stand in half of all words: they are replaced where their place tells what they are, and nowhere else. */
const LEAST_LETTERS = 3;

/** What is left out of a public report besides, and what its names are; each kind of report has its own. */
export type Reserve<Report> = {
  withhold: (report: Report) => { kept: Report; withheld: string[] };
  /** Each name with what stands for it. */
  names: (report: Report) => ReadonlyMap<string, string>;
};

type Redactable = { profile: ReportProfile; redacted: ReportRedaction };

/**
 * A report as its reader may see it. Secrets are in none; a vendor's has stand-ins for clients and addresses, a public one for
 * names too, and leaves out what people wrote. The same thing has the same stand-in all through. `key`: random bytes, made for
 * this one report.
 */
export function redact<Report extends Redactable>(
  report: Report,
  profile: ReportProfile,
  key: Uint8Array,
  { withhold, names }: Reserve<Report>,
): Report {
  const bare = mapTexts(report, maskSecret);
  if (profile === 'internal') return { ...bare, profile };
  const { kept, withheld } = profile === 'public' ? withhold(bare) : { kept: bare, withheld: [] };
  const standIns = makeStandIns(key);
  const replace = replacer(kept, profile === 'public' ? names(kept) : new Map(), standIns);
  const redacted = mapTexts(kept, replace);
  const { address, mac, clientId, hostname, name } = standIns.counts();
  return {
    ...redacted,
    profile,
    redacted: {
      addresses: address,
      macs: mac,
      clientIds: clientId,
      hostnames: hostname,
      names: name,
      withheld,
    },
  };
}

/** Configurations come here without their secrets; what people paste into a note does not. */
const SECRET = /\b(secret|password)(\s+)"?[\w+/=.~!@#$%^&*-]+"?(?=\s*;)/gi;
const maskSecret = (text: string) => text.replaceAll(SECRET, '$1$2"********"');

/** What is found by its place in one text is replaced in all of them. */
export function replacer(
  report: unknown,
  names: ReadonlyMap<string, string>,
  standIns: StandIns,
): (text: string) => string {
  const hostnames = new Set<string>();
  const clientIds = new Set<string>();
  for (const text of textsIn(report)) {
    const found = clientNamesIn(text);
    for (const each of found.hostnames) if (each !== '') hostnames.add(each);
    for (const each of found.clientIds) if (each !== '') clientIds.add(each);
  }
  const words = new Map<string, () => string>();
  for (const each of clientIds) words.set(each, () => standIns.of('clientId', each));
  for (const each of hostnames) words.set(each, () => standIns.of('hostname', each));
  for (const [original, standIn] of names) words.set(original, () => standIns.name(original, standIn));
  const replaceWords = wordReplacer(words);
  return (text) =>
    replaceAddresses(
      replaceMacs(replaceWords(inPlace(text, standIns)), (mac) => standIns.of('mac', mac)),
      (address) => standIns.of('address', address),
    );
}

/** Those too short to be looked for anywhere, where their place tells. */
function inPlace(text: string, standIns: StandIns): string {
  const { hostnames, clientIds } = clientNamesIn(text);
  let rest = text;
  for (const [found, kind] of [
    ...hostnames.map((each) => [each, 'hostname'] as const),
    ...clientIds.map((each) => [each, 'clientId'] as const),
  ])
    if (found !== '' && found.length < LEAST_LETTERS)
      rest = rest
        .replaceAll(`"${found}"`, `"${standIns.of(kind, found)}"`)
        .replaceAll(`(${found})`, `(${standIns.of(kind, found)})`);
  return rest;
}

/** Whole words alone, the longest first: a host may be named by the begin of another's name. */
function wordReplacer(words: ReadonlyMap<string, () => string>): (text: string) => string {
  const long = [...words.keys()]
    .filter(({ length }) => length >= LEAST_LETTERS)
    .sort((one, other) => other.length - one.length);
  if (long.length === 0) return (text) => text;
  const any = new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${long.map(escapePattern).join('|')})(?![\\p{L}\\p{N}_])`,
    'gu',
  );
  return (text) => text.replaceAll(any, (found) => words.get(found)?.() ?? found);
}

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Hashes are no texts: what looks like an address in one is none. */
const NO_TEXT: readonly string[] = ['sha256', 'schema'];

function mapTexts<T>(value: T, map: (text: string) => string): T {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return map(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([name, member]) => [name, NO_TEXT.includes(name) ? member : walk(member)]),
    );
  };
  return walk(value) as T; // texts become texts, all else stays what it is
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const each of value) yield* textsIn(each);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* textsIn(each);
}
