/** Shorter ones stand in other words by chance; none of the product's own secrets is. */
const LEAST_LETTERS = 6;
const HIDDEN = '(withheld)';

/**
 * Takes known secrets out of texts in which they should not stand to begin with, as a second line: as they are, in base64, in
 * hexadecimal, and as they stand in an address.
 */
export function scrubber(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets)
    for (const part of [secret, ...secret.split(/\s+/)])
      if (part.length >= LEAST_LETTERS) for (const form of formsOf(part)) forms.add(form);
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text);
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/** Every text in a value, however deep: of a channel or an account any may be secret. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
