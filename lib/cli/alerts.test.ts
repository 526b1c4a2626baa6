import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertListSchema } from '../contracts/alert.ts';
import { incidentListSchema } from '../contracts/incident.ts';
import { findAlert } from '../store/alerts.ts';
import { listEvents } from '../store/events.ts';
import { incidentAnswer } from '../store/incidents.ts';
import { storeOutage } from '../testing/outage.ts';
import { ackCommand } from './ack.ts';
import { alertsCommand } from './alerts.ts';
import { makePlace, type Place } from './database/testing/command.ts';
import { incidentsCommand } from './incidents.ts';

let place: Place;
let outage: Awaited<ReturnType<typeof storeOutage>>;

beforeAll(async () => {
  place = await makePlace();
  outage = await storeOutage(place.db, Date.now());
});
afterAll(() => place.close());

describe('pairwatch alerts', () => {
  it('tells those that fire, the worst first, with their age', async () => {
    const { code, stdout } = await place.run(alertsCommand);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^id +severity +state +pair +about +since +rule +what$/);
    expect(lines).toEqual([
      expect.stringMatching(
        /^\d+ +critical +firing +office +- +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \(10 min ago\) +pair-not-healthy +dhcp-b answers alone\.$/,
      ),
      expect.stringMatching(
        /^\d+ +warning +firing +office +lan:10\.66\.1\.10 .* 95 % of the pool are in use\.$/,
      ),
      expect.stringMatching(/^\d+ +- +pending +Pairwatch /),
    ]);
    expect(code).toBe(0);
  });

  it('gives the same as JSON, of one pair', async () => {
    const { stdout } = await place.run(alertsCommand, '--json', '--all', '--pair', 'office');
    expect(alertListSchema.parse(JSON.parse(stdout)).alerts.map(({ pair }) => pair)).toEqual([
      'office',
      'office',
    ]);
  });

  it.each([
    [['--pair', 'depot'], 'there is no pair "depot"; there is office'],
    [['--open'], "Unknown option '--open'"],
    [['office'], 'office'],
  ])('refuses %j', async (argv, words) => {
    const { code, stderr } = await place.run(alertsCommand, ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(stderr).toContain('See pairwatch alerts --help.');
  });
});

describe('pairwatch incidents', () => {
  it('tells those that are open', async () => {
    const { stdout } = await place.run(incidentsCommand);
    expect(stdout).toMatch(
      /\n\d+ +critical +open +office +.* \(10 min ago\) +1 of 1 +dhcp-b answers alone\.\n$/,
    );
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await place.run(incidentsCommand, '--json', '--all');
    expect(incidentListSchema.parse(JSON.parse(stdout)).incidents).toHaveLength(1);
  });
});

describe.each([
  ['alerts', alertsCommand],
  ['incidents', incidentsCommand],
])('pairwatch %s without a collector', (_, command) => {
  const MINUTE_MS = 60_000;
  const lastSeen = (at: number) =>
    place.db.write((tx) => tx.collector.updateMany({ data: { lastSeenAt: new Date(at) } }));

  it('says on stderr alone how old it is', async () => {
    await lastSeen(Date.now() - 4 * MINUTE_MS);
    const { code, stdout, stderr } = await place.run(command, '--json');
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(
        /^No collector has looked since \S+ \S+Z \(4 min ago\): this is how things stood then\.\n$/m,
      ),
    ]);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect((await place.run(command)).stdout).not.toContain('No collector');
  });

  it('says nothing while one lives', async () => {
    await lastSeen(Date.now());
    expect((await place.run(command)).stderr).not.toContain('No collector');
  });
});

it('says that nothing is known while no collector ever looked', async () => {
  const fresh = await makePlace();
  const { code, stderr } = await fresh.run(alertsCommand);
  await fresh.close();
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^No collector has looked yet: .*\n$/m)]);
});

describe('pairwatch ack', () => {
  it('acknowledges an incident for whoever is at the terminal', async () => {
    const id = String(outage.incidentId);
    const { code, stdout } = await place.run(ackCommand, id, '--note', 'On my way.');
    expect([code, stdout]).toEqual([0, `Incident ${id} is acknowledged by ada.\n`]);
    const answer = await place.db.read((tx) => incidentAnswer(tx, outage.incidentId, Date.now()));
    expect(answer?.incident.acknowledgement).toMatchObject({ by: 'ada', note: 'On my way.' });
    const { events } = await place.db.read((tx) => listEvents(tx, { limit: 1 }));
    expect(events).toMatchObject([{ kind: 'action', actor: 'ada', incidentId: outage.incidentId }]);

    const other = await place.run(ackCommand, id, '--by', 'Grace');
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringMatching(/^pairwatch ack: .* by ada already/m),
    ]);
    expect((await place.run(incidentsCommand)).stdout).toContain('open, acknowledged by ada');
  });

  it('acknowledges an alert', async () => {
    const id = outage.loneAlertId;
    expect((await place.run(ackCommand, `alert:${id}`, '--by', 'Grace Hopper')).code).toBe(0);
    const alert = await place.db.read((tx) => findAlert(tx, id));
    expect(alert?.acknowledgement).toMatchObject({ by: 'Grace Hopper', note: null });
    expect((await place.run(alertsCommand)).stdout).toContain('firing, acknowledged by Grace Hopper');
  });

  it('knows no other incident', async () => {
    expect(await place.run(ackCommand, '4711')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('4711'),
    });
  });

  it.each([
    [[], 'found nothing; expected the id of one incident, such as 7, or alert:ID'],
    [['1', '2'], 'found 1 2;'],
    [['pool:1'], 'found pool:1;'],
    [['1', '--by', ''], '--by is ""; expected your name of 1 to 80 characters'],
    [['1', '--note', ' '], '--note is " "; expected a text'],
  ])('refuses %j', async (argv, words) => {
    const { code, stderr } = await place.run(ackCommand, ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

it.each([
  ['alerts', alertsCommand],
  ['incidents', incidentsCommand],
  ['ack', ackCommand],
])('tells the options of %s', async (name, command) => {
  const { code, stdout } = await place.run(command, '--help');
  expect([code, stdout]).toEqual([0, expect.stringMatching(`^Usage: pairwatch ${name} `)]);
});
