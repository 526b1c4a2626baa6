import type { Database } from '../../db/client.ts';
import { actorOfDeed } from '../../store/acting.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Io } from '../io.ts';
import { actorOf } from './options.ts';

/** Has the audit log keep what a command did that no verb of the store writes down, under the account's name. */
export async function writeDown(
  database: Database,
  io: Io,
  { deed, target }: { deed: string; target: string | null },
): Promise<void> {
  const by = actorOf(undefined, io);
  const at = Date.now();
  await database.write((tx) => recordAudit(tx, { at, actor: actorOfDeed(tx, by), deed, target }));
}
