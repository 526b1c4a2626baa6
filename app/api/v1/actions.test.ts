import { beforeAll, describe, expect, it } from 'vitest';
import { storeOutage } from '../../../lib/testing/outage.ts';
import { type Asked, ask, type Method, makeDatabase, params, problemIn } from '../../testing/api.ts';
import { POST as acknowledgeAlert } from './alerts/[id]/acknowledge/route.ts';
import { POST as replayDelivery } from './deliveries/[id]/replay/route.ts';
import { POST as enableEndpoint } from './endpoints/[name]/enable/route.ts';
import { POST as replayEndpoint } from './endpoints/[name]/replay/route.ts';
import {
  PATCH as refilterEndpoint,
  DELETE as removeEndpoint,
  PUT as replaceEndpoint,
} from './endpoints/[name]/route.ts';
import { POST as testEndpoint } from './endpoints/[name]/test/route.ts';
import { POST as createEndpoint } from './endpoints/route.ts';
import { POST as acknowledgeIncident } from './incidents/[id]/acknowledge/route.ts';
import { POST as noteIncident } from './incidents/[id]/notes/route.ts';
import { DELETE as removeWindow } from './maintenance/[id]/route.ts';
import { POST as createWindow } from './maintenance/route.ts';
import { POST as previewRule } from './rules/[id]/preview/route.ts';
import { DELETE as clearRule, PUT as setRule } from './rules/[id]/route.ts';
import { POST as endSilence } from './silences/[id]/end/route.ts';
import { POST as createSilence } from './silences/route.ts';

type Action = {
  name: string;
  method: Method;
  /** `ID` stands for what is acted upon, where something is. */
  path: string;
  /** A body that fits but for `by`; null for a DELETE, which says it in its query. */
  body: object | null;
  send(request: Request, id: string): Promise<Response>;
};

const hook = { kind: 'slack', name: 'ID', url: 'https://hooks.example.net/x' };
const byId =
  (send: (request: Request, context: ReturnType<typeof params<{ id: string }>>) => Promise<Response>) =>
  (request: Request, id: string) =>
    send(request, params({ id }));
const byName =
  (send: (request: Request, context: ReturnType<typeof params<{ name: string }>>) => Promise<Response>) =>
  (request: Request, name: string) =>
    send(request, params({ name }));

/** Every request that changes something. */
const ACTIONS: Action[] = [
  {
    name: 'an acknowledged alert',
    method: 'POST',
    path: 'alerts/ID/acknowledge',
    body: {},
    send: byId(acknowledgeAlert),
  },
  {
    name: 'an acknowledged incident',
    method: 'POST',
    path: 'incidents/ID/acknowledge',
    body: {},
    send: byId(acknowledgeIncident),
  },
  {
    name: 'a note',
    method: 'POST',
    path: 'incidents/ID/notes',
    body: { text: 'x' },
    send: byId(noteIncident),
  },
  {
    name: 'a silence',
    method: 'POST',
    path: 'silences',
    body: { pair: 'office', endsAt: '2199-01-01T00:00:00Z', reason: 'x' },
    send: createSilence,
  },
  { name: 'the end of a silence', method: 'POST', path: 'silences/ID/end', body: {}, send: byId(endSilence) },
  {
    name: 'a window',
    method: 'POST',
    path: 'maintenance',
    body: {
      schedule: { kind: 'weekly', days: ['sun'], from: '02:00', to: '04:00', zone: 'UTC' },
      reason: 'x',
    },
    send: createWindow,
  },
  {
    name: 'a removed window',
    method: 'DELETE',
    path: 'maintenance/ID',
    body: null,
    send: byId(removeWindow),
  },
  { name: 'a rule', method: 'PUT', path: 'rules/ID', body: { options: {} }, send: byId(setRule) },
  { name: 'a rule put back', method: 'DELETE', path: 'rules/ID', body: null, send: byId(clearRule) },
  { name: 'an endpoint', method: 'POST', path: 'endpoints', body: hook, send: createEndpoint },
  {
    name: 'another endpoint',
    method: 'PUT',
    path: 'endpoints/ID',
    body: hook,
    send: byName(replaceEndpoint),
  },
  {
    name: 'another filter',
    method: 'PATCH',
    path: 'endpoints/ID',
    body: { pairs: null },
    send: byName(refilterEndpoint),
  },
  {
    name: 'a removed endpoint',
    method: 'DELETE',
    path: 'endpoints/ID',
    body: null,
    send: byName(removeEndpoint),
  },
  { name: 'a test', method: 'POST', path: 'endpoints/ID/test', body: {}, send: byName(testEndpoint) },
  {
    name: 'an enabled endpoint',
    method: 'POST',
    path: 'endpoints/ID/enable',
    body: {},
    send: byName(enableEndpoint),
  },
  {
    name: 'a replay',
    method: 'POST',
    path: 'endpoints/ID/replay',
    body: { since: '2026-01-01T00:00:00Z' },
    send: byName(replayEndpoint),
  },
  {
    name: 'a replayed delivery',
    method: 'POST',
    path: 'deliveries/ID/replay',
    body: {},
    send: byId(replayDelivery),
  },
];
const UPON = ACTIONS.filter(({ path }) => path.includes('ID'));
const WITH_BODY = ACTIONS.filter(({ body }) => body !== null);

function sent(
  { method, path, body, send }: Action,
  id: string,
  changes: Partial<Asked> & { by?: string } = {},
) {
  const { by = 'Ada', headers = {} } = changes;
  const named = path.replace('ID', id);
  const request =
    body === null
      ? ask({ method, path: `${named}?${new URLSearchParams({ by })}`, headers })
      : ask({
          method,
          path: named,
          body: { ...JSON.parse(JSON.stringify(body).replace('ID', id)), by },
          headers,
        });
  return send(request, id);
}

beforeAll(async () => {
  await storeOutage(await makeDatabase(), Date.now());
});

describe('each request that changes something', () => {
  it.each(ACTIONS)('is refused from another site: $name', async (action) => {
    const problem = await problemIn(await sent(action, '1', { headers: { Origin: 'https://evil.example' } }));
    expect(problem).toMatchObject({ status: 403, type: 'urn:pairwatch:problem:foreign-origin' });
  });

  it.each(WITH_BODY)('is refused as a form: $name', async (action) => {
    const response = await sent(action, '1', { headers: { 'Content-Type': 'text/plain' } });
    expect((await problemIn(response)).status).toBe(415);
  });

  it.each(ACTIONS)('is refused of nobody: $name', async (action) => {
    const problem = await problemIn(await sent(action, '1', { by: ' ' }));
    expect(problem.status).toBe(400);
    expect(problem.errors?.map(({ path }) => path)).toEqual(['by']);
  });

  it.each(UPON)('is refused upon what is not there: $name', async (action) => {
    const problem = await problemIn(await sent(action, '4711'));
    expect([problem.status, problem.detail]).toEqual([404, expect.stringContaining('4711')]);
  });
});

it('refuses a preview of another site, too: it is work', async () => {
  const headers = { Origin: 'https://evil.example' };
  const request = ask({ method: 'POST', path: 'rules/pool-use-high/preview', body: {}, headers });
  expect((await previewRule(request, params({ id: 'pool-use-high' }))).status).toBe(403);
});
