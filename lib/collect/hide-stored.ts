import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database, Tx } from '../db/client.ts';
import { hideClient, hideDetails } from '../privacy/hide-lease.ts';
import { hideTold } from '../privacy/hide-text.ts';
import {
  createPseudonyms,
  IN_THE_CLEAR,
  isAnyHashed,
  type Privacy,
  type Pseudonyms,
} from '../privacy/pseudonyms.ts';
import { sealedEndpoints } from '../store/endpoints.ts';
import {
  areSpansHidden,
  type Hiding,
  type HidingStep,
  hideEvents,
  hideFindings,
  hideLeases,
  hideSpans,
  isAnyLeaseHidden,
} from '../store/hidden-clients.ts';
import { serverIds } from '../store/servers.ts';
import { storedPairs } from '../store/stored-pairs.ts';

/** What one transaction looks through: who else writes waits for no more than that. */
const ROWS_PER_STEP = 500;

/**
 * The pseudonyms of these settings. A key is only made where nothing is there that is of another one.
 * @throws what `secretKey` does.
 */
export async function openPseudonyms(
  db: Pick<Database, 'read'>,
  privacy: Privacy,
  secretKey: (make: boolean) => Promise<Buffer>,
): Promise<Pseudonyms> {
  if (!isAnyHashed(privacy)) return IN_THE_CLEAR;
  const isKeyNeeded = await db.read(
    async (tx) =>
      (await isAnyLeaseHidden(tx)) || (await sealedEndpoints(tx)).length + (await storedPairs(tx)).length > 0,
  );
  return createPseudonyms(await secretKey(!isKeyNeeded), privacy);
}

const hidingOf = (pseudonyms: Pseudonyms): Hiding => ({
  pseudonyms,
  client: (client) => hideClient(client, pseudonyms),
  details: (details) => hideDetails(details, pseudonyms),
  told: (told) => hideTold(told, pseudonyms),
});

/**
 * Hides the leases that were stored in the clear before that was asked for. To be done before any is read: what is read
 * is held against them, and would be taken for other clients.
 */
export async function hideStoredLeases(
  db: Pick<Database, 'read' | 'write'>,
  pseudonyms: Pseudonyms,
): Promise<void> {
  if (!isAnyHashed(pseudonyms.privacy)) return;
  const hiding = { ...hidingOf(pseudonyms), limit: ROWS_PER_STEP };
  for (const serverId of await db.read(serverIds))
    while ((await db.write((tx) => hideLeases(tx, serverId, hiding))) === ROWS_PER_STEP) await setImmediate();
}

/** Hides what else was stored in the clear, in small steps beside all else that goes on. */
export function createHider(
  db: Pick<Database, 'read' | 'write'>,
  pseudonyms: Pseudonyms,
  log: Pick<Logger, 'info' | 'error'>,
) {
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();
  const hiding = hidingOf(pseudonyms);

  async function throughAll(hide: (tx: Tx, step: HidingStep) => Promise<number | null>): Promise<void> {
    let next: number | null = null;
    while (!isStopped) {
      const step: HidingStep = { ...hiding, before: next, limit: ROWS_PER_STEP };
      next = await db.write((tx) => hide(tx, step));
      if (next === null) return;
      await setImmediate();
    }
  }

  async function hideAll(): Promise<void> {
    if (!(await db.read((tx) => areSpansHidden(tx, hiding)))) await throughAll(hideSpans);
    await throughAll(hideEvents);
    await throughAll(hideFindings);
    if (!isStopped) log.info('what was stored of clients is hashed as the settings ask for');
  }

  return {
    start() {
      if (!isAnyHashed(pseudonyms.privacy)) return;
      working = hideAll().catch((error) =>
        log.error(
          { err: error },
          'what is stored of clients could not all be hashed: the next start goes on',
        ),
      );
    },
    async stop(): Promise<void> {
      isStopped = true;
      await working;
    },
  };
}
