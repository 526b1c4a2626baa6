import { expect, test } from 'vitest';
import { coalesce, type Occurrence, openRuns, RUN_WINDOW_MS, type Run } from './coalesce.ts';
import { readFact } from './facts.ts';

const MISMATCH = 'Failover CONNECT to p rejected: Connection rejected, time mismatch too great.';
const DUPLICATE = 'Failover CONNECT to p rejected: Connection rejected, duplicate connection.';

function seen(message: string, atMs: number, server = 'a'): Occurrence & { message: string } {
  const fact = readFact(message);
  if (!fact) throw new Error(`no fact: ${message}`);
  return { server, fact, atMs, message };
}

/** What each batch says, with the runs passed on from one to the next. */
function run(...batches: Occurrence[][]) {
  let open = openRuns([]);
  return batches.map((batch) => {
    const result = coalesce(open, batch);
    open = result.open;
    return result.changes.map(({ run: { count, firstAtMs, lastAtMs }, begun }) => ({
      begun,
      count,
      firstAtMs,
      lastAtMs,
    }));
  });
}

test('counts what repeats as one, within a batch and over several', () => {
  expect(run([seen(MISMATCH, 0), seen(MISMATCH, 5_000)], [seen(MISMATCH, 10_000)])).toEqual([
    [{ begun: true, count: 2, firstAtMs: 0, lastAtMs: 5_000 }],
    [{ begun: false, count: 3, firstAtMs: 0, lastAtMs: 10_000 }],
  ]);
});

test('lets one run go on as long as it comes again within ten minutes of the last time', () => {
  const every9Minutes = [0, 9, 18, 27].map((minute) => [seen(MISMATCH, minute * 60_000)]);
  expect(run(...every9Minutes).map(([change]) => change?.count)).toEqual([1, 2, 3, 4]);
  const later = run(
    [seen(MISMATCH, 0)],
    [seen(MISMATCH, RUN_WINDOW_MS)],
    [seen(MISMATCH, 2 * RUN_WINDOW_MS + 1)],
  );
  expect(later.map(([change]) => change?.begun)).toEqual([true, false, true]);
});

test('begins anew in the same batch after a pause', () => {
  expect(
    run([seen(MISMATCH, 0), seen(MISMATCH, 2 * RUN_WINDOW_MS), seen(MISMATCH, 2 * RUN_WINDOW_MS)]),
  ).toEqual([
    [
      { begun: true, count: 1, firstAtMs: 0, lastAtMs: 0 },
      { begun: true, count: 2, firstAtMs: 2 * RUN_WINDOW_MS, lastAtMs: 2 * RUN_WINDOW_MS },
    ],
  ]);
});

test('keeps servers, codes and subjects apart', () => {
  const changes = run([
    seen(MISMATCH, 0),
    seen(MISMATCH, 0, 'b'),
    seen(DUPLICATE, 0),
    seen('Failover CONNECT from p: time offset too large', 0),
    seen(MISMATCH, 0),
  ]);
  expect(changes[0]?.map(({ count }) => count)).toEqual([2, 1, 1, 1]);
});

test('never takes two moves of a state for one', () => {
  const moved = 'failover peer p: I move from normal to communications-interrupted';
  expect(run([seen(moved, 0), seen(moved, 0)], [seen(moved, 0)])).toMatchObject([
    [
      { begun: true, count: 1 },
      { begun: true, count: 1 },
    ],
    [{ begun: true, count: 1 }],
  ]);
});

test('counts a line that stands for several, and one that comes late', () => {
  const fourTimes = { ...seen(MISMATCH, 60_000), times: 4 };
  expect(run([fourTimes], [seen(MISMATCH, 30_000)])).toEqual([
    [{ begun: true, count: 4, firstAtMs: 60_000, lastAtMs: 60_000 }],
    [{ begun: false, count: 5, firstAtMs: 30_000, lastAtMs: 60_000 }],
  ]);
});

test('hands back the first and the latest of a batch with what the caller put in them', () => {
  const [change] = coalesce(openRuns([]), [
    { ...seen(MISMATCH, 0), line: 'x' },
    { ...seen(MISMATCH, 1), line: 'y' },
    { ...seen(MISMATCH, 2), line: 'z' },
  ]).changes;
  expect([change?.first.line, change?.latest.line]).toEqual(['x', 'z']);
});

test('goes on with stored runs and leaves the given ones as they are', () => {
  const stored: Run[] = [
    {
      server: 'a',
      code: 'connection-refused-by-partner',
      subject: 'p time-offset',
      firstAtMs: 0,
      lastAtMs: 0,
      count: 7,
    },
    { server: 'a', code: 'started', subject: null, firstAtMs: 0, lastAtMs: 0, count: 1 },
  ];
  const open = openRuns(JSON.parse(JSON.stringify(stored)) as Run[]);
  expect(
    coalesce(open, [seen(MISMATCH, 1_000), seen('Server starting service.', 1_000)]).changes,
  ).toMatchObject([
    { begun: false, run: { count: 8 } },
    { begun: true, run: { count: 1 } },
  ]);
  expect([...open.values()]).toEqual([stored[0]]);
});

test('forgets runs that have ended, by the time of their own server', () => {
  let { open } = coalesce(openRuns([]), [seen(MISMATCH, 0), seen(MISMATCH, 0, 'b')]);
  ({ open } = coalesce(open, [seen(DUPLICATE, RUN_WINDOW_MS + 1)]));
  expect([...open.values()].map(({ server, subject }) => `${server} ${subject}`)).toEqual([
    'b p time-offset',
    'a p already-connected',
  ]);
});

test('holds a bounded number of runs, the latest ones', () => {
  const conflicts = Array.from({ length: 10_050 }, (_, index) =>
    seen(`Lease conflict at 10.1.${index >> 8}.${index & 255}`, index),
  );
  const { open, changes } = coalesce(openRuns([]), conflicts);
  expect(changes).toHaveLength(10_050);
  expect(open.size).toBe(10_000);
  expect([...open.values()].at(-1)?.lastAtMs).toBe(10_049);
});
