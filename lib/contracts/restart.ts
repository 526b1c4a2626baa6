import { z } from 'zod';

export const RESTARTED_PROCESSES = ['collector', 'web'] as const;
export type RestartedProcess = (typeof RESTARTED_PROCESSES)[number];

/** A process that ended though nobody asked it to, and was started again. `ending`: a signal, or its exit code. */
export type Restart = { process: RestartedProcess; endedAt: number; ending: string };

/** The environment variable in which the launcher tells a process how those before it ended, as JSON. */
export const ENDINGS_VARIABLE = 'PAIRWATCH_ENDINGS';
const endingsSchema = z.array(z.object({ endedAt: z.number(), ending: z.string() }));

/** How the processes before this one ended, by what the launcher tells; none without a launcher. */
export function restartsOf(
  process: RestartedProcess,
  env: Readonly<Record<string, string | undefined>>,
): Restart[] {
  const text = env[ENDINGS_VARIABLE];
  if (text === undefined) return [];
  return endingsSchema.parse(JSON.parse(text)).map((each) => ({ process, ...each }));
}
