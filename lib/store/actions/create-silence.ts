import { ruleKind } from '../../alerts/catalogue.ts';
import type { SilenceDto } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';
import { silenceDto, silencedWords } from '../silences.ts';
import { toDate, toIso } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

export type NewSilence = {
  /** Each null: any. A name need not be there yet. */
  pair: string | null;
  rule: string | null;
  server: string | null;
  pool: string | null;
  startsAt: number;
  endsAt: number;
  reason: string;
  by: string;
  now: number;
};

const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

/** Nobody is told of these alerts for a while: for 90 days at most. */
export async function createSilence(tx: Tx, act: NewSilence): Promise<SilenceDto> {
  const { pair, rule, server, pool, now } = act;
  const by = checkedText(act.by, 'the name of who silences');
  const reason = checkedText(act.reason, 'a reason');
  checkTimes(act);
  if (rule !== null && ruleKind(rule) === null) {
    throw new ActionError('invalid', `Found the rule “${rule}”, expected the id of a rule there is.`);
  }
  const endsAt = toDate(act.endsAt);
  const columns = { pair, rule, server, pool, reason, startsAt: toDate(act.startsAt), endsAt };
  const row = await tx.silence.create({ data: { ...columns, actor: by, createdAt: toDate(now) } });
  await tellAction(tx, {
    key: `silence:${row.id}`,
    pair: { name: pair },
    to: 'silenced',
    sentence: `${by} silenced ${silencedWords(row)} until ${toIso(endsAt)}: ${reason}`,
    by,
    now,
    topics: ['rules'],
  });
  return silenceDto(row);
}

function checkTimes({ startsAt, endsAt, now }: NewSilence): void {
  const refuse = (expected: string): never => {
    const found = new Date(endsAt).toISOString();
    throw new ActionError('invalid', `The end of the silence is ${found}; expected ${expected}.`);
  };
  if (endsAt <= startsAt) refuse(`a time after its begin, ${new Date(startsAt).toISOString()}`);
  if (endsAt <= now) refuse('a time to come');
  if (endsAt - startsAt > LONGEST_DAYS * DAY_MS) refuse(`one at most ${LONGEST_DAYS} days after its begin`);
}
