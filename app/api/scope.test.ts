import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../lib/openapi/document.ts';
import type { Operation } from '../../lib/openapi/operation.ts';
import { createToken } from '../../lib/store/tokens.ts';
import { OF_OFFICE, storeSecretPair } from '../../lib/testing/secret-pair.ts';
import { GET as metrics } from '../metrics/route.ts';
import { ask, type Method, makeDatabase, params } from '../testing/api.ts';

type Handler = (request: Request, context: object) => Promise<Response>;
const routes = import.meta.glob<Partial<Record<Method, Handler>>>('./v1/**/route.ts');

type Places = Record<string, string>;
/** What stands in the places of a path, by the path up to there: of the pair `office`. */
let ofOffice: Places;
let branchId: number;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  const db = await makeDatabase();
  const now = Date.now();
  const ids = await storeSecretPair(db, now);
  branchId = ids.branchId;
  const rows = await db.read(async (tx) => ({
    event: await tx.event.findFirstOrThrow({ where: { pairId: ids.pairId } }),
    version: await tx.configVersion.findFirstOrThrow(),
    drill: await tx.drill.findFirstOrThrow(),
    note: await tx.incidentNote.findFirstOrThrow(),
    task: await tx.incidentTask.findFirstOrThrow(),
    silence: await tx.silence.findFirstOrThrow(),
    window: await tx.maintenanceWindow.findFirstOrThrow(),
    schedule: await tx.reportSchedule.findFirstOrThrow(),
  }));
  ofOffice = {
    '/pairs/{name}': 'office',
    '/pairs/{name}/{part}': 'clocks',
    '/pairs/{name}/pools/{id}': String(ids.poolId),
    '/pairs/{name}/leases/{address}': '10.66.1.10',
    '/pairs/{name}/config/versions/{id}': String(rows.version.id),
    '/alerts/{id}': String(ids.alertId),
    '/incidents/{id}': String(ids.incidentId),
    '/incidents/{id}/notes/{note}': String(rows.note.id),
    '/incidents/{id}/tasks/{task}': String(rows.task.id),
    '/deliveries/{id}': ids.waitingId,
    '/events/{id}': String(rows.event.id),
    '/drills/{id}': String(rows.drill.id),
    '/silences/{id}': String(rows.silence.id),
    '/maintenance/{id}': String(rows.window.id),
    '/report-schedules/{id}': String(rows.schedule.id),
    '/reports/{id}': String(ids.reportId),
    '/settings/pairs/{name}': 'canary',
    '/endpoints/{name}': 'canary-team',
    '/schemas/{type}': 'test',
    '/rules/{id}': 'pool-use-high',
    '/practices/{pair}': 'office',
    '/practices/{pair}/{code}': 'clock-check',
    '/users/{id}': 'canary-user',
    '/account/sessions/{id}': 'canary-session',
  };
  const at = new Date(now);
  const user = { id: 'canary-user', name: 'canary', email: 'canary@example.net', emailVerified: false };
  const session = { id: 'canary-session', userId: user.id, token: 'canary-cookie', expiresAt: at };
  await db.write(async (tx) => {
    await tx.user.create({ data: { ...user, createdAt: at, updatedAt: at } });
    await tx.session.create({ data: { ...session, createdAt: at, updatedAt: at } });
  });
  for (const pair of ['office', 'branch', null]) {
    const name = pair ?? 'all';
    const pairs = pair === null ? null : [pair];
    const made = { name, role: 'operator', pairs, expiresAt: null, by: 'canary', now } as const;
    tokens[name] = await db.write(async (tx) => {
      const token = await createToken(tx, made);
      // No admin is held to some pairs; these are, so that what admins alone may ask for is looked through as well.
      await tx.apiToken.updateMany({ where: { name }, data: { role: 'admin' } });
      return token;
    });
    const { id } = await db.read((tx) => tx.apiToken.findFirstOrThrow({ where: { name } }));
    if (pair === 'office') ofOffice['/tokens/{id}'] = String(id);
  }
});

function placesOf(path: string): Places {
  const found: Places = {};
  for (const match of path.matchAll(/\{(\w+)\}/g)) {
    const value = ofOffice[path.slice(0, match.index + match[0].length)];
    if (value === undefined) throw new Error(`${path}: nothing is stored for ${match[0]}`);
    found[match[1] ?? ''] = value;
  }
  return found;
}

/** Each path is asked with these, and without any. */
const QUERIES: Record<string, readonly string[]> = {
  '/rules': ['?pair=office'],
  '/rules/{id}/preview': ['?pair=office'],
  '/pairs/{name}/leases': ['?q=10.66.1.10', '?q=10.66.1.10&format=csv'],
  '/leases': ['?q=10.66.1.10', '?q=canary-phone'],
  '/events': ['?pair=office', '?server=dhcp-a', '?text=canary', '?kind=action', '?incident=1'],
  '/events/export': ['?format=csv', '?format=json&text=canary'],
  '/incidents/{id}/report': ['?format=json', '?format=html', '?format=md'],
  '/reports/{id}': ['?format=json', '?format=html', '?format=csv'],
  '/drills/{id}/report': ['?format=json', '?format=html'],
  '/alerts': ['?phase=all', '?pair=office'],
  '/incidents': ['?pair=office'],
  '/deliveries': ['?endpoint=ops', '?endpoint=canary-team'],
  '/practices': ['?pair=office'],
  '/reports': ['?pair=office'],
};

