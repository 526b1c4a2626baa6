import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReachError, ReachError } from '../error.ts';
import { FakeDisk, FakeReach, type Inode } from '../testing/fake-disk.ts';
import { FileFollower } from './follower.ts';
import type { FollowStep } from './step.ts';

const PATH = '/file';
const NEVER = new AbortController().signal;

/** What dhcpd does to a lease file, and an operator to it; what logrotate does to a log. */
const DEEDS = {
  leases: ['append', 'append', 'rewrite', 'rewrite', 'truncate', 'away', 'back'],
  log: ['append', 'append', 'rotate', 'reopen', 'copytruncate', 'away', 'back'],
} as const;
type Deed = (typeof DEEDS)[keyof typeof DEEDS][number];

/** What stood in the file from one rewriting or emptying to the next. */
type Life = { text: string; emptied: boolean };
type Open = { inode: Inode; life: Life };

/** Writes as the deeds say, and remembers all that ever stood in the file. */
class Writer {
  readonly lives: Life[] = [];
  readonly #disk: FakeDisk;
  /** What the writer has open: after a rotation it goes on in the old file until it is told. */
  #open: Open;
  #lines = 0;

  constructor(disk: FakeDisk) {
    this.#disk = disk;
    this.#open = { inode: disk.create(PATH, Buffer.alloc(0)), life: this.#newLife('') };
  }

  do(deed: Deed): void {
    if (deed === 'back' && this.#disk.has('/away')) this.#disk.rename('/away', PATH);
    if (!this.#disk.has(PATH)) return;
    if (deed === 'append') this.#append();
    if (deed === 'rewrite') this.#rewrite();
    if (deed === 'truncate') this.#truncate();
    if (deed === 'rotate') this.#rotate();
    if (deed === 'reopen') this.#reopen();
    if (deed === 'copytruncate') this.#copyAndTruncate();
    if (deed === 'away') this.#disk.rename(PATH, '/away');
  }

  #append(): void {
    const text = this.#line();
    this.#disk.append(this.#open.inode, Buffer.from(text));
    this.#open.life.text += text;
  }

  /** reference 4.6 */
  #rewrite(): void {
    const text = this.#line();
    const inode = this.#disk.create('/file.1700000000', Buffer.from(text));
    this.#disk.link(PATH, `${PATH}~`);
    this.#disk.rename('/file.1700000000', PATH);
    this.#open = { inode, life: this.#newLife(text) };
  }

  #rotate(): void {
    this.#reopen();
    this.#disk.rename(PATH, `${PATH}.1`);
    this.#disk.create(PATH, Buffer.alloc(0));
    this.#newLife('');
  }

  #reopen(): void {
    const life = this.lives.at(-1);
    if (life) this.#open = { inode: this.#disk.inodeAt(PATH), life };
  }

  #copyAndTruncate(): void {
    this.#reopen();
    this.#disk.create(`${PATH}.1`, this.#disk.inodeAt(PATH).bytes);
    this.#truncate();
  }

  #truncate(): void {
    this.#disk.truncate(PATH);
    this.#open.life.emptied = true;
    this.#open.life = this.#newLife('');
  }

  #newLife(text: string): Life {
    const life = { text, emptied: false };
    this.lives.push(life);
    return life;
  }

  /** No two are alike; some are longer than what the follower remembers, most are shorter. */
  #line(): string {
    this.#lines += 1;
    return `${this.#lines}${'.'.repeat((this.#lines * 97) % 331)}\n`;
  }
}

/** What a consumer of the steps makes of them. */
class Taken {
  readonly lives: { text: string; gap: boolean }[] = [];

  take(step: FollowStep): void {
    if (step.kind === 'opened') {
      if (step.reason !== 'resumed') this.lives.push({ text: '', gap: step.gap });
      return;
    }
    const life = this.lives.at(-1);
    if (!life) throw new Error('bytes before any file was opened');
    expect(step.offset, 'bytes follow one another').toBe(life.text.length);
    life.text += Buffer.from(step.bytes).toString();
  }
}

/**
 * Each life that was taken is one that was written, in order, and whatever is missing of them was announced. Only a life
 * that was emptied before a byte of it was read can leave no trace.
 */
function expectNothingLost(taken: Taken, written: readonly Life[]): void {
  let missing = '';
  let next = 0;
  let announced = false;
  for (const { text, gap } of taken.lives) {
    announced ||= gap;
    if (text === '') continue;
    const index = written.findIndex((life) => life.text.startsWith(text));
    expect(index, `${show(text)} was written, and not before what was given last`).toBeGreaterThanOrEqual(
      next,
    );
    missing += textOf(written.slice(next, index).filter(({ emptied }) => !emptied));
    if (!announced) expect(show(missing), 'missing without a word').toBe('');
    announced = false;
    missing = textOf(written.slice(index, index + 1)).slice(text.length);
    next = index + 1;
  }
  expect(taken.lives.at(-1)?.text, 'the last life is complete').toBe(written.at(-1)?.text);
}

