import type { Impairment } from '../../alerts/facts.ts';
import { RESTARTED_PROCESSES, type Restart } from '../../contracts/restart.ts';
import type { WatchedPair } from '../../contracts/setup.ts';
import type { Tx } from '../../db/client.ts';
import { damagedAlerts } from '../../store/alerts.ts';
import { damagedEndpoints } from '../../store/endpoints.ts';
import { damagedWindows } from '../../store/maintenance.ts';
import type { DamagedRow } from '../../store/readable-rows.ts';
import { restartsSince } from '../../store/restarts.ts';
import { damagedRuleSettings } from '../../store/rule-settings.ts';

const LOOP_MS = 10 * 60_000;
const LOOP_RESTARTS = 3;

/** What keeps Pairwatch from doing all it should. `watched`: the pairs it was started with. */
export async function impairments(
  tx: Tx,
  watched: readonly WatchedPair[],
  now: number,
): Promise<Impairment[]> {
  const damaged = [
    ...(await damagedRuleSettings(tx)),
    ...(await damagedWindows(tx)),
    ...(await damagedEndpoints(tx)),
    ...(await damagedAlerts(tx)),
  ];
  return [
    ...watched.flatMap(unwatched),
    ...damaged.map(leftOut),
    ...loops(await restartsSince(tx, now - LOOP_MS)),
  ];
}

function unwatched({ name, problem }: WatchedPair): Impairment[] {
  if (problem === null) return [];
  return [
    {
      key: `pair ${name}`,
      since: null,
      sentence: `The pair ${name} is set up on the pages and is not watched: ${problem}`,
      nextStep: `Mend what is said there and restart Pairwatch, or edit the pair ${name} under Settings, Pairs.`,
    },
  ];
}

const WHAT_FOLLOWS: Record<string, string> = {
  Alert: 'what it told of is told anew, and pages that list it fail',
  RuleSetting: 'a rule of the alerts goes by its defaults',
  MaintenanceWindow: 'a maintenance window keeps nobody from being told',
  Endpoint: 'an endpoint is told nothing',
};
const KEY_COLUMN: Record<string, string> = { Endpoint: 'name' };

function leftOut({ table, id, why }: DamagedRow): Impairment {
  const row = `row ${id} of the table ${table}`;
  const literal = typeof id === 'number' ? id : `'${id.replaceAll("'", "''")}'`;
  return {
    key: `row ${table} ${id}`,
    since: null,
    sentence: `The ${row} can't be read (${why}) and is left out: ${WHAT_FOLLOWS[table]}.`,
    nextStep: mendBy(table, `DELETE FROM "${table}" WHERE "${KEY_COLUMN[table] ?? 'id'}" = ${literal};`),
  };
}

function mendBy(table: string, statement: string): string {
  const remove = `stop Pairwatch, keep a copy of the database, run ${statement} start Pairwatch`;
  return table === 'Alert'
    ? `Nothing writes it anew: ${remove}.`
    : `If it stands in pairwatch.yaml, restart Pairwatch, which writes it anew. Else ${remove}, and enter it anew.`;
}

function loops(restarts: readonly Restart[]): Impairment[] {
  return RESTARTED_PROCESSES.flatMap((process) => {
    const own = restarts.filter((each) => each.process === process);
    const [first] = own;
    const last = own.at(-1);
    if (!first || !last || own.length < LOOP_RESTARTS) return [];
    const name = process === 'web' ? 'web server' : process;
    return [
      {
        key: `restarts ${process}`,
        since: first.endedAt,
        sentence: `The ${name} ended ${own.length} times within ${LOOP_MS / 60_000} min and was started again, last for ${last.ending}.`,
        nextStep:
          'Its log has the reason above the line that says it was started again: journalctl -u pairwatch',
      },
    ];
  });
}
