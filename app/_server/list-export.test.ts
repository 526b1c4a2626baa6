import { expect, it } from 'vitest';
import { csvLine } from '../../lib/contracts/csv.ts';
import { INCIDENT_CSV } from '../../lib/contracts/list-csv.ts';
import { storeOutage } from '../../lib/testing/outage.ts';
import { GET as alerts } from '../api/v1/alerts/route.ts';
import { GET as deliveries } from '../api/v1/deliveries/route.ts';
import { GET as incidents } from '../api/v1/incidents/route.ts';
import { ask, makeDatabase } from '../testing/api.ts';
import { answer } from './answer.ts';
import { exportList } from './list-export.ts';

const LISTS = { alerts, incidents, deliveries } as const;

it.each(Object.keys(LISTS) as (keyof typeof LISTS)[])(
  'gives all %s as CSV, by format or by Accept',
  async (list) => {
    await storeOutage(await makeDatabase(), Date.now());
    const search = list === 'alerts' ? '?phase=all&limit=1' : '?limit=1';
    const asJson = await LISTS[list](ask({ path: `${list}${search.replace('limit=1', 'limit=200')}` }));
    const rows: { id: string | number }[] = (await asJson.json())[list];
    expect(rows.length).toBeGreaterThan(0);
    const byFormat = await LISTS[list](ask({ path: `${list}${search}&format=csv` }));
    expect(byFormat.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(byFormat.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="${list}-\\d{4}-\\d\\d-\\d\\d\\.csv"$`),
    );
    const text = await byFormat.text();
    const ids = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(ids).toEqual(rows.map(({ id }) => String(id)));
    const request = ask({ path: `${list}${search}` });
    request.headers.set('Accept', 'text/csv');
    expect(await (await LISTS[list](request)).text()).toBe(text);
  },
);

it('goes on page by page, says where it was cut or stopped, and lets no text be a formula', async () => {
  const shape = { header: csvLine(['name']), line: (name: string) => csvLine([name]) };
  const pages = [['=1+1', 'b'], [], ['c']];
  const pageAt = async (before: string | number | null) => {
    const at = Number(before ?? 0);
    const rows = pages[at];
    if (!rows) throw new Error('the database is gone');
    return { rows, nextBefore: at === 2 ? null : at + 1 };
  };
  const told = async (most?: number, at = pageAt) =>
    (await answer(ask({ path: 'alerts' }), 'viewer', () => exportList('names', shape, at, most))).text();
  expect(await told()).toBe("name\r\n'=1+1\r\nb\r\nc\r\n");
  expect(await told(3)).toBe(await told());
  expect(await told(2)).toContain('Cut after 2 rows');
  const endless = async (before: string | number | null) => ({ ...(await pageAt(before)), nextBefore: 3 });
  expect(await told(undefined, endless)).toContain('Stopped after 2 rows');
  expect(INCIDENT_CSV.header).toContain('opened (UTC)');
});
