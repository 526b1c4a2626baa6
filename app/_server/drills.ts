import type { DrillAnswerDto, DrillInput, DrillListDto } from '../../lib/contracts/drill-request.ts';
import type { Tx } from '../../lib/db/client.ts';
import {
  abandonDrill,
  beginDrill,
  endDrill,
  makeDrill,
  noteDrill,
  signDrill,
} from '../../lib/store/actions/drill.ts';
import { drillAnswer, pairDrills } from '../../lib/store/drills/answers.ts';
import { VERSION } from '../../lib/version.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { pathId } from './path-id.ts';
import { pairUnknown, resourceUnknown } from './problem.ts';

const LIST = '/api/v1/pairs/PAIR/drills';
/** A page or a program asks for it; who signs it says so. */
const GENERATED = { by: 'Pairwatch', productVersion: VERSION };

/** The drills of a pair, the newest first. Throws `Problem`, as all here do. */
export async function readDrills(pair: string): Promise<DrillListDto> {
  const found = await readDatabase((tx) => pairDrills(tx, pair, Date.now()));
  if (found === null) throw pairUnknown(pair);
  return found;
}

/** One drill as it stands. */
export function readDrill(id: string): Promise<DrillAnswerDto> {
  return readDatabase((tx) => answerOf(tx, drillId(id), Date.now()));
}

export function planDrill(pair: string, input: DrillInput): Promise<DrillAnswerDto> {
  const now = Date.now();
  return writeDatabase(async (tx) => answerOf(tx, await makeDrill(tx, { pair, ...input, now }), now));
}

type Act = { by: string };

export const beginPlanned = (id: string, act: Act & { override: string | null }) =>
  change(id, (tx, step) => beginDrill(tx, { ...act, ...step }));
export const abandon = (id: string, act: Act & { reason: string }) =>
  change(id, (tx, step) => abandonDrill(tx, { ...act, ...step }));
export const end = (id: string, act: Act) => change(id, (tx, step) => endDrill(tx, { ...act, ...step }));
export const sign = (id: string, act: Act) => change(id, (tx, step) => signDrill(tx, { ...act, ...step }));
export const note = (id: string, act: Act & { text: string }) =>
  change(id, (tx, step) => noteDrill(tx, { ...act, ...step }));

function change(
  id: string,
  act: (tx: Tx, step: { id: number; now: number }) => Promise<void>,
): Promise<DrillAnswerDto> {
  const now = Date.now();
  return writeDatabase(async (tx) => {
    const step = { id: drillId(id), now };
    await act(tx, step);
    return answerOf(tx, step.id, now);
  });
}

const drillId = (id: string): number => pathId(id, 'drill', LIST);

async function answerOf(tx: Tx, id: number, now: number): Promise<DrillAnswerDto> {
  const answer = await drillAnswer(tx, id, GENERATED, now);
  if (answer === null) throw resourceUnknown('drill', String(id), LIST);
  return answer;
}
