import { maskSecrets, secretsIn } from './secrets.ts';

/** What `dhcpd -t` found in a configuration, as far as it says where. */
export type TestOutput = {
  /** Such as `4.4.3-P1`; null where it is not dhcpd that spoke. */
  version: string | null;
  /** What it complains of, the first complaint first; not every one has a place. */
  complaints: { place: { file: string; line: number } | null; text: string }[];
  /** The file that it could not open, and why: then it says nothing of the rest. */
  unopened: { file: string; why: string } | null;
};

const BANNER = /^Internet Systems Consortium DHCP Server (\S+)$/;
const PLACED = /^(\S.*) line (\d+): (.+)$/;
const UNOPENED = /^Can't open (.+): ([^:]+)$/;
/** What it says of itself, of any configuration and before it exits (dhcpd 4.4.3-P1). */
const ITS_OWN_WORDS = [
  BANNER,
  /^Copyright .* Internet Systems Consortium\.$/,
  /^All rights reserved\.$/,
  /^For info, please visit /,
  /^(Config|Database|PID) file: /,
  /^Configuration file errors encountered -- exiting$/,
  /^exiting\.$/,
];
const ABOUT_BUGS = 'If you think you have received this message due to a bug';

/** What `dhcpd -t` printed, understood. */
export function readTestOutput(output: string): TestOutput {
  const complaints: TestOutput['complaints'] = [];
  for (const { kind, text } of linesOf(output)) {
    if (kind === 'place') {
      const [, file = '', line = '', told = ''] = PLACED.exec(text) ?? [];
      complaints.push({ place: { file, line: Number(line) }, text: told });
    }
    if (kind === 'other') complaints.push({ place: null, text });
  }
  const lines = output.split('\n');
  const [, version = null] = lines.map((line) => BANNER.exec(line)).find((match) => match) ?? [];
  const [, file, why] = lines.map((line) => UNOPENED.exec(line)).find((match) => match) ?? [];
  return { version, complaints, unopened: file !== undefined && why !== undefined ? { file, why } : null };
}

/** The output without what dhcpd says of itself: its complaints, each with the line of the file that it shows. */
export function complaintsOf(output: string): string {
  return linesOf(output)
    .filter(({ kind }) => kind !== 'own')
    .map(({ text }) => text)
    .join('\n');
}

const HIDDEN = '(this line is not shown: it is of a file that Pairwatch did not read, and may hold a secret)';

/**
 * The output with stars for secrets: dhcpd shows the line it complains of, cut at 80 characters. `texts` are the files as
 * Pairwatch read them, by path; the lines of others are left out, because only a whole file tells what in it is a secret.
 */
export function withoutSecrets(output: string, texts: ReadonlyMap<string, string>): string {
  const secrets = [...texts.values()].flatMap(secretsIn).filter(({ length }) => length >= LEAST_SECRET);
  let shownOf: string | null = null;
  return linesOf(output)
    .map(({ kind, text }) => {
      if (kind === 'own') return text;
      if (kind === 'shown') return shownOf !== null && texts.has(shownOf) ? masked(text, secrets) : HIDDEN;
      const [, file = null, line = '', told = text] = (kind === 'place' && PLACED.exec(text)) || [];
      shownOf = file;
      return file === null ? masked(told, secrets) : `${file} line ${line}: ${masked(told, secrets)}`;
    })
    .map(harmless)
    .join('\n');
}

/** What is shorter stands in half of all words. */
const LEAST_SECRET = 4;

function masked(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, stars), maskSecrets(text));
  // dhcpd may show the beginning of a secret only.
  return known.replaceAll(/(?<![^\s"';{}])[^\s"';{}]+$/g, (last) =>
    last.length >= LEAST_SECRET && secrets.some((secret) => secret.startsWith(last)) ? stars(last) : last,
  );
}

const stars = (text: string) => '*'.repeat(text.length);

/** Without what is not read but does something, or what no database takes. */
const harmless = (text: string) => text.replaceAll(/[^\P{Cc}\t]/gu, '\ufffd');

type OutputLine = {
  /** `shown` is what stands below a complaint: a line of the file, and a caret. */
  kind: 'own' | 'place' | 'shown' | 'other';
  text: string;
};

/** Below the place of a complaint comes the line of the file, whatever it looks like, and mostly a caret. */
function linesOf(output: string): OutputLine[] {
  const lines: OutputLine[] = [];
  for (const text of output.replaceAll('\r', '').split('\n')) {
    if (text.startsWith(ABOUT_BUGS)) break;
    const before = lines.at(-1)?.kind;
    if (before === 'place' || (before === 'shown' && /^\s*\^$/.test(text)))
      lines.push({ kind: 'shown', text });
    else if (text.trim() === '') continue;
    else if (ITS_OWN_WORDS.some((own) => own.test(text))) lines.push({ kind: 'own', text });
    else lines.push({ kind: PLACED.test(text) ? 'place' : 'other', text });
  }
  return lines;
}
