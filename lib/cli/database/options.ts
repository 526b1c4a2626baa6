import { userInfo } from 'node:os';
import type { z } from 'zod';
import { actorSchema } from '../../contracts/action.ts';
import type { Tx } from '../../db/client.ts';
import { parseDuration } from '../../settings/duration.ts';
import { listPairs } from '../../store/pairs.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Who does it: what `--by` says, else the account, that of the person behind sudo. Throws UsageError. */
export function actorOf(by: string | undefined, { env }: Io): string {
  return checked('--by', actorSchema, by ?? env.SUDO_USER ?? accountName());
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    // An account that has a number and no name, as in a container.
    if (error instanceof Error && 'code' in error) return `uid ${process.getuid?.() ?? '?'}`;
    throw error;
  }
}

/** What a schema of the API makes of an option's value. Throws UsageError. */
export function checked<Schema extends z.ZodType>(
  option: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const expected = result.error.issues.map(({ message }) => message).join('; ');
  throw new UsageError(`${option} is ${JSON.stringify(value ?? '')}; expected ${expected}`);
}

/** Milliseconds of an option such as `--for 2h`. Throws UsageError. */
export function durationOf(option: string, text: string | undefined): number {
  const ms = text === undefined ? null : parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  const found = text === undefined ? 'missing' : JSON.stringify(text);
  throw new UsageError(`${option} is ${found}; expected a time such as 30s, 10m, 2h or 3d`);
}

/** Throws UsageError for a pair that is not there. */
export async function checkPair(tx: Tx, pair: string, now: number): Promise<void> {
  const names = (await listPairs(tx, now)).map(({ name }) => name);
  if (names.includes(pair)) return;
  const there = names.length === 0 ? 'none yet' : names.join(', ');
  throw new UsageError(`there is no pair "${pair}"; there is ${there}`);
}
