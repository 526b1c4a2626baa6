import { type Grant, type GroupRules, grantOf, type NoGrant } from '../access/grant.ts';
import { isRole } from '../access/role.ts';

/** How a proxy in front says who asks. */
export type ProxySignIn = {
  /** Addresses and networks of the proxies that are believed. */
  addresses: string[];
  /** The header with the name of who asks. */
  header: string;
  /** The header with viewer, operator or admin; null: the groups give the role. */
  roleHeader: string | null;
  /** The header with the groups, separated by commas or, as some proxies do, by bars. */
  groupsHeader: string | null;
  rules: GroupRules;
};

export type ProxyVisitor = { name: string } & (Grant | { refusal: NoGrant });

const MOST_CHARACTERS = 200;

/** Whom the headers of a proxy name; null for nobody. Whether it is to be believed is the caller's to know. */
export function proxyVisitorOf(
  headers: Headers,
  { header, roleHeader, groupsHeader, rules }: ProxySignIn,
): ProxyVisitor | null {
  const name = textOf(headers, header);
  // A header that came twice, of which one would be the client's own, is joined by a comma.
  if (name === '' || name.includes(',') || name.length > MOST_CHARACTERS) return null;
  const groups = textOf(headers, groupsHeader)
    .split(/[,|]/)
    .map((group) => group.trim())
    .filter((group) => group !== '');
  const told = textOf(headers, roleHeader);
  const grant =
    roleHeader === null
      ? grantOf(groups, rules)
      : grantOf(groups, rules, isRole(told) ? told : rules.defaultRole);
  return typeof grant === 'string' ? { name, refusal: grant } : { name, ...grant };
}

/** Node reads headers as Latin-1; proxies write UTF-8. */
function textOf(headers: Headers, name: string | null): string {
  const latin1 = (name === null ? null : headers.get(name)) ?? '';
  const utf8 = Buffer.from(latin1, 'latin1').toString('utf8');
  return (utf8.includes('\uFFFD') ? latin1 : utf8).trim();
}
