import {
  type PracticeAnswerDto,
  type PracticeChange,
  type PracticeCode,
  type PracticeListDto,
  type PracticeQuery,
  type PracticeRunInput,
  type PracticeRunListDto,
  type PracticeRunQuery,
  practiceCodeSchema,
} from '../../lib/contracts/practice.ts';
import type { Tx } from '../../lib/db/client.ts';
import { changePractice as change, doPractice as run } from '../../lib/store/actions/practice.ts';
import { listRuns } from '../../lib/store/practice-runs.ts';
import { findPractice, listPractices } from '../../lib/store/practices.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { checkPairKnown } from './known-pair.ts';
import { pairUnknown, resourceUnknown } from './problem.ts';

const LIST = '/api/v1/practices';

type Place = { pair: string; code: string };

/** The duties of all pairs, or of one. Throws `Problem`, as all here do. */
export async function readPractices({ pair }: PracticeQuery): Promise<PracticeListDto> {
  const now = Date.now();
  const pairs = await readDatabase(async (tx) => {
    await checkPairKnown(tx, pair, now);
    return listPractices(tx, { pair, now });
  });
  return { now: new Date(now).toISOString(), pairs };
}

/** The times a duty of a pair was done, the latest first. */
export async function readPracticeRuns(
  { pair, code }: Place,
  query: PracticeRunQuery,
): Promise<PracticeRunListDto> {
  const now = Date.now();
  const found = await readDatabase((tx) => listRuns(tx, pair, known(code), query));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}

/** Says who has a duty, how often it comes, and whether it is wanted. */
export function changePractice(place: Place, body: PracticeChange): Promise<PracticeAnswerDto> {
  return write(place, (tx, of) => change(tx, { ...body, ...of }));
}

/** Does a duty now. */
export function doPractice(place: Place, body: PracticeRunInput): Promise<PracticeAnswerDto> {
  return write(place, (tx, of) => run(tx, { ...body, ...of }));
}

type Of = { pair: string; code: PracticeCode; now: number };

function write(
  { pair, code: text }: Place,
  act: (tx: Tx, of: Of) => Promise<void>,
): Promise<PracticeAnswerDto> {
  const of = { pair, code: known(text), now: Date.now() };
  return writeDatabase(async (tx) => {
    await act(tx, of);
    const practice = await findPractice(tx, of);
    if (practice === null) throw pairUnknown(pair);
    return { now: new Date(of.now).toISOString(), pair, practice: practice.dto };
  });
}

function known(code: string): PracticeCode {
  const parsed = practiceCodeSchema.safeParse(code);
  if (!parsed.success) throw resourceUnknown('duty', code, LIST);
  return parsed.data;
}
