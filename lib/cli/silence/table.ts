import type { SilenceDto } from '../../contracts/silence.ts';
import { alignColumns } from '../columns.ts';
import { oneLine } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';

const HEAD = ['id', 'about', 'state', 'until', 'by', 'reason'];

/** For people, a line for each. */
export function silencesAsTable(silences: readonly SilenceDto[], now: number): string {
  if (silences.length === 0) return 'No silences.\n';
  const rows = silences.map((silence) => {
    const { id, endsAt, ended, by, reason } = silence;
    const until = ended?.at ?? endsAt;
    return [
      String(id),
      silenceWords(silence),
      stateOf(silence, now),
      timeWithAge(until, now),
      by,
      oneLine(reason),
    ];
  });
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

/** What it is about: `alerts of pair office, rule pool-use-high`. */
export function silenceWords(silence: SilenceDto): string {
  const parts = (['pair', 'rule', 'server', 'pool'] as const).flatMap((part) =>
    silence[part] === null ? [] : [`${part} ${silence[part]}`],
  );
  return parts.length === 0 ? 'all alerts' : `alerts of ${parts.join(', ')}`;
}

function stateOf({ startsAt, endsAt, ended }: SilenceDto, now: number): string {
  if (ended !== null) return `ended by ${ended.by}`;
  if (Date.parse(endsAt) <= now) return 'over';
  return Date.parse(startsAt) > now ? 'to come' : 'holds';
}
