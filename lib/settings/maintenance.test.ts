import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scheduleSchema } from '../contracts/silence.ts';
import { createSettingsFolder, PAIR, type SettingsFolder } from './testing/settings-folder.ts';

let files: SettingsFolder;
beforeAll(() => {
  files = createSettingsFolder();
});
afterAll(() => files.remove());

const withWindow = (keys: string) => `${PAIR}maintenance: [{ reason: updates, ${keys} }]`;
const WEEKLY = 'days: [sun], from: "22:00", to: "04:00"';

describe('maintenance windows', () => {
  test('are weekly or once, of one pair or of all', async () => {
    const { maintenance, warnings } = await files.load(`${PAIR}maintenance:
  - { pair: office, reason: updates, days: [sun, wed, sun], from: "22:00", to: "04:00", zone: Europe/Berlin }
  - { reason: reboot, days: [mon], from: 02:00, to: 03:00 }
  - { reason: move, starts: 2026-12-01T21:00:00+01:00, ends: 2026-12-01T22:00Z }
`);
    expect(maintenance).toEqual([
      {
        pair: 'office',
        reason: 'updates',
        schedule: { kind: 'weekly', days: ['sun', 'wed'], from: '22:00', to: '04:00', zone: 'Europe/Berlin' },
      },
      {
        pair: null,
        reason: 'reboot',
        schedule: { kind: 'weekly', days: ['mon'], from: '02:00', to: '03:00', zone: 'UTC' },
      },
      {
        pair: null,
        reason: 'move',
        schedule: {
          kind: 'once',
          startsAt: '2026-12-01T20:00:00.000Z',
          endsAt: '2026-12-01T22:00:00.000Z',
        },
      },
    ]);
    expect(scheduleSchema.array().safeParse(maintenance.map(({ schedule }) => schedule)).success).toBe(true);
    expect(warnings).toEqual([]);
  });

  test('of more than a month are doubted', async () => {
    const { warnings } = await files.load(
      withWindow('starts: 2026-12-01T00:00:00Z, ends: 2027-01-01T00:00:01Z'),
    );
    expect(warnings).toEqual([
      { path: 'maintenance[0]', message: 'for more than 31 days nobody is told of anything' },
    ]);
  });

  const EITHER =
    'either days, from and to, for a window of each week, or starts and ends, for one that comes once';

  test.each([
    ['no time at all', 'pair: office', '', 'no days, no from, no to', EITHER],
    ['no end', 'days: [sun], from: "02:00"', '', 'no to', EITHER],
    ['no end of one that comes once', 'starts: 2026-12-01T20:00:00Z', '', 'no ends', EITHER],
    ['two kinds', `${WEEKLY}, starts: 2026-12-01T20:00:00Z`, '', 'both days, from, to and starts', EITHER],
    [
      'an unknown pair',
      `pair: offices, ${WEEKLY}`,
      'pair',
      '"offices", which is no pair of this file',
      'did you mean office?',
    ],
    [
      'an unknown day',
      'days: [sunday], from: "02:00", to: "03:00"',
      'days[0]',
      '"sunday"',
      'mon, tue, wed, thu, fri, sat, sun',
    ],
    ['no day', 'days: [], from: "02:00", to: "03:00"', 'days', 'an empty list', 'at least one day'],
    [
      'a time that is none',
      'days: [sun], from: "24:00", to: "03:00"',
      'from',
      '"24:00"',
      'a time of day from "00:00" to "23:59"',
    ],
    [
      'no length',
      'days: [sun], from: "02:00", to: "02:00"',
      'to',
      '02:00, when it begins',
      'another time than from',
    ],
    [
      'an unknown zone',
      `${WEEKLY}, zone: Europe/Brelin`,
      'zone',
      '"Europe/Brelin", which is no time zone',
      'did you mean Europe/Berlin?',
    ],
    [
      'a moment without zone',
      'starts: 2026-12-01T20:00:00, ends: 2026-12-01T22:00:00Z',
      'starts',
      '"2026-12-01T20:00:00"',
      'a day and time with its zone, such as 2026-12-01T20:00:00Z or 2026-12-01T21:00:00+01:00',
    ],
    [
      'an end before the start',
      'starts: 2026-12-01T20:00:00Z, ends: 2026-12-01T20:30:00+01:00',
      'ends',
      '2026-12-01T20:30:00+01:00, not after it starts',
      'a time after starts',
    ],
  ])('with a mistake: %s', async (_, keys, key, found, expected) => {
    const problems = await files.problemsOf(withWindow(keys));
    const path = ['maintenance[0]', key].filter(Boolean).join('.');
    expect(problems.map(([, ...problem]) => problem)).toEqual([[path, found, expected]]);
  });

  test('without a reason are refused', async () => {
    const problems = await files.problemsOf(`${PAIR}maintenance: [{ ${WEEKLY} }]`);
    expect(problems.map(([, path]) => path)).toEqual(['maintenance[0].reason']);
  });
});
