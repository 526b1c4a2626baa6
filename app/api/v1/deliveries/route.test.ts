import { beforeAll, describe, expect, it } from 'vitest';
import { deliveryAnswerSchema, deliveryListSchema } from '../../../../lib/contracts/delivery.ts';
import { storeOutage } from '../../../../lib/testing/outage.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { POST as replay } from './[id]/replay/route.ts';
import { GET as one } from './[id]/route.ts';
import { GET as list } from './route.ts';

let outage: Awaited<ReturnType<typeof storeOutage>>;

beforeAll(async () => {
  outage = await storeOutage(await makeDatabase(), Date.now());
});

const listed = async (query = '') =>
  deliveryListSchema.parse(await (await list(ask({ path: `deliveries${query}` }))).json());

describe('/api/v1/deliveries', () => {
  it('tells them newest first, page by page and by what became of them', async () => {
    const { waitingId, deadId } = outage;
    const first = await listed('?limit=1');
    expect(first.deliveries.map(({ id }) => id)).toEqual([waitingId]);
    const second = await listed(`?limit=1&before=${first.nextBefore}`);
    expect([second.deliveries.map(({ id }) => id), second.nextBefore]).toEqual([[deadId], null]);
    expect((await listed('?status=dead')).deliveries.map(({ id }) => id)).toEqual([deadId]);
    expect((await listed('?status=failed&endpoint=ops')).deliveries).toHaveLength(2);
  });

  it.each([
    ['?status=lost', 'status'],
    ['?limit=201', 'limit'],
  ])('does not understand %s', async (query, path) => {
    const problem = await problemIn(await list(ask({ path: `deliveries${query}` })));
    expect([problem.status, problem.errors?.map((each) => each.path)]).toEqual([400, [path]]);
  });

  it('knows no other endpoint', async () => {
    const problem = await problemIn(await list(ask({ path: 'deliveries?endpoint=nobody' })));
    expect([problem.status, problem.detail]).toEqual([404, expect.stringContaining('nobody')]);
  });

  it('tells one with each try and what was answered', async () => {
    const id = outage.deadId;
    const answer = deliveryAnswerSchema.parse(
      await (await one(ask({ path: `deliveries/${id}` }), params({ id }))).json(),
    );
    expect(answer.delivery.status).toBe('dead');
    expect(answer.tries).toMatchObject([{ status: 500, latencyMs: 84, answer: 'out of order' }]);
    expect((await problemIn(await one(ask({ path: 'deliveries/x' }), params({ id: 'x' })))).status).toBe(404);
  });

  it('sends one again under its own id', async () => {
    const id = outage.deadId;
    const request = ask({ method: 'POST', path: `deliveries/${id}/replay`, body: { by: 'Ada' } });
    const { delivery } = deliveryAnswerSchema.parse(await (await replay(request, params({ id }))).json());
    expect(delivery).toMatchObject({ id, status: 'waiting', endedAt: null });
  });
});
