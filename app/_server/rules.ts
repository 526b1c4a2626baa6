import { RULES, type RuleKind, ruleKind } from '../../lib/alerts/catalogue.ts';
import { checkOptions } from '../../lib/alerts/rule-book.ts';
import type { RuleAnswerDto, RuleInput } from '../../lib/contracts/action.ts';
import type { RuleListDto, RuleOptions } from '../../lib/contracts/rule.ts';
import type { Tx } from '../../lib/db/client.ts';
import { clearRuleOptions as clear } from '../../lib/store/actions/clear-rule-options.ts';
import { setRuleOptions as set } from '../../lib/store/actions/set-rule-options.ts';
import { listPools } from '../../lib/store/pools.ts';
import { listRuleLayers } from '../../lib/store/rule-settings.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { Problem, pairUnknown, resourceUnknown, unfitBody } from './problem.ts';
import { type RulePlace, ruleDto } from './rule-dto.ts';

/** The rules that can say something at a place, as they stand there. Throws `Problem`, as all here do. */
export function readRules(place: RulePlace): Promise<RuleListDto> {
  const now = Date.now();
  return readDatabase(async (tx) => {
    await checkPlace(tx, place, now);
    const layers = await listRuleLayers(tx);
    const rules = RULES.filter((kind) => isAbout(kind, place)).map((kind) => ruleDto(kind, layers, place));
    return { now: new Date(now).toISOString(), rules };
  });
}

/** Puts what is wanted otherwise of a rule at a place in the place of what was before. */
export function setRuleOptions(id: string, { by, options, ...place }: RuleInput): Promise<RuleAnswerDto> {
  const kind = ruleOf(id);
  checkRuleOptions(kind, options);
  return change(kind, place, (tx, now) => set(tx, { rule: id, ...place, options, by, now }));
}

/** Has a rule at a place be again as it is around it. */
export function clearRuleOptions(id: string, { by, ...place }: RulePlace & { by: string }) {
  return change(ruleOf(id), place, (tx, now) => clear(tx, { rule: id, ...place, by, now }));
}

function change(
  kind: RuleKind,
  place: RulePlace,
  write: (tx: Tx, now: number) => Promise<void>,
): Promise<RuleAnswerDto> {
  if (!isAbout(kind, place)) throw notThere(kind, place);
  const now = Date.now();
  return writeDatabase(async (tx) => {
    await checkPlace(tx, place, now);
    await write(tx, now);
    return { now: new Date(now).toISOString(), rule: ruleDto(kind, await listRuleLayers(tx), place) };
  });
}

export function ruleOf(id: string): RuleKind {
  const kind = ruleKind(id);
  if (kind === null) throw resourceUnknown('rule', id, '/api/v1/rules');
  return kind;
}

/** Whether a rule can be otherwise there than around it. */
function isAbout({ about }: RuleKind, { pair, pool }: RulePlace): boolean {
  if (pool !== null) return about === 'pool';
  return pair === null || about !== 'pairwatch';
}

function notThere({ id, about }: RuleKind, { pool }: RulePlace): Problem {
  const found = pool === null ? 'pair' : 'pool';
  const expected = about === 'pairwatch' ? 'neither pair nor pool' : 'no pool';
  const detail = `${found} is given for the rule "${id}", which is about ${about === 'pairwatch' ? 'Pairwatch itself' : `a ${about}`}; expected is ${expected}.`;
  return new Problem('bad-request', 400, 'The rule is the same there', detail);
}

/** Throws `Problem` for a pair or pool that there is not. */
export async function checkPlace(tx: Tx, { pair, pool }: RulePlace, now: number): Promise<void> {
  if (pair === null) return;
  const found = await listPools(tx, pair, now);
  if (found === null) throw pairUnknown(pair);
  if (pool === null || found.pools.some(({ key }) => key === pool)) return;
  const list = `/api/v1/pairs/${encodeURIComponent(pair)}/pools`;
  throw new Problem(
    'bad-request',
    400,
    'No such pool',
    `The pair "${pair}" has no pool of the key "${pool}"; GET ${list} lists those it has.`,
  );
}

/** Throws `Problem` for limits that a rule does not have, or that are out of their range: every mistake at once. */
export function checkRuleOptions(kind: RuleKind, options: RuleOptions): void {
  const mistakes = checkOptions(kind, options).map(({ path, expected }) => ({
    path: ['options', ...path],
    expected,
  }));
  if (mistakes.length > 0) throw unfitBody(mistakes, { options });
}
