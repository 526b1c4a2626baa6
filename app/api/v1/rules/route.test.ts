import { beforeAll, describe, expect, it } from 'vitest';
import { ruleAnswerSchema } from '../../../../lib/contracts/action.ts';
import { ruleListSchema, rulePreviewSchema } from '../../../../lib/contracts/rule.ts';
import type { Database } from '../../../../lib/db/client.ts';
import { syncRuleLayers } from '../../../../lib/store/rule-settings.ts';
import { POOL_KEY, storeOutage } from '../../../../lib/testing/outage.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { GET as preview, POST as previewUnsaved } from './[id]/preview/route.ts';
import { DELETE as clear, PUT as set } from './[id]/route.ts';
import { GET as list } from './route.ts';

let db: Database;

beforeAll(async () => {
  db = await makeDatabase();
  await storeOutage(db, Date.now());
});

const listed = async (query: Record<string, string> = {}) =>
  ruleListSchema.parse(await (await list(ask({ path: `rules?${new URLSearchParams(query)}` }))).json()).rules;
const put = (id: string, body: object) =>
  set(ask({ method: 'PUT', path: `rules/${id}`, body: { by: 'Ada', ...body } }), params({ id }));
const cleared = (id: string, query: Record<string, string>) =>
  clear(
    ask({ method: 'DELETE', path: `rules/${id}?${new URLSearchParams({ by: 'Ada', ...query })}` }),
    params({ id }),
  );

describe('GET /api/v1/rules', () => {
  it('tells every rule, with what its limits mean', async () => {
    const rules = await listed();
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['pair-not-healthy', 'monitor-blind']));
    const use = rules.find(({ id }) => id === 'pool-use-high');
    for (const { limits } of use?.levels ?? [])
      expect(Object.keys(limits)).toEqual(Object.keys(use?.limits ?? {}));
    expect(use).toMatchObject({ enabled: true, about: 'pool', layers: [] });
  });

  it('tells of a pair what can be about it, of a pool what can be about that', async () => {
    expect((await listed({ pair: 'office' })).some(({ about }) => about === 'pairwatch')).toBe(false);
    const ofPool = await listed({ pair: 'office', pool: POOL_KEY });
    expect(new Set(ofPool.map(({ about }) => about))).toEqual(new Set(['pool']));
  });

  it.each([
    ['pair=depot', 404, 'depot'],
    ['pool=x', 400, 'pool'],
    ['pair=office&pool=x', 400, 'pairs/office/pools'],
  ])('refuses %s', async (query, status, words) => {
    const problem = await problemIn(await list(ask({ path: `rules?${query}` })));
    expect([problem.status, problem.detail]).toEqual([status, expect.stringContaining(words)]);
  });
});

