import type { Actor } from '../access/actor.ts';
import type { Tx } from '../db/client.ts';

const acting = new WeakMap<Tx, Actor>();

/** Says who does what is done in a transaction, for the audit log. Where nobody says so, Pairwatch does it by itself. */
export function actAs(tx: Tx, actor: Actor): void {
  acting.set(tx, actor);
}

/** Has one deed among others of a transaction done by somebody. */
export async function doneAs<T>(tx: Tx, actor: Actor, deed: () => Promise<T>): Promise<T> {
  const before = acting.get(tx);
  acting.set(tx, actor);
  try {
    return await deed();
  } finally {
    if (before) acting.set(tx, before);
    else acting.delete(tx);
  }
}

/** Who does a deed that is told under the name `by`. */
export function actorOfDeed(tx: Tx, by: string): Pick<Actor, 'kind' | 'id' | 'name' | 'address'> {
  const actor = acting.get(tx) ?? { kind: 'pairwatch', id: null, address: null };
  return { ...actor, name: by };
}
