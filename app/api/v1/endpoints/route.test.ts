import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  endpointAnswerSchema,
  removedSchema,
  replayAnswerSchema,
  testAnswerSchema,
} from '../../../../lib/contracts/action.ts';
import { endpointListSchema } from '../../../../lib/contracts/endpoint.ts';
import type { Database } from '../../../../lib/db/client.ts';
import { unseal } from '../../../../lib/secrets/seal.ts';
import { loadSecretKey } from '../../../../lib/secrets/secret-key.ts';
import { disableEndpoint, sealedEndpoints } from '../../../../lib/store/endpoints.ts';
import { findDelivery } from '../../../../lib/store/messages.ts';
import { storeOutage } from '../../../../lib/testing/outage.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { POST as enable } from './[name]/enable/route.ts';
import { POST as replay } from './[name]/replay/route.ts';
import { PATCH as refilter, DELETE as remove, PUT as replace } from './[name]/route.ts';
import { POST as test } from './[name]/test/route.ts';
import { POST as create, GET as list } from './route.ts';

const SECRET_URL = 'https://hooks.example.net/services/T0/B0/very-secret';
const CHAT = { by: 'Ada', kind: 'slack', name: 'chat', url: SECRET_URL };

let db: Database;

beforeAll(async () => {
  db = await makeDatabase();
  await storeOutage(db, Date.now());
});

const post = (body: object) => create(ask({ method: 'POST', path: 'endpoints', body }));
const put = (name: string, body: object) =>
  replace(ask({ method: 'PUT', path: `endpoints/${name}`, body }), params({ name }));
const listed = async () => {
  const text = await (await list(ask({ path: 'endpoints' }))).text();
  expect(text).not.toContain('very-secret');
  return endpointListSchema.parse(JSON.parse(text)).endpoints;
};
const channelOf = async (name: string): Promise<unknown> => {
  const found = (await db.read(sealedEndpoints)).find((endpoint) => endpoint.name === name);
  const key = await loadSecretKey({ env: {}, dataFolder: process.env.PAIRWATCH_DATA, make: false });
  return JSON.parse(unseal(key, found?.sealed ?? ''));
};

describe('/api/v1/endpoints', () => {
  it('makes one whose channel is kept sealed, and tells nothing of what is secret in it', async () => {
    const response = await post(CHAT);
    const text = await response.text();
    expect(text).not.toContain('very-secret');
    const { endpoint } = endpointAnswerSchema.parse(JSON.parse(text));
    expect([response.status, endpoint]).toEqual([
      201,
      expect.objectContaining({ name: 'chat', origin: 'database', address: 'https://hooks.example.net' }),
    ]);
    expect(await listed()).toMatchObject([{ name: 'chat' }, { name: 'ops', origin: 'settings' }]);
    expect(await channelOf('chat')).toMatchObject({ kind: 'slack', url: SECRET_URL });
    expect((await problemIn(await post(CHAT))).status).toBe(409);
  });

  it('replaces one under its name alone', async () => {
    const url = 'https://other.example.net/x';
    const { endpoint } = endpointAnswerSchema.parse(await (await put('chat', { ...CHAT, url })).json());
    expect(endpoint.address).toBe('https://other.example.net');
    expect(await channelOf('chat')).toMatchObject({ url });
    const problem = await problemIn(await put('chat', { ...CHAT, name: 'talk' }));
    expect(problem.errors).toEqual([{ path: 'name', found: '"talk"', expected: '"chat"' }]);
  });

  it('seals nothing with a new key while the one of others is gone', async () => {
    const path = join(process.env.PAIRWATCH_DATA ?? '', 'secret.key');
    renameSync(path, `${path}.away`);
    for (const response of [await post({ ...CHAT, name: 'second' }), await put('chat', CHAT)]) {
      const problem = await problemIn(response);
      expect([problem.status, problem.detail]).toEqual([503, expect.stringContaining('is gone')]);
    }
    expect(existsSync(path)).toBe(false);
    renameSync(`${path}.away`, path);
  });

  it('changes what one is told of and leaves the rest', async () => {
    const patch = (body: object) =>
      refilter(
        ask({ method: 'PATCH', path: 'endpoints/chat', body: { by: 'Ada', ...body } }),
        params({ name: 'chat' }),
      );
    await patch({ pairs: ['office'], severities: ['critical'] });
    const { endpoint } = endpointAnswerSchema.parse(await (await patch({ kinds: ['incident'] })).json());
    expect(endpoint.filter).toEqual({ pairs: ['office'], severities: ['critical'], kinds: ['incident'] });
    const all = endpointAnswerSchema.parse(await (await patch({ pairs: null })).json());
    expect(all.endpoint.filter.pairs).toBeNull();
    expect(await channelOf('chat')).toMatchObject({ url: 'https://other.example.net/x' });
  });

  it('has one that was disabled told again', async () => {
    const send = () =>
      enable(
        ask({ method: 'POST', path: 'endpoints/chat/enable', body: { by: 'Ada' } }),
        params({ name: 'chat' }),
      );
    expect((await problemIn(await send())).status).toBe(409);
    await db.write((tx) => disableEndpoint(tx, 'chat', 'It is gone (410).', Date.now()));
    expect(endpointAnswerSchema.parse(await (await send()).json()).endpoint.disabled).toBeNull();
  });

  it('writes a test, which is a delivery', async () => {
    const request = ask({ method: 'POST', path: 'endpoints/chat/test', body: { by: 'Ada' } });
    const { id } = testAnswerSchema.parse(await (await test(request, params({ name: 'chat' }))).json());
    const found = await db.read((tx) => findDelivery(tx, id));
    expect(found?.delivery).toMatchObject({ endpoint: 'chat', type: 'test', status: 'waiting' });
  });

  it('sends again what was given up since a time', async () => {
    const send = (body: object) =>
      replay(
        ask({ method: 'POST', path: 'endpoints/ops/replay', body: { by: 'Ada', ...body } }),
        params({ name: 'ops' }),
      );
    const since = new Date(Date.now() - 3_600_000).toISOString();
    expect(replayAnswerSchema.parse(await (await send({ since })).json()).replayed).toBe(2);
    expect((await problemIn(await send({ since: '2h' }))).errors?.[0]?.path).toBe('since');
  });

  it('removes one, but none of pairwatch.yaml', async () => {
    const send = (name: string) =>
      remove(ask({ method: 'DELETE', path: `endpoints/${name}?by=Ada` }), params({ name }));
    expect(removedSchema.parse(await (await send('chat')).json()).removed).toBe('chat');
    expect((await listed()).map(({ name }) => name)).toEqual(['ops']);
    const problem = await problemIn(await send('ops'));
    expect([problem.status, problem.detail]).toEqual([409, expect.stringContaining('pairwatch.yaml')]);
  });

  it.each([
    [{ kind: 'irc' }, 'kind'],
    [{ name: 'Chat Room' }, 'name'],
    [{ url: 'ftp://very-secret' }, 'url'],
    [{ headers: { Authorization: 'very-secret\n' } }, 'headers.Authorization'],
    [{ allow: ['everything'] }, 'allow.0'],
    [{ token: 'very-secret' }, 'token'],
  ])('refuses %j without telling secrets', async (changes, path) => {
    const problem = await problemIn(await post({ ...CHAT, name: 'second', ...changes }));
    expect([problem.status, problem.errors?.map((each) => each.path)]).toEqual([400, [path]]);
    expect(JSON.stringify(problem)).not.toContain('very-secret');
  });
});
