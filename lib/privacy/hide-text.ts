import { clientNamesIn, replaceMacs } from '../reports/redaction/find.ts';
import { isAnyHashed, type Pseudonyms } from './pseudonyms.ts';

/** A host name in brackets behind a hardware address, as dhcpd's log and Pairwatch's own sentences have it. */
const NAME_BEHIND =
  /(?<=(?<![\w:])(?:[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}|mac:[0-9a-f]{16}) \()(?:[^()\n]|\([^()\n]*\))+(?=\))/gi;
const MAC_CHARACTERS = 'xx:xx:xx:xx:xx:xx'.length;

/**
 * A text about clients with pseudonyms in the place of every hardware address, of every client identifier in hex, and of
 * host names: those that are told, and those in brackets behind an address.
 */
export function hideText(text: string, pseudonyms: Pseudonyms, hostnames: readonly string[] = []): string {
  if (!isAnyHashed(pseudonyms.privacy)) return text;
  let hidden = text;
  for (const hostname of hostnames)
    hidden = hidden.replaceAll(`(${hostname})`, `(${pseudonyms.name(hostname)})`);
  hidden = hidden.replace(NAME_BEHIND, pseudonyms.name);
  return replaceMacs(hidden, (octets) =>
    octets.length > MAC_CHARACTERS ? pseudonyms.id(octets) : pseudonyms.mac(octets),
  );
}

type Told = { sentence: string; evidence: unknown };

/**
 * The same of something that was told, with the evidence it was told by: a list of texts and what else belongs to them. What
 * stood in a damaged place of a lease file is left out.
 */
export function hideTold({ sentence, evidence }: Told, pseudonyms: Pseudonyms): Told {
  if (!isAnyHashed(pseudonyms.privacy)) return { sentence, evidence };
  const { hostnames } = clientNamesIn(textsIn(evidence).join('\n'));
  const hidden = (text: string) => hideText(withoutFound(text), pseudonyms, hostnames);
  return {
    sentence: hidden(sentence),
    evidence: JSON.parse(JSON.stringify(evidence), (_, inner) =>
      typeof inner === 'string' ? hidden(inner) : inner,
    ),
  };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const EXPECTED = ', expected ';

/** A text about a damaged place without what stands there, which may be of a client. */
export function withoutFound(text: string): string {
  const [from, to] = [text.indexOf('found '), text.lastIndexOf(EXPECTED)];
  return from === -1 || to < from ? text : `${text.slice(0, from)}found something else${text.slice(to)}`;
}
