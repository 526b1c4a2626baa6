/** What a provider says of somebody, as JSON has it. */
export type Claims = Record<string, unknown>;

export type Person = {
  /** Who he is at the provider, for good. */
  subject: string;
  name: string;
  /** In small letters; null: none is told. */
  email: string | null;
  isEmailVerified: boolean;
  groups: string[];
};

const MOST_CHARACTERS = 80;
const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,189}$/;

/** Whom claims describe. `groupsClaim`: as `OidcSettings` has it. */
export function personOf(claims: Claims, groupsClaim: string): Person {
  const { sub, name, email, preferred_username: account } = claims;
  // Entra tells the address that people sign in by under this name alone.
  const address = [email, account].find((each) => typeof each === 'string' && EMAIL.test(each));
  const called = [name, account, address, sub].find((each) => typeof each === 'string' && each.trim() !== '');
  return {
    subject: String(sub),
    name: String(called)
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, MOST_CHARACTERS),
    email: typeof address === 'string' ? address.toLowerCase() : null,
    isEmailVerified: address === email && claims.email_verified === true,
    groups: groupsOf(claims, groupsClaim),
  };
}

function groupsOf(claims: Claims, name: string): string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(within, claims);
  return [value].flat().flatMap((each) => (typeof each === 'string' && each !== '' ? [each] : []));
}

function within(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key]; // its own, as was just seen
}
