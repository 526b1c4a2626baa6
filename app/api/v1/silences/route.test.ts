import { beforeAll, describe, expect, it } from 'vitest';
import { silenceAnswerSchema } from '../../../../lib/contracts/action.ts';
import { silenceListSchema } from '../../../../lib/contracts/silence.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { POST as end } from './[id]/end/route.ts';
import { POST as create, GET as list, PUT as refused } from './route.ts';

beforeAll(async () => {
  await makeDatabase();
});

const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();
const post = (body: object) => create(ask({ method: 'POST', path: 'silences', body }));
const asked = (changes: object = {}) => ({
  by: 'Ada',
  pair: 'office',
  endsAt: later(2 * HOUR_MS),
  reason: 'New switch.',
  ...changes,
});

describe('/api/v1/silences', () => {
  it('begins one at once, lists it, and ends it before its time', async () => {
    const response = await post(asked({ rule: 'pool-use-high' }));
    const { now, silence } = silenceAnswerSchema.parse(await response.json());
    expect([response.status, silence]).toEqual([
      201,
      expect.objectContaining({
        pair: 'office',
        rule: 'pool-use-high',
        startsAt: now,
        by: 'Ada',
        ended: null,
      }),
    ]);
    const { silences } = silenceListSchema.parse(await (await list(ask({ path: 'silences' }))).json());
    expect(silences.map(({ id }) => id)).toEqual([silence.id]);

    const id = String(silence.id);
    const send = () =>
      end(ask({ method: 'POST', path: `silences/${id}/end`, body: { by: 'Grace' } }), params({ id }));
    const ended = silenceAnswerSchema.parse(await (await send()).json());
    expect(ended.silence.ended?.by).toBe('Grace');
    expect((await problemIn(await send())).status).toBe(409);
  });

  it('takes a time with its zone', async () => {
    const endsAt = later(HOUR_MS).replace('Z', '+00:00');
    expect((await post(asked({ endsAt }))).status).toBe(201);
  });

  it.each([
    [{ pair: null }, 'pair'],
    [{ endsAt: '2026-13-01' }, 'endsAt'],
    [{ reason: '' }, 'reason'],
    [{ rule: 7 }, 'rule'],
    [{ duration: '2h' }, 'duration'],
  ])('refuses %j', async (changes, path) => {
    const problem = await problemIn(await post(asked(changes)));
    expect([problem.status, problem.errors?.map((each) => each.path)]).toEqual([400, [path]]);
  });

  it.each([
    [{ endsAt: later(-HOUR_MS) }, 'The end of the silence is'],
    [{ endsAt: later(91 * 24 * HOUR_MS) }, '90 days'],
    [{ rule: 'no-such-rule' }, 'no-such-rule'],
    [{ server: 'dhcp-x' }, 'dhcp-x'],
    [{ pool: 'nopool' }, 'nopool'],
  ])('refuses %j for what it means', async (changes, words) => {
    const problem = await problemIn(await post(asked(changes)));
    expect([problem.status, problem.detail]).toEqual([400, expect.stringContaining(words)]);
  });

  it('knows no other method', () => {
    const response = refused(ask({ method: 'PUT', path: 'silences' }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });
});
