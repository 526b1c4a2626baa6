/** What somebody may do, each with all that those before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** In a sentence: "needs the role operator, which may …". */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'may read everything but change nothing',
  operator: 'may also acknowledge, silence, plan maintenance, take notes, run drills and send messages again',
  admin: 'may also change pairs, rules, endpoints, users and tokens',
};

/** Whether who has a role may do what needs another. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

export function isRole(text: unknown): text is Role {
  return ROLES.some((role) => role === text);
}
