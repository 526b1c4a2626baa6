import { beforeAll, describe, expect, it } from 'vitest';
import { alertAnswerSchema } from '../../../../lib/contracts/action.ts';
import { alertListSchema } from '../../../../lib/contracts/alert.ts';
import { storeOutage } from '../../../../lib/testing/outage.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { POST as acknowledge } from './[id]/acknowledge/route.ts';
import { GET as one } from './[id]/route.ts';
import { GET as list, POST as refused } from './route.ts';

let outage: Awaited<ReturnType<typeof storeOutage>>;

beforeAll(async () => {
  outage = await storeOutage(await makeDatabase(), Date.now());
});

const listed = async (query = '') =>
  alertListSchema.parse(await (await list(ask({ path: `alerts${query}` }))).json()).alerts;

describe('GET /api/v1/alerts', () => {
  it('tells those that fire first, the worst at the top', async () => {
    expect((await listed()).map(({ rule }) => rule)).toEqual([
      'pair-not-healthy',
      'pool-use-high',
      'monitor-blind',
    ]);
    expect((await listed('?pair=office')).map(({ pair }) => pair)).toEqual(['office', 'office']);
  });

  it.each([
    ['?phase=old', 'phase', 'active, resolved or all'],
    ['?limit=0', 'limit', 'a whole number from 1 to 200'],
    ['?before=99999999999', 'before', 'what nextBefore gave'],
  ])('says what of %s it does not understand', async (query, path, expected) => {
    const problem = await problemIn(await list(ask({ path: `alerts${query}` })));
    expect(problem.errors).toEqual([expect.objectContaining({ path, expected })]);
  });

  it('knows no other pair', async () => {
    const problem = await problemIn(await list(ask({ path: 'alerts?pair=depot' })));
    expect(problem).toMatchObject({ status: 404, type: 'urn:pairwatch:problem:pair-unknown' });
  });

  it('can only be read', async () => {
    const response = refused(ask({ method: 'POST', path: 'alerts' }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('GET /api/v1/alerts/ID', () => {
  it('tells one alert', async () => {
    const id = String(outage.loneAlertId);
    const answer = alertAnswerSchema.parse(
      await (await one(ask({ path: `alerts/${id}` }), params({ id }))).json(),
    );
    expect(answer.alert).toMatchObject({ id: outage.loneAlertId, rule: 'pool-use-high', phase: 'firing' });
  });

  it.each(['4711', '0', '1e3', 'x', '99999999999999'])('knows no alert %s', async (id) => {
    expect((await one(ask({ path: `alerts/${id}` }), params({ id }))).status).toBe(404);
  });
});

describe('POST /api/v1/alerts/ID/acknowledge', () => {
  const send = (by: string, note?: string) => {
    const id = String(outage.loneAlertId);
    const path = `alerts/${id}/acknowledge`;
    return acknowledge(ask({ method: 'POST', path, body: { by, ...(note && { note }) } }), params({ id }));
  };

  it('keeps who looks after it, once', async () => {
    const response = await send(' Ada ', 'On my way.');
    const { alert } = alertAnswerSchema.parse(await response.json());
    expect(alert.acknowledgement).toMatchObject({ by: 'Ada', note: 'On my way.' });
    expect((await send('Ada')).status).toBe(200);
    const problem = await problemIn(await send('Grace'));
    expect([problem.status, problem.detail]).toEqual([409, expect.stringContaining('Ada')]);
  });
});
