import { ROLES, type Role } from './role.ts';

/** What somebody may do who is known to another: a proxy in front, or a provider that people sign in at. */
export type Grant = {
  role: Role;
  /** As `Actor.pairs`. */
  pairs: readonly string[] | null;
};

/** What the groups somebody is in give here. */
export type GroupRules = {
  /** Groups that give each role; of several the strongest counts. */
  roles: Readonly<Record<Role, readonly string[]>>;
  /** By group, the pairs that are seen, those of several together; who is no admin and in none of them stays out. null: everybody sees all. */
  pairs: Readonly<Record<string, 'all' | readonly string[]>> | null;
  /** Of whom no group gives a role; null: he stays out. */
  defaultRole: Role | null;
};

export type NoGrant = 'no-role' | 'no-pairs';

/** What somebody in these groups may do, or why nothing. `role`: one that was told in so many words. */
export function grantOf(
  groups: readonly string[],
  rules: GroupRules,
  role = roleOf(groups, rules),
): Grant | NoGrant {
  if (role === null) return 'no-role';
  // As for every user: who may change what others see sees all.
  if (rules.pairs === null || role === 'admin') return { role, pairs: null };
  const given = Object.entries(rules.pairs).flatMap(([group, pairs]) =>
    groups.includes(group) ? [pairs] : [],
  );
  if (given.length === 0) return 'no-pairs';
  const named = given.flatMap((pairs) => (pairs === 'all' ? [] : pairs));
  return { role, pairs: given.includes('all') ? null : [...new Set(named)].sort() };
}

function roleOf(groups: readonly string[], { roles, defaultRole }: GroupRules): Role | null {
  const byStrength = [...ROLES].reverse();
  return byStrength.find((role) => roles[role].some((group) => groups.includes(group))) ?? defaultRole;
}
