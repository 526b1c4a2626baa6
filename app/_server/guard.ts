import { AsyncLocalStorage } from 'node:async_hooks';
import type { Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '../../lib/access/actor.ts';
import { allows, ROLE_WORDS, type Role } from '../../lib/access/role.ts';
import { Problem } from './problem.ts';
import { singleton } from './singleton.ts';
import { actorOf } from './who-asks.ts';

// The one place that decides who may do what. Route handlers come here by `answer`, pages by proxy.ts, and both again by
// `readDatabase` and `writeDatabase`, so that none can go round.

/** What a route handler needs of who asks; `anyone`: nothing, so that it may read no database but what it answers for. */
export type Need = Role | 'anyone';

const asking = singleton('asking', () => new AsyncLocalStorage<Actor | null>());

/** Runs `act` for whoever sends a request, who has the role that is needed. Throws `Problem`. */
export async function guarded<T>(
  request: Request,
  need: Need,
  act: (actor: Actor | null) => Promise<T>,
): Promise<T> {
  const actor = await actorOf(request.headers);
  if (need !== 'anyone') checkRole(actor, need);
  return asking.run(actor, () => act(actor));
}

/** Who sent a request that is still being answered, as he is now; null once he has the role no more. Throws when that can't be found out. */
export async function stillThere(request: Request, need: Role): Promise<Actor | null> {
  try {
    const actor = await actorOf(request.headers);
    return actor !== null && allows(actor.role, need) ? actor : null;
  } catch (error) {
    if (error instanceof Problem && [401, 403].includes(error.dto.status)) return null;
    throw error;
  }
}

/** Throws `Problem` 401 for nobody, and 403 for somebody whose role is too small. */
export function checkRole(actor: Actor | null, need: Role): asserts actor is Actor {
  if (actor === null) throw stranger();
  if (!allows(actor.role, need)) throw tooSmall(actor, need);
}

/** Who asks, within a route handler or a page; the latter is left for /sign-in where nobody is known. Throws `Problem`. */
export async function asker(): Promise<Actor> {
  const known = asking.getStore();
  if (known === null) throw stranger();
  return known ?? (await visitor()) ?? redirect('/sign-in' as Route);
}

/** Who looks at the page that is being drawn; null: nobody that is known. Found out once for each request. */
export const visitor = cache(async (): Promise<Actor | null> => actorOf(await headers()));

/** A function that goes on asking for who asks now, for a stream that is read when the handler is through. */
export const forAsker: typeof AsyncLocalStorage.bind = (act) => AsyncLocalStorage.bind(act);

function stranger(): Problem {
  return new Problem(
    'not-signed-in',
    401,
    'Nobody is signed in',
    'This needs somebody who is known: a browser signs in at /sign-in, a program sends "Authorization: Bearer TOKEN" with a token of "pairwatch token create".',
  );
}

function tooSmall({ name, role }: Actor, need: Role): Problem {
  return new Problem(
    'role-too-small',
    403,
    `This needs the role ${need}`,
    `${name} has the role ${role}; ${need} is needed, who ${ROLE_WORDS[need]}. Somebody with the role admin can give it.`,
  );
}
