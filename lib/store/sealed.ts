import type { Tx } from '../db/client.ts';
import { takeTurn } from './topics.ts';

/** All that the key of secrets sealed, by what it belongs to. Whoever seals something new adds it here, or it is lost when the key changes. */
export async function sealedTexts(tx: Tx): Promise<string[]> {
  const { endpoints, pairs, factors } = await sealedRows(tx);
  return [
    ...[...endpoints, ...pairs].map(({ sealed }) => sealed),
    ...factors.flatMap(({ secret, backupCodes }) => [secret, backupCodes]),
  ];
}

/** Seals all of it anew, in this transaction; gives how much it was. What `reseal` throws undoes all. */
export async function resealAll(tx: Tx, reseal: (sealed: string) => Promise<string>): Promise<number> {
  await takeTurn(tx); // whoever stores a secret meanwhile waits
  const { endpoints, pairs, factors } = await sealedRows(tx);
  for (const { name, sealed } of endpoints)
    await tx.endpoint.update({
      where: { name },
      data: { sealed: await reseal(sealed), unusableReason: null },
    });
  for (const { name, sealed } of pairs)
    await tx.storedPair.update({ where: { name }, data: { sealed: await reseal(sealed) } });
  for (const { id, secret, backupCodes } of factors)
    await tx.twoFactor.update({
      where: { id },
      data: { secret: await reseal(secret), backupCodes: await reseal(backupCodes) },
    });
  return endpoints.length + pairs.length + 2 * factors.length;
}

/** Removed ones keep no secret; those of a removed pair were blotted out. */
async function sealedRows(tx: Tx) {
  const rows = await tx.endpoint.findMany({
    where: { sealed: { not: null } },
    select: { name: true, sealed: true },
  });
  const pairs = await tx.storedPair.findMany({
    where: { sealed: { not: '' } },
    select: { name: true, sealed: true },
  });
  const endpoints = rows.flatMap(({ name, sealed }) => (sealed ? [{ name, sealed }] : []));
  // By better-auth, with the secret that is made from the key.
  const factors = await tx.twoFactor.findMany({ select: { id: true, secret: true, backupCodes: true } });
  return { endpoints, pairs, factors };
}
