import type { Role } from './role.ts';

/** How it is known who asks: by signing in, a token, a proxy in front, a command on this machine; or by nothing at all. */
export const ACTOR_KINDS = ['user', 'token', 'proxy', 'command', 'demo', 'nobody', 'pairwatch'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Who asks for something. */
export type Actor = {
  kind: ActorKind;
  /** Of the user or the token. */
  id: string | null;
  /** What people call him; empty where nobody signs in. */
  name: string;
  role: Role;
  /** Names of the pairs that may be seen; null: all. */
  pairs: readonly string[] | null;
  /** Where the request came from; null for a command. */
  address: string | null;
};

/** Whether an actor may see a pair, and what is told of no pair (null). */
export function sees({ pairs }: Pick<Actor, 'pairs'>, pair: string | null): boolean {
  return pairs === null || pair === null || pairs.includes(pair);
}

/** The name what somebody does is told under; null where nobody says who he is, so that each deed has to. */
export function nameOfDeeds({ kind, name }: Pick<Actor, 'kind' | 'name'>): string | null {
  return kind === 'nobody' || kind === 'demo' ? null : name;
}
