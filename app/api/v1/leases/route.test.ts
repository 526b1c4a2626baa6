import { describe, expect, it } from 'vitest';
import { allLeasesSchema, leaseGroundSchema, leaseListSchema } from '../../../../lib/contracts/lease.ts';
import { leaseQuerySchema } from '../../../../lib/contracts/lease-query.ts';
import { saveSource } from '../../../../lib/store/sources.ts';
import { address, bareRecord, leaseRecord, save } from '../../../../lib/store/testing/leases.ts';
import { health, makePair } from '../../../../lib/store/testing/samples.ts';
import { guarded } from '../../../_server/guard.ts';
import { exportLeases } from '../../../_server/lease-export.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { GET as getGround } from '../pairs/[name]/leases/ground/route.ts';
import { GET as getLeases } from '../pairs/[name]/leases/route.ts';
import { GET as getAllLeases } from './route.ts';

const db = await makeDatabase();
const { primaryId, secondaryId } = await makePair(db);
await db.write(async (tx) => {
  for (const id of [primaryId, secondaryId]) await saveSource(tx, id, health({ kind: 'leases' }));
});
const FIRST = address('10.66.1.0');
/** More than one page of an export. */
const COUNT = 700;
await save(db, primaryId, [
  leaseRecord({ address: FIRST, hostname: '=cmd()' }),
  ...Array.from({ length: COUNT - 1 }, (_, number) => bareRecord({ address: FIRST + 1 + number })),
]);

const office = (path: string) =>
  getLeases(ask({ path: `pairs/office/leases${path}` }), params({ name: 'office' }));

describe('GET /api/v1/leases', () => {
  it('answers of each pair what is found there, and how far its files may be believed', async () => {
    const answer = allLeasesSchema.parse(
      await (await getAllLeases(ask({ path: 'leases?q=10.66.1.0' }))).json(),
    );
    expect(answer).toMatchObject({
      readAs: 'ip',
      pairs: [{ pair: 'office', title: 'Head office', leases: [{ address: '10.66.1.0' }], nextCursor: null }],
      notAsked: [],
    });
    expect(answer.pairs[0]?.files.map(({ server }) => server)).toEqual(['dhcp-a', 'dhcp-b']);
  });

  it('refuses what it can not understand', async () => {
    const problem = await problemIn(await getAllLeases(ask({ path: 'leases?q=10.66.1.300' })));
    expect(problem).toMatchObject({ status: 400, errors: [{ path: 'q', found: '10.66.1.300' }] });
  });
});

describe('GET /api/v1/pairs/NAME/leases', () => {
  it('answers a page, and the ground it searched', async () => {
    const list = leaseListSchema.parse(await (await office('?limit=2')).json());
    expect(list).toMatchObject({ leases: [{}, {}], nextCursor: '10.66.1.1' });
    const ground = await getGround(ask({ path: 'pairs/office/leases/ground' }), params({ name: 'office' }));
    expect(leaseGroundSchema.parse(await ground.json()).files).toHaveLength(2);
    const nowhere = await getGround(
      ask({ path: 'pairs/nowhere/leases/ground' }),
      params({ name: 'nowhere' }),
    );
    expect(await problemIn(nowhere)).toMatchObject({ status: 404 });
  });

  it('gives all of it as a table, which no spreadsheet can be made to run', async () => {
    const response = await office('?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="leases-office-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const lines = (await response.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 2 * COUNT);
    expect(lines[1]).toContain(",'=cmd(),");
    expect(new Set(lines.slice(1).map((line) => line.split(',').slice(1, 3).join())).size).toBe(2 * COUNT);
  });

  it('gives all of it as JSON, and nothing as an empty list', async () => {
    const whole = await (await office('?format=json')).json();
    expect(whole).toMatchObject({ pair: 'office', incomplete: null });
    expect(whole.leases).toHaveLength(COUNT);
    expect(await (await office('?format=json&q=nobody')).json()).toMatchObject({
      leases: [],
      incomplete: null,
    });
  });

  it('says in its last line where it was cut', async () => {
    const query = leaseQuerySchema.parse({});
    const upTo = (format: 'csv' | 'json', most: number) =>
      guarded(ask({ path: 'pairs/office/leases' }), 'viewer', () =>
        exportLeases('office', query, format, most),
      );
    const text = await (await upTo('csv', 600)).text();
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 2 * 600 + 1);
    expect(lines.at(-1)).toContain('Cut after 600 addresses, at 10.66.3.87');
    expect(await (await upTo('json', COUNT)).json()).toMatchObject({
      incomplete: null,
    });
  });

  it('is no file at all for a pair nobody knows', async () => {
    const response = await getLeases(
      ask({ path: 'pairs/nowhere/leases?format=csv' }),
      params({ name: 'nowhere' }),
    );
    expect(await problemIn(response)).toMatchObject({ status: 404 });
  });
});