async function answered(
  { method, path }: Pick<Operation, 'method' | 'path'>,
  {
    as,
    query = '',
    places = placesOf(path),
    body,
  }: { as: string; query?: string; places?: Places; body?: object },
) {
  const handlers = await routes[`./v1${path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`]?.();
  const verb = method.toUpperCase() as Method; // of a method
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '');
  const headers = { Authorization: `Bearer ${tokens[as]}` };
  const request = ask({ method: verb, path: `${filled.slice(1)}${query}`, headers, ...(body && { body }) });
  const response = await handlers?.[verb]?.(request, params(places));
  if (response === undefined) throw new Error(`${path} has no ${verb}`);
  return { status: response.status, text: await response.text() };
}

/** An answer without what it was asked for, which a problem names. */
function unasked(text: string, { path, query }: { path: string; query: string }): string {
  const asked = [...Object.values(placesOf(path)), ...new URLSearchParams(query).values()].filter(
    (each) => each !== '',
  );
  const instance = text.replace(/"instance":"[^"]*"/, '');
  return asked.reduce(
    (rest, each) => rest.replaceAll(each, '').replaceAll(encodeURIComponent(each), ''),
    instance,
  );
}

const reads = OPERATIONS.filter(({ method }) => method === 'get');
const cases = reads.flatMap(({ path }) => ['', ...(QUERIES[path] ?? [])].map((query) => ({ path, query })));
/** Of no pair at all. */
const OF_NOBODY = /^\/(schemas|runbook|openapi|rules|system|silences|endpoints|settings|overview)/;

/** It asks for everything there is, twice: this ends it on the busiest machine. */
const HANGS_AFTER_MS = 180_000;

describe('who sees one pair', { timeout: HANGS_AFTER_MS }, () => {
  it('finds nothing of another in any answer', async () => {
    const leaks: string[] = [];
    let told = 0;
    for (const { path, query } of cases) {
      const read = { method: 'get', path } as const;
      const all = await answered(read, { as: 'all', query });
      const seen = await answered(read, { as: 'branch', query });
      if (all.status < 300 && OF_OFFICE.test(all.text)) told++;
      if (all.status === 500) leaks.push(`${path}${query}: ${all.text}`);
      if (seen.status >= 500 || OF_OFFICE.test(unasked(seen.text, { path, query })))
        leaks.push(`${path}${query}: ${seen.status} ${unasked(seen.text, { path, query }).slice(0, 400)}`);
      if (path.includes('{') && !OF_NOBODY.test(path) && seen.status < 300)
        leaks.push(`${path}${query}: ${seen.status}`);
    }
    console.info(
      `${reads.length} paths, ${cases.length} ways of asking, ${told} of which tell of the other pair who sees it`,
    );
    expect(leaks).toEqual([]);
    expect(told).toBeGreaterThan(50);
  });

  it('hears of another what is heard of one that is not there', async () => {
    for (const { path } of reads.filter(({ path }) => path.startsWith('/pairs/{name}'))) {
      const read = { method: 'get', path } as const;
      const [there, unknown] = await Promise.all(
        ['office', 'nobody'].map((name) =>
          answered(read, { as: 'branch', places: { ...placesOf(path), name } }),
        ),
      );
      const plain = (text = '') => text.replaceAll('office', 'nobody').replace(/"requestId":"[^"]*"/, '');
      expect(plain(there?.text), path).toBe(plain(unknown?.text));
    }
  });

  it('does nothing to another', async () => {
    const body = { by: 'Anna', note: null, text: 'x', reason: 'x', override: null };
    const done: string[] = [];
    for (const { method, path } of OPERATIONS.filter(
      ({ method, path }) => method !== 'get' && path.includes('{'),
    )) {
      const { status, text } = await answered({ method, path }, { as: 'branch', body, query: '?by=Anna' });
      if (status < 400 || status >= 500 || /canary (note|task|reason)/.test(text))
        done.push(`${method} ${path}: ${status} ${text}`);
    }
    expect(done).toEqual([]);
    const act = { as: 'branch', body: { by: 'Anna', note: null } };
    for (const path of ['/alerts/{id}/acknowledge', '/incidents/{id}/acknowledge', '/deliveries/{id}/replay'])
      expect((await answered({ method: 'post', path }, { ...act, body: { by: 'Anna' } })).status, path).toBe(
        404,
      );
  });

  it('has the metrics of that one', async () => {
    const headers = { Authorization: `Bearer ${tokens.branch}` };
    expect(await (await metrics(ask({ path: 'metrics', headers }))).text()).not.toMatch(OF_OFFICE);
  });

  it('sees that one', async () => {
    const { status, text } = await answered(
      { method: 'get', path: '/pairs/{name}' },
      { as: 'branch', places: { name: 'branch' } },
    );
    expect([status, branchId > 0, text.includes('br-1')]).toEqual([200, true, true]);
    const overview = await answered({ method: 'get', path: '/overview' }, { as: 'office' });
    expect(overview.text).toMatch(/office/);
    expect(overview.text).not.toMatch(/branch/);
  });
});
