import { beforeAll, describe, expect, it } from 'vitest';
import { eventAnswerSchema, eventListSchema } from '../../../../lib/contracts/event.ts';
import { appendEvent } from '../../../../lib/store/events.ts';
import { event, makePair, NOW } from '../../../../lib/store/testing/samples.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { GET as one } from './[id]/route.ts';
import { GET as exported } from './export/route.ts';
import { GET as list } from './route.ts';

let firstId: number;

beforeAll(async () => {
  const db = await makeDatabase();
  const { pairId, secondaryId } = await makePair(db);
  await db.write(async (tx) => {
    const told = await appendEvent(
      tx,
      event(pairId, { key: '1', serverId: secondaryId, sentence: '=cmd|"calc", it says.' }),
    );
    firstId = told.id;
    for (let number = 2; number <= 1203; number += 1)
      await appendEvent(
        tx,
        event(pairId, {
          key: `${number}`,
          kind: 'log',
          sortAt: NOW + number * 1000,
          sentence: `Line ${number}.`,
        }),
      );
  });
});

describe('GET /api/v1/events', () => {
  const told = async (query: string) => {
    const { events } = eventListSchema.parse(await (await list(ask({ path: `events?${query}` }))).json());
    return events.map(({ sentence }) => sentence);
  };
  const refused = async (query: string) => {
    const { errors } = await problemIn(await list(ask({ path: `events?${query}` })));
    return errors?.map(({ path, expected }) => [path, expected]);
  };

  it('filters by whatever is asked, and passes over what a form left empty', async () => {
    expect(await told('pair=office&server=dhcp-b&kind=&text=')).toEqual(['=cmd|"calc", it says.']);
    expect(await told('kind=state&kind=alert')).toEqual(['=cmd|"calc", it says.']);
    expect(await told('kind=log,alert&text=LINE%20777.')).toEqual(['Line 777.']);
    const from = new Date(NOW + 5000).toISOString();
    expect(await told(`from=${from}&to=${NOW + 7000}`)).toEqual(['Line 6.', 'Line 5.']);
  });

  it('says in plain words what it expects', async () => {
    const kinds =
      'one or several, separated by commas, of state, verdict, source, collector, log, finding, config, alert, incident, action, delivery';
    expect(await refused('kind=states&kind=log')).toEqual([['kind', kinds]]);
    expect(await refused('source=syslog&limit=0&before=x')).toEqual([
      ['source', 'one of omapi, pools, config, leases, log, clock, pairwatch'],
      ['limit', 'a whole number from 1 to 500'],
      ['before', 'the id of an event, as nextBefore gives it'],
    ]);
    expect(await refused('last=1y')).toEqual([['last', 'a stretch of time, such as 15m, 24h, 7d or 4w']]);
    expect(await refused('from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).toEqual([
      ['from', 'a time before to'],
    ]);
    expect(await refused('last=1h&to=2026-01-01T00:00:00Z')).toEqual([
      ['last', 'nothing beside from and to, which say the time already'],
    ]);
  });

  it('knows no other pair and no other server', async () => {
    expect((await problemIn(await list(ask({ path: 'events?pair=depot' })))).status).toBe(404);
    expect(await refused('pair=office&server=dhcp-z')).toEqual([
      ['server', 'the name of a server of the pair "office", as GET /api/v1/pairs lists them'],
    ]);
  });
});

describe('GET /api/v1/events/ID', () => {
  it('tells one with its neighbours', async () => {
    const response = await one(ask({ path: `events/${firstId}` }), params({ id: String(firstId) }));
    const { event: told, neighbours, togetherBy } = eventAnswerSchema.parse(await response.json());
    expect([told.id, togetherBy, neighbours.at(-1)?.id]).toEqual([firstId, 'minute', firstId]);
  });

  it('knows no other', async () => {
    const problem = await problemIn(await one(ask({ path: 'events/x' }), params({ id: 'x' })));
    expect(problem.detail).toBe('There is no event "x". GET /api/v1/events lists those there are.');
  });
});

describe('GET /api/v1/events/export', () => {
  it('gives all of a filter as JSON, over any number of pages', async () => {
    const response = await exported(ask({ path: 'events/export?format=json&kind=log' }));
    const { events, incomplete } = await response.json();
    expect(incomplete).toBeNull();
    expect(events.map(({ sentence }: { sentence: string }) => sentence)).toEqual(
      Array.from({ length: 1202 }, (_, index) => `Line ${1203 - index}.`),
    );
  });

  it('gives CSV that no spreadsheet runs', async () => {
    const response = await exported(ask({ path: 'events/export?kind=state&pair=office' }));
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="events-office-.*\.csv"$/,
    );
    const [head, line, ...rest] = (await response.text()).split('\r\n');
    expect(head).toContain('id,"happened (UTC, Pairwatch clock)"');
    expect(line).toContain(`,"'=cmd|""calc"", it says.",`);
    expect(rest).toEqual(['']);
  });

  it('refuses what it does not understand', async () => {
    const problem = await problemIn(await exported(ask({ path: 'events/export?format=xml' })));
    expect(problem.errors).toEqual([{ path: 'format', found: 'xml', expected: 'csv or json' }]);
  });
});
