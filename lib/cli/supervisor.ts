import { type ChildProcess, spawn } from 'node:child_process';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { collectorWordSchema, LAUNCHER_WORD, type LauncherWord } from '../contracts/launcher-word.ts';
import { ENDINGS_VARIABLE } from '../contracts/restart.ts';

export type ProcessPlan = {
  name: string;
  /** The process that hears how this one does; nobody unless told. */
  toldTo?: string;
  args: string[];
  env: NodeJS.ProcessEnv;
};

export type Supervisor = {
  /** Runs one more; nothing once it was told to stop. */
  add(plan: ProcessPlan): void;
  /** Settles when a process ended in a way a restart can't mend; gives its exit code. */
  gaveUp: Promise<number>;
  /** Asks every process to end, makes sure of it within `STOP_WITHIN_MS`, and waits. */
  stop(): Promise<void>;
};

/** How a process ended that was started again. */
type Ending = { endedAt: number; ending: string };
const ENDINGS_TOLD = 20;

const RESTART: Backoff = { firstMs: 500, factor: 2, maxMs: 10_000 };
/** A process that ran this long was well: its next restart is quick again. */
const WELL_AFTER_MS = 30_000;
const STOP_WITHIN_MS = 4_000;
/** Wrong settings stay wrong however often the process is started. */
const USAGE_EXIT_CODE = 2;
/** Of a process that ended in order to be started anew, as a collector does when other pairs are to be watched. */
export const RESTART_EXIT_CODE = 75;

/**
 * Makes a process end in order when the channel to us breaks, which happens when we are killed: left alone, it would
 * keep the port and the database. And keeps what it was told last of another process.
 */
const IN_EACH = `
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.on('message', (word) => { globalThis[Symbol.for('${LAUNCHER_WORD}')] = word; });
  process.channel.unref();
`;

/** Runs Node processes and starts those that die again, with growing pauses. `say` gets a line for the operator. */
export function supervise(plans: ProcessPlan[], say: (line: string) => void): Supervisor {
  const children = new Map<string, ChildProcess>();
  const timers = new Set<NodeJS.Timeout>();
  const endings = new Map<string, Ending[]>();
  const words = new Map<string, { to: string; word: LauncherWord }>();
  let stopping = false;
  let giveUp: (exitCode: number) => void = () => {};
  const gaveUp = new Promise<number>((resolve) => {
    giveUp = resolve;
  });

  /** What changed is told at once to whom it may concern. */
  function note({ name, toldTo }: ProcessPlan, change: Partial<LauncherWord>): void {
    if (toldTo === undefined) return;
    const word = { trouble: null, restart: null, ...words.get(name)?.word, ...change };
    words.set(name, { to: toldTo, word });
    send(children.get(toldTo), word);
  }

  function launch(plan: ProcessPlan, attempt: number): void {
    const startedAt = Date.now();
    const child = spawn(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(IN_EACH)}`, ...plan.args],
      // Both say what matters on standard error; on standard output Next would name an address before it answers.
      {
        env: { ...plan.env, ...toldOf(endings.get(plan.name)) },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    children.set(plan.name, child);
    note(plan, { restart: null });
    for (const { to, word } of words.values()) if (to === plan.name) send(child, word);
    child.on('message', (said) => {
      const { success, data } = collectorWordSchema.safeParse(said);
      // One that can't start says so at each try: it is one trouble.
      const since = words.get(plan.name)?.word.trouble?.since;
      if (success)
        note(plan, { trouble: data.trouble && { ...data.trouble, since: since ?? data.trouble.since } });
    });
    const launchAgain = (ending: string, told = `ended (${ending})`) => {
      children.delete(plan.name);
      if (stopping) return;
      const known = endings.get(plan.name) ?? [];
      endings.set(plan.name, [...known, { endedAt: Date.now(), ending }].slice(-ENDINGS_TOLD));
      const tries = Date.now() - startedAt > WELL_AFTER_MS ? 1 : attempt + 1;
      const delayMs = backoffDelayMs(RESTART, tries, Math.random);
      const endedAt = Date.now();
      note(plan, { restart: { endedAt, ending, tries, startsAt: endedAt + delayMs } });
      say(`${plan.name} ${told}; starting it again in ${(delayMs / 1000).toFixed(1)} s`);
      const timer = setTimeout(() => {
        timers.delete(timer);
        launch(plan, tries);
      }, delayMs);
      timers.add(timer);
    };
    child.once('exit', (code, signal) => {
      if (code === USAGE_EXIT_CODE && !stopping) giveUp(USAGE_EXIT_CODE);
      else if (code === RESTART_EXIT_CODE && !stopping) launch(plan, 0);
      else launchAgain(signal ?? `exit code ${code}`);
    });
    child.on('error', (error) => {
      // Also told of a child that runs but could not be signalled; only one that never ran has no pid.
      if (child.pid === undefined) launchAgain(error.message, `could not be started (${error.message})`);
    });
  }

  for (const plan of plans) launch(plan, 0);

  return {
    gaveUp,
    add(plan) {
      if (!stopping) launch(plan, 0);
    },
    async stop() {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...children].map(([name, child]) => endChild(name, child, say)));
    },
  };
}

/** A process keeps how those before it ended: one that never got that far left it to its successors. */
const toldOf = (endings: readonly Ending[] | undefined): NodeJS.Dict<string> =>
  endings === undefined ? {} : { [ENDINGS_VARIABLE]: JSON.stringify(endings) };

/** To one that is there: what comes after it is told at its start. */
function send(child: ChildProcess | undefined, word: LauncherWord): void {
  // It may have ended meanwhile, which its own `exit` tells.
  if (child?.connected) child.send(word, () => {});
}

async function endChild(name: string, child: ChildProcess, say: (line: string) => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const killer = setTimeout(() => {
    say(`${name} did not end within ${STOP_WITHIN_MS / 1000} s and had to be killed`);
    child.kill('SIGKILL');
  }, STOP_WITHIN_MS);
  await ended;
  clearTimeout(killer);
}
