import type { SilenceDto } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { endOf, silenceDto, silencedWords } from '../silences.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

/** Ends a silence before its time; a conflict when it is over. */
export async function endSilence(tx: Tx, act: { id: number; by: string; now: number }): Promise<SilenceDto> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who ends it');
  const silence = await tx.silence.findUnique({ where: { id } });
  if (!silence) throw new ActionError('not-found', `There is no silence ${id}.`);
  if (silence.endedAt !== null || endOf(silence) <= now) {
    const whose = silence.endedBy === null ? '' : `, by ${silence.endedBy}`;
    const end = utcMinute(endOf(silence));
    throw new ActionError('conflict', `Silence ${id} ended already, at ${end}${whose}.`);
  }
  const row = await tx.silence.update({ where: { id }, data: { endedAt: toDate(now), endedBy: by } });
  await tellAction(tx, {
    key: `silence:${id}`,
    pair: { name: row.pair },
    to: 'silence-ended',
    sentence: `${by} ended the silence of ${silencedWords(row)}.`,
    by,
    now,
    topics: ['rules'],
    before: { endsAt: silence.endsAt, endedAt: null },
    after: { endsAt: silence.endsAt, endedAt: row.endedAt },
  });
  return silenceDto(row);
}
