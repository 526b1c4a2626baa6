import { DEGRADATIONS, type Degradation, type HealthDto } from '../../lib/contracts/health.ts';
import { LAUNCHER_WORD, type LauncherWord, launcherWordSchema } from '../../lib/contracts/launcher-word.ts';

/** What the launcher told last of the collector; null without a launcher, or before it told anything. */
function launcherWord(): LauncherWord | null {
  return launcherWordSchema.safeParse(Reflect.get(globalThis, Symbol.for(LAUNCHER_WORD))).data ?? null;
}

/** The health as the database has it, with what no database can tell: why nothing comes into it. */
export function withLauncherWord(health: HealthDto): HealthDto {
  return joined(health, launcherWord());
}

/** As above, with the word given. A collector that says what it suffers from is not called silent. */
export function joined(health: HealthDto, word: LauncherWord | null): HealthDto {
  const why = word && whyOf(word);
  if (!word || !why) return health;
  const since = new Date(why.since).toISOString();
  const { trouble } = word;
  const others = health.degraded.filter(({ code }) => code !== 'collector-silent' && code !== why.code);
  return {
    ...health,
    degraded: [{ code: why.code, sentence: DEGRADATIONS[why.code], since }, ...others],
    ...(trouble && { trouble: { since, sentence: trouble.sentence } }),
  };
}

const CODES: Readonly<Record<string, Degradation>> = {
  'disk-full': 'database-full',
  'not-writable': 'database-read-only',
  newer: 'database-newer',
  'in-use': 'collector-waits',
  damaged: 'database-damaged',
  'not-a-database': 'database-damaged',
};

function whyOf({ trouble, restart }: LauncherWord): { code: Degradation; since: number } | null {
  if (trouble) return { code: CODES[trouble.kind ?? ''] ?? 'database-unusable', since: trouble.since };
  return restart && { code: 'collector-restarting', since: restart.endedAt };
}
