import type { Role } from '../access/role.ts';
import type { Tx } from '../db/client.ts';
import { ActionError } from './actions/action-error.ts';

/**
 * Whether a user or a token may have this role for these pairs. An admin has all of them: who may change users could take the rest
 * anyway. Throws `ActionError`.
 */
export async function checkScope(
  tx: Tx,
  { role, pairs }: { role: Role; pairs: readonly string[] | null },
): Promise<void> {
  if (pairs === null) return;
  if (role === 'admin')
    throw new ActionError(
      'invalid',
      'Found the role admin for some pairs, expected all pairs: an admin may change who sees what.',
    );
  const known = await tx.pair.findMany({ where: { removedAt: null }, select: { name: true } });
  const names = known.map(({ name }) => name);
  const strange = pairs.filter((pair) => !names.includes(pair));
  if (strange.length === 0) return;
  throw new ActionError(
    'invalid',
    `There is no pair ${strange.join(', ')}; there is ${names.sort().join(', ') || 'none yet'}.`,
  );
}
