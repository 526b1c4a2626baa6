import { type Span, scan } from './scan.ts';

/** What may stand open in a key's block. */
const HARMLESS = /^(?:algorithm|secret|hmac-[\w.-]+|;)$/i;

/** A line commented out holds what was, or is to be, in force. */
const COMMENT = /#[^\n]*/g;
/** It looks back only from where a secret may begin: a file is long, and who wrote it may mean ill. */
const SECRET_IN_COMMENT =
  /(?=[^\s;])(?<=\b(?:secret|password|passwd|passphrase)(?:[ \t]*[:=][ \t]*|[ \t]+))(?:"[^"\n]*"|[^\s;"]+)/gi;

/** Words that a secret follows. */
const BEFORE_SECRET: readonly string[] = ['secret', 'ldap-password'];

/** Puts stars in the place of all that is or may be the secret of a key; every other character stays where it is. */
export function maskSecrets(text: string): string {
  if (!/secret|key|passw|passphrase/i.test(text)) return text;
  let masked = '';
  let copied = 0;
  for (const { start, end } of secretSpans(text)) {
    // Lines stay lines: places are told by their numbers.
    masked += text.slice(copied, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, '*');
    copied = end;
  }
  masked += text.slice(copied);
  return masked.replace(COMMENT, (comment) =>
    comment.replace(SECRET_IN_COMMENT, (secret) => '*'.repeat(secret.length)),
  );
}

/** What is shorter stands in half of all words. */
const LEAST_KNOWN = 6;

/**
 * The files of one configuration with stars for their secrets, as `maskSecrets` has it; what is a secret in one of them is none
 * to be shown in another, or in a comment that tells of it.
 */
export function maskAllSecrets(texts: readonly string[]): string[] {
  const known = [...new Set(texts.flatMap(secretsIn))].filter(({ length }) => length >= LEAST_KNOWN);
  return texts.map((text) =>
    known.reduce(
      (rest, secret) => rest.replaceAll(secret, (found) => '*'.repeat(found.length)),
      maskSecrets(text),
    ),
  );
}

/** What `maskSecrets` would mask outside of comments, without quotes; what stands together in one piece. */
export function secretsIn(text: string): string[] {
  const pieces: { start: number; end: number }[] = [];
  for (const { start, end } of secretSpans(text)) {
    const last = pieces.at(-1);
    if (last?.end === start) last.end = end;
    else pieces.push({ start, end });
  }
  return pieces.map(({ start, end }) => text.slice(start, end).replace(/^"(.*)"$/s, '$1'));
}

/** What follows such a word, and all but the known words in a key's block: a secret may be misplaced there. */
function* secretSpans(text: string): Generator<Span> {
  let state: 'plain' | 'key' | 'key block' | 'secret' = 'plain';
  let span = scan(text, 0);
  for (; span.kind !== 'end'; span = scan(text, goOnFrom(span))) {
    if (span.kind === 'unclosed') continue;
    const token = text.slice(span.start, span.end);
    const word = span.kind === 'word' ? token.toLowerCase() : '';
    if (token === '}') state = 'plain';
    else if (state === 'key block') {
      if (!HARMLESS.test(token)) yield span;
    } else if (token === '{') state = state === 'key' ? 'key block' : 'plain';
    else if (token === ';') state = 'plain';
    else if (word === 'key') state = 'key';
    else if (BEFORE_SECRET.includes(word)) state = 'secret';
    else if (state === 'secret') yield span;
  }
}

/** An open string may have swallowed a key. */
function goOnFrom({ kind, start, end }: Span): number {
  return kind === 'unclosed' ? start + 1 : end;
}
