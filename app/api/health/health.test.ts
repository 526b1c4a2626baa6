import { expect, it } from 'vitest';
import { healthSchema, liveSchema, problemSchema } from '../../../lib/contracts/health.ts';
import { storeOutage } from '../../../lib/testing/outage.ts';
import { makeDatabase } from '../../testing/api.ts';
import { GET as live } from './live/route.ts';
import { GET as ready } from './ready/route.ts';
import { GET as health } from './route.ts';

const ask = (path: string) => new Request(`http://pairwatch.test/api/health${path}`);

it('tells live from ready from degraded', async () => {
  const db = await makeDatabase();
  expect(liveSchema.parse(await (await live(ask('/live'))).json()).status).toBe('live');
  expect(liveSchema.parse(await (await ready(ask('/ready'))).json()).status).toBe('ready');

  const never = await health(ask(''));
  const { degraded } = healthSchema.partial().parse(await never.json());
  expect([never.status, degraded?.map(({ code }) => code)]).toEqual([503, ['no-collector']]);
  expect((await health(ask('?read'))).status).toBe(200);

  await storeOutage(db, Date.now());
  const working = await health(ask(''));
  const found = healthSchema
    .partial()
    .parse(await working.json())
    .degraded?.map(({ code }) => code);
  expect([working.status, found]).toEqual([200, expect.arrayContaining(['messages-given-up'])]);
});

it('is refused to whoever wants no JSON', async () => {
  const request = new Request('http://pairwatch.test/api/health/live', { headers: { accept: 'text/html' } });
  const response = await live(request);
  expect(problemSchema.parse(await response.json()).status).toBe(406);
});
