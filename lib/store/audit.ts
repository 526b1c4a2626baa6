import type { Actor } from '../access/actor.ts';
import type { Tx } from '../db/client.ts';
import { jsonOrNull, textColumn } from './json.ts';
import { toDate } from './time.ts';

export type AuditRecord = {
  /** Milliseconds since 1970. */
  at: number;
  actor: Pick<Actor, 'kind' | 'id' | 'name' | 'address'>;
  /** Kebab-case, what was done, as the history has it: `endpoint-changed`. */
  deed: string;
  /** What it was done to, as `endpoint:chat`. */
  target: string | null;
  pairName?: string | null;
  /** Never with a secret in it. */
  before?: object | null;
  after?: object | null;
};

/** Writes down who did what, in the transaction of the deed: there is neither without the other. */
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  const { at, actor, deed, target, pairName = null, before = null, after = null } = record;
  await tx.auditEntry.create({
    data: {
      at: toDate(at),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: textColumn(actor.name) ?? '',
      address: actor.address,
      deed,
      target: textColumn(target),
      pairName,
      before: jsonOrNull(before),
      after: jsonOrNull(after),
    },
  });
}
