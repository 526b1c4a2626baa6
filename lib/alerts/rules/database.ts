import type { OwnAlertFacts } from '../facts.ts';
import { allOrNothing } from './judgement.ts';
import { HOUR_MS, MINUTE_MS, type OwnRuleKind } from './kind.ts';
import { NOT_OF_A_PAIR } from './monitor-blind.ts';
import { onWhole } from './subjects.ts';

const COMMON = { keepFiringForMs: 0, noData: 'keep', opensIncident: false, labels: {} } as const;

export const databaseDamaged: OwnRuleKind = {
  id: 'database-damaged',
  title: 'Database damaged',
  summary:
    'SQLite found places in the database file that are not as it wrote them: the disk is failing, or something else wrote there.',
  about: 'pairwatch',
  limits: {},
  defaults: { ...COMMON, levels: [{ severity: 'critical', forMs: 0, limits: {} }] },
  notKnown: NOT_OF_A_PAIR,
  judge: ({ database: { damage } }) =>
    onWhole((rule) =>
      allOrNothing(rule, damage !== null, {
        since: damage?.since ?? null,
        sentence:
          damage === null
            ? 'The database is whole.'
            : `The database of Pairwatch is damaged: ${damage.said.slice(0, 300)}`,
        nextStep:
          damage === null
            ? null
            : 'Look into the kernel’s log for faults of the disk, stop Pairwatch, and restore the last backup: bin/pairwatch restore FILE.',
      }),
    ),
};

/** A copy that is late by so much counts as missing: the collector may have been down when it was due. */
const GRACE_MS = 6 * HOUR_MS;

export const backupFailing: OwnRuleKind = {
  id: 'backup-failing',
  title: 'Database backup failing',
  summary: 'The database can not be copied, or its last whole copy is older than it should be.',
  about: 'pairwatch',
  limits: {},
  defaults: { ...COMMON, levels: [{ severity: 'warning', forMs: 30 * MINUTE_MS, limits: {} }] },
  notKnown: NOT_OF_A_PAIR,
  judge: ({ now, database: { backup } }) =>
    onWhole((rule) => {
      const since = backup === null ? null : missingSince(backup, now);
      return allOrNothing(rule, since !== null, {
        since,
        sentence:
          since === null
            ? 'The database is copied as often as it should be.'
            : `The database has no copy as young as it should be in ${backup?.folder}: ${backup?.error ?? 'none was made in time.'}`,
        nextStep:
          since === null
            ? null
            : 'Free some space there, or name another folder under backup: in pairwatch.yaml; bin/pairwatch backup makes one at once and says what is wrong.',
      });
    }),
};

type Backup = NonNullable<OwnAlertFacts['database']['backup']>;

function missingSince({ failingSince, lastAt, everyMs }: Backup, now: number): number | null {
  if (failingSince !== null) return failingSince;
  const lateAt = lastAt === null ? null : lastAt + everyMs + GRACE_MS;
  return lateAt !== null && lateAt < now ? lateAt : null;
}
