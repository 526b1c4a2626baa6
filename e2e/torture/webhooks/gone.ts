import { enableEndpoint } from '../../../lib/store/actions/enable-endpoint.ts';
import { replaySince } from '../../../lib/store/actions/replay-since.ts';
import { GONE } from './answers.ts';
import { STREAMS, writeFact } from './facts.ts';
import type { Fault } from './judge.ts';
import type { Scene } from './scene.ts';

/** So many messages may be under way at one endpoint, each of another stream. */
const TRIES_AT_ONCE = 4;

/**
 * One endpoint answers 410: it is disabled and left alone, across a kill too, and the others are told; then somebody enables
 * it and sends again what it missed.
 */
export async function sendToGone(scene: Scene): Promise<Fault[]> {
  const { db, receivers, tries, until, killAndStart } = scene;
  const [receiver] = receivers;
  if (!receiver) throw new Error('there is no receiver');
  const { name } = receiver;
  const since = Date.now();
  receiver.answerOnly(GONE);
  await tellAll(scene);
  await until(`${name} to be disabled`, () =>
    db.read(async (tx) => {
      const endpoint = await tx.endpoint.findUniqueOrThrow({ where: { name } });
      return endpoint.disabledAt !== null;
    }),
  );
  const alert = { type: 'alert.firing', body: { contains: `"detail":"${name}"` } };
  await othersAreTold(scene, name, { ...alert, createdAt: { gte: new Date(since) } });
  await killAndStart();
  const startedAt = new Date();
  await tellAll(scene);
  await othersAreTold(scene, name, { stream: { in: STREAMS }, createdAt: { gte: startedAt } });

  const refused = tries.filter(({ endpoint, answer }) => endpoint === name && answer === GONE.name);
  receiver.answerOnly(null);
  await db.write(async (tx) => {
    const act = { by: 'torture', now: Date.now() };
    await enableEndpoint(tx, { ...act, name });
    await replaySince(tx, { ...act, endpoint: name, since });
  });
  return refused.slice(TRIES_AT_ONCE).map(({ webhookId: id }) => ({
    ...{ kind: 'other', id, why: `was sent to ${name} after it had answered 410` },
  }));
}

function tellAll({ db }: Scene): Promise<void> {
  return db.write(async (tx) => {
    for (const stream of STREAMS) await writeFact(tx, stream);
  });
}

function othersAreTold({ db, until }: Scene, name: string, messages: object): Promise<void> {
  const where = { ...messages, endpoint: { not: name } };
  return until(`the others to be told of what ${name} is not`, () =>
    db.read(async (tx) => {
      const waiting = await tx.message.count({ where: { ...where, deliveredAt: null } });
      return waiting === 0 && (await tx.message.count({ where })) > 0;
    }),
  );
}