describe('PUT and DELETE /api/v1/rules/ID', () => {
  const percentOf = async (query: Record<string, string>) => {
    const rule = (await listed(query)).find(({ id }) => id === 'pool-use-high');
    return rule?.levels.find(({ severity }) => severity === 'warning')?.limits.percent;
  };

  it('changes a rule at a place and below it, the nearest winning, and puts it back', async () => {
    const usual = await percentOf({});
    const warning = (percent: number) => ({ options: { warning: { limits: { percent } } } });
    const everywhere = await put('pool-use-high', warning(71));
    expect(ruleAnswerSchema.parse(await everywhere.json()).rule.layers).toMatchObject([
      { pair: null, pool: null, origin: 'database', by: 'Ada' },
    ]);
    expect((await put('pool-use-high', { pair: 'office', ...warning(72) })).status).toBe(200);
    const place = { pair: 'office', pool: POOL_KEY };
    const nearest = ruleAnswerSchema.parse(
      await (await put('pool-use-high', { ...place, ...warning(73) })).json(),
    );
    expect(nearest.rule.layers.map((layer) => layer.pool ?? layer.pair)).toEqual([null, 'office', POOL_KEY]);
    expect([await percentOf({}), await percentOf({ pair: 'office' }), await percentOf(place)]).toEqual([
      71, 72, 73,
    ]);

    expect((await cleared('pool-use-high', place)).status).toBe(200);
    expect(await percentOf(place)).toBe(72);
    expect((await cleared('pool-use-high', { pair: 'office' })).status).toBe(200);
    expect((await cleared('pool-use-high', {})).status).toBe(200);
    expect(await percentOf({})).toBe(usual);
    expect((await problemIn(await cleared('pool-use-high', {}))).status).toBe(404);
  });

  it('turns a rule off', async () => {
    const { rule } = ruleAnswerSchema.parse(
      await (await put('clocks', { options: { enabled: false } })).json(),
    );
    expect([rule.enabled, rule.levels]).toEqual([false, []]);
    await cleared('clocks', {});
  });

  it('leaves what stands in pairwatch.yaml alone', async () => {
    const layer = { rule: 'clocks', pair: 'office', pool: null, options: { enabled: false } };
    await db.write((tx) => syncRuleLayers(tx, [layer], Date.now()));
    const problem = await problemIn(await put('clocks', { pair: 'office', options: {} }));
    expect(problem).toMatchObject({ status: 409, type: 'urn:pairwatch:problem:read-only' });
  });

  it('names every limit that is wrong', async () => {
    const options = { warning: { limits: { percent: 300, procent: 85 } } };
    const problem = await problemIn(await put('pool-use-high', { options }));
    expect(problem.errors).toEqual([
      { path: 'options.warning.limits.percent', found: '300', expected: '1 to 100 %' },
      { path: 'options.warning.limits.procent', found: '85', expected: 'one of percent, free, size, rearm' },
    ]);
  });

  it.each([
    ['pool-use-high', { options: { warning: 'on' } }, 'options.warning'],
    ['pool-use-high', { options: { warning: { forMs: -1 } } }, 'options.warning.forMs'],
    ['pool-use-high', { options: { noData: 'page' } }, 'options.noData'],
    ['pool-use-high', { pool: POOL_KEY, options: {} }, 'pool'],
  ])('refuses %s with %j', async (id, body, path) => {
    const problem = await problemIn(await put(id, body));
    expect([problem.status, problem.errors?.map((each) => each.path)]).toEqual([400, [path]]);
  });

  it.each([
    ['clocks', { pair: 'office', pool: POOL_KEY, options: {} }, 'expected is no pool'],
    ['monitor-blind', { pair: 'office', options: {} }, 'expected is neither pair nor pool'],
    ['pool-use-high', { pair: 'office', pool: 'x', options: {} }, 'no pool of the key "x"'],
  ])('refuses a place where %s is no other: %j', async (id, body, words) => {
    const problem = await problemIn(await put(id, body));
    expect([problem.status, problem.detail]).toEqual([400, expect.stringContaining(words)]);
  });
});

describe('/api/v1/rules/ID/preview', () => {
  const get = (id: string, query = 'pair=office&days=7') =>
    preview(ask({ path: `rules/${id}/preview?${query}` }), params({ id }));
  const post = (id: string, body: object) =>
    previewUnsaved(ask({ method: 'POST', path: `rules/${id}/preview`, body }), params({ id }));

  it('tells what fired in the time asked for, as the rule stands and as it might', async () => {
    const stands = rulePreviewSchema.parse(await (await get('pool-use-high')).json());
    expect(Date.parse(stands.to) - Date.parse(stands.from)).toBe(7 * 86_400_000);
    const body = { pair: 'office', options: { warning: { limits: { percent: 1 } } } };
    expect(rulePreviewSchema.parse(await (await post('pool-use-high', body)).json()).pair).toBe('office');
  });

  it('says of a rule about Pairwatch itself why it can not', async () => {
    const answer = rulePreviewSchema.parse(await (await get('monitor-blind')).json());
    expect([answer.firings, answer.notKnown]).toEqual([[], expect.any(String)]);
  });

  it.each([
    ['days=7', 400],
    ['pair=office&days=0', 400],
    ['pair=depot', 404],
  ])('refuses %s', async (query, status) => {
    expect((await problemIn(await get('pool-use-high', query))).status).toBe(status);
  });

  it('knows no other rule, and no limit that the rule has not', async () => {
    expect((await problemIn(await get('no-rule'))).status).toBe(404);
    const body = { pair: 'office', options: { critical: { limits: { x: 1 } } } };
    expect((await problemIn(await post('pool-use-high', body))).errors?.[0]?.path).toBe(
      'options.critical.limits.x',
    );
  });
});
