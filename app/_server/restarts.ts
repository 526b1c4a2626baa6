import { setTimeout as delay } from 'node:timers/promises';
import { restartsOf } from '../../lib/contracts/restart.ts';
import { log } from '../../lib/log.ts';
import { recordRestarts } from '../../lib/store/restarts.ts';
import { writeAsPairwatch } from './open-database.ts';

const RETRY_MS = 5_000;
const TRIES = 60;

/** Keeps in the history how web servers before this one ended, once the database takes it. */
export async function recordOwnRestarts(): Promise<void> {
  const restarts = restartsOf('web', process.env);
  if (restarts.length === 0) return;
  for (let tries = 1; tries <= TRIES; tries++) {
    try {
      return await writeAsPairwatch((tx) => recordRestarts(tx, restarts, Date.now()));
    } catch (error) {
      log.warn({ err: error, tries }, 'that the web server was started again could not be stored yet');
      await delay(RETRY_MS, undefined, { ref: false });
    }
  }
}
