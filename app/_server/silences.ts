import type { SilenceAnswerDto, SilenceInput } from '../../lib/contracts/action.ts';
import type { SilenceListDto } from '../../lib/contracts/silence.ts';
import { createSilence as create } from '../../lib/store/actions/create-silence.ts';
import { endSilence as end } from '../../lib/store/actions/end-silence.ts';
import { listSilences } from '../../lib/store/silences.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { pathId } from './path-id.ts';

/** Silences, those that hold first. Throws `Problem`, as all here do. */
export async function readSilences(): Promise<SilenceListDto> {
  const now = Date.now();
  const silences = await readDatabase((tx) => listSilences(tx, now));
  return { now: new Date(now).toISOString(), silences };
}

/** A silence that begins at once. */
export async function createSilence({ endsAt, ...input }: SilenceInput): Promise<SilenceAnswerDto> {
  const now = Date.now();
  const times = { startsAt: now, endsAt: Date.parse(endsAt), now };
  const silence = await writeDatabase((tx) => create(tx, { ...input, ...times }));
  return { now: new Date(now).toISOString(), silence };
}

export async function endSilence(id: string, by: string): Promise<SilenceAnswerDto> {
  const now = Date.now();
  const silenceId = pathId(id, 'silence', '/api/v1/silences');
  const silence = await writeDatabase((tx) => end(tx, { id: silenceId, by, now }));
  return { now: new Date(now).toISOString(), silence };
}