const textOf = (lives: readonly Life[]) => lives.map(({ text }) => text).join('');
const show = (text: string) => text.replaceAll(/\.+/g, '.');

type Turn =
  | { kind: 'deed'; deed: Deed }
  | { kind: 'poll'; during: readonly Deed[] }
  /** The caller's time is up after some calls, or the caller leaves after some steps. */
  | { kind: 'cut short'; calls: number; steps: number }
  | { kind: 'disconnect' }
  | { kind: 'restart'; during: readonly Deed[] };

function turnsOf(deeds: readonly Deed[]): fc.Arbitrary<Turn> {
  const deed = fc.constantFrom(...deeds);
  const during = fc.array(deed, { maxLength: 6 });
  // Bytes that stand where others stood before look like them to one who starts anew and remembers only a count.
  const whileDown = fc.array(
    fc.constantFrom(...deeds.filter((one) => !['truncate', 'copytruncate', 'away'].includes(one))),
    { maxLength: 3 },
  );
  return fc.oneof(
    { weight: 5, arbitrary: deed.map((one): Turn => ({ kind: 'deed', deed: one })) },
    { weight: 3, arbitrary: fc.constant<Turn>({ kind: 'poll', during: [] }) },
    { weight: 2, arbitrary: during.map((some): Turn => ({ kind: 'poll', during: some })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat({ max: 12 }), fc.nat({ max: 3 }))
        .map(([calls, steps]): Turn => ({ kind: 'cut short', calls, steps })),
    },
    { weight: 1, arbitrary: fc.constant<Turn>({ kind: 'disconnect' }) },
    { weight: 1, arbitrary: whileDown.map((some): Turn => ({ kind: 'restart', during: some })) },
  );
}

const lives = fc.constantFrom('leases', 'log').chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    timeGrainMs: fc.constantFrom(1, 1000),
    turns: fc.array(turnsOf(DEEDS[kind]), { maxLength: 30 }),
  }),
);

test('every byte is given once and in order, whatever happens to the file', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async ({ kind, timeGrainMs, turns }) => {
      const disk = new FakeDisk();
      disk.timeGrainMs = timeGrainMs;
      const writer = new Writer(disk);
      let pending: Deed[] = [];
      let callsLeft = Number.POSITIVE_INFINITY;
      const reach = new FakeReach(disk, () => {
        callsLeft -= 1;
        if (callsLeft < 0) throw new ReachError('timeout', 'the time is up');
        const deed = pending.shift();
        if (deed) writer.do(deed);
      });
      const options = { formerNames: kind === 'leases' ? ['~'] : ['.1'] };
      const taken = new Taken();
      let follower = new FileFollower(reach, PATH, { ...options, resumeAt: null });

      const poll = async (during: readonly Deed[] = [], stepsLeft = Number.POSITIVE_INFINITY) => {
        pending = [...during];
        let steps = 0;
        try {
          for await (const step of follower.poll(NEVER)) {
            taken.take(step);
            steps += 1;
            if (steps > stepsLeft) break;
          }
        } catch (error) {
          if (!isReachError(error, 'not-found', 'disconnected', 'timeout')) throw error;
        }
        callsLeft = Number.POSITIVE_INFINITY;
        for (const deed of pending.splice(0)) writer.do(deed);
      };

      await poll(); // what came and went before is nobody's loss
      for (const turn of turns) {
        if (turn.kind === 'deed') writer.do(turn.deed);
        if (turn.kind === 'poll') await poll(turn.during);
        if (turn.kind === 'cut short') {
          callsLeft = turn.calls;
          await poll([], turn.steps);
        }
        if (turn.kind === 'disconnect') reach.connection += 1;
        if (turn.kind === 'restart') {
          writer.do('back');
          await poll();
          await follower.close();
          for (const deed of turn.during) writer.do(deed);
          follower = new FileFollower(reach, PATH, { ...options, resumeAt: follower.position });
          await poll();
        }
      }
      for (const deed of ['back', 'reopen', 'append'] as const) {
        writer.do(deed);
        await poll();
      }
      expectNothingLost(taken, writer.lives);
      await follower.close();
      expect(reach.openFiles).toBe(0);
    }),
    { numRuns: 1000 },
  );
});
