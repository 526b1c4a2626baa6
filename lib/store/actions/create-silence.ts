import { ruleKind } from '../../alerts/catalogue.ts';
import type { SilenceDto } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { silenceDto, silencedWords } from '../silences.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

export type NewSilence = {
  /** Each null: any. The pair's name need not be there yet. */
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
/** So many of what there is does a refusal name. */
const NAMED_AT_MOST = 10;

/** Nobody is told of these alerts for a while: for 90 days at most. */
export async function createSilence(tx: Tx, act: NewSilence): Promise<SilenceDto> {
  const { pair, rule, server, pool, now } = act;
  const by = checkedText(act.by, 'the name of who silences');
  const reason = checkedText(act.reason, 'a reason');
  checkTimes(act);
  if (rule !== null && ruleKind(rule) === null) {
    throw new ActionError('invalid', `Found the rule “${rule}”, expected the id of a rule there is.`);
  }
  await checkSubject(tx, act);
  const times = { startsAt: toDate(act.startsAt), endsAt: toDate(act.endsAt) };
  const columns = { pair, rule, server, pool, reason, ...times };
  const row = await tx.silence.create({ data: { ...columns, actor: by, createdAt: toDate(now) } });
  await tellAction(tx, {
    key: `silence:${row.id}`,
    pair: { name: pair },
    to: 'silenced',
    sentence: `${by} silenced ${silencedWords(row)} until ${utcMinute(act.endsAt)}: ${reason}`,
    by,
    now,
    topics: ['rules'],
    after: { ...columns, ...times },
  });
  return silenceDto(row);
}

/** Throws for a server or a pool that is not there: nobody would notice that the silence never holds. */
async function checkSubject(tx: Tx, { pair, server, pool }: NewSilence): Promise<void> {
  const present = { removedAt: null, pair: { removedAt: null, ...(pair !== null && { name: pair }) } };
  const of = pair === null ? '' : ` of pair ${pair}`;
  if (server !== null) {
    const servers = await tx.server.findMany({ where: present, orderBy: { name: 'asc' } });
    checkPresent(server, { what: `server${of}`, there: servers.map(({ name }) => name) });
  }
  if (pool !== null) {
    const pools = await tx.pool.findMany({ where: present, orderBy: { position: 'asc' } });
    checkPresent(pool, { what: `pool${of}`, there: pools.map(({ key }) => key) });
  }
}

function checkPresent(found: string, { what, there }: { what: string; there: readonly string[] }): void {
  if (there.includes(found)) return;
  const more = there.length > NAMED_AT_MOST ? ` and ${there.length - NAMED_AT_MOST} more` : '';
  const named = there.length === 0 ? 'none yet' : `${there.slice(0, NAMED_AT_MOST).join(', ')}${more}`;
  throw new ActionError('invalid', `There is no ${what} “${found}”; there is ${named}.`);
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
