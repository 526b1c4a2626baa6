import type { ClockReading } from '../../pair/clocks/facts.ts';
import { ReachError } from '../error.ts';
import type { Answer, Command, Reach } from '../reach.ts';
import {
  readChronyTracking,
  readNtpqVariables,
  readTimedatectl,
  type Synchronisation,
} from './synchronisation.ts';
import { tieWallClock, type WallClock } from './wall-clock.ts';

/** Prints the time whenever it reads a line, behind that line. One session for all: a fresh one each would be slow, and slower one way. */
const TELL_TIME: Command = ['sh', '-c', 'while read -r ask; do echo "$ask $(date +%s.%N)"; done'];

/** The one that knows most first: timedatectl answers beside any of the others, and only yes or no. */
const ASK_DAEMON: readonly { command: Command; read: (text: string) => Synchronisation | null }[] = [
  { command: ['chronyc', '-n', '-c', 'tracking'], read: readChronyTracking },
  { command: ['ntpq', '-n', '-c', 'rv'], read: readNtpqVariables },
  { command: ['timedatectl', 'show'], read: readTimedatectl },
];
const DAEMON_PATIENCE_MS = 3_000;
const NOT_KNOWN: Synchronisation = { synchronised: null, upstream: null, upstreamOffsetMs: null };

const SAMPLES = 5;
/** As date(1) prints it; where it has no %N that part is missing, or stands there as it is. */
const TIME = /^(\d{9,12})(?:\.(\d{9})?\D*)?$/;
const HALF_SECOND_MS = 500;

type ClockReach = Pick<Reach, 'where' | 'converse' | 'run'>;
type Sample = Pick<ClockReading, 'at' | 'offsetMs' | 'uncertaintyMs' | 'delayMs'>;

/**
 * The clock of a machine as its `date` prints it, from the fastest of five answers, and what its time daemon says of it,
 * where that may be asked. Throws ReachError: `not-allowed` where the account may not run the command, `protocol` for an
 * answer that is no time.
 */
export async function readSshClock(reach: ClockReach, signal: AbortSignal): Promise<ClockReading> {
  const sample = await fastestSample(reach, signal);
  return { method: 'ssh', ...sample, ...(await askDaemon(reach, signal)) };
}

async function fastestSample(reach: ClockReach, signal: AbortSignal): Promise<Sample> {
  const conversation = await reach.converse(TELL_TIME, signal);
  try {
    const wall = tieWallClock();
    const samples: Sample[] = [];
    while (samples.length < SAMPLES) {
      // Any word would do; one of an SFTP server's five bytes or more ends that where it stands in place of the shell.
      const answer = await conversation.ask(`clock-${samples.length + 1}`, signal);
      samples.push(sampleOf(answer, wall, reach.where));
    }
    return samples.reduce((best, each) => (each.delayMs < best.delayMs ? each : best));
  } finally {
    conversation.end();
  }
}

function sampleOf({ text, askedAt, answeredAt }: Answer, wall: WallClock, where: string): Sample {
  const time = TIME.exec(text);
  if (!time)
    throw new ReachError(
      'protocol',
      `date on ${where} printed ${JSON.stringify(text.slice(0, 80))}, where seconds since 1970 were expected. See what this prints there: date +%s.%N`,
    );
  const [, seconds, nanoseconds] = time;
  // Without nanoseconds it is any moment within that second.
  const withinMs = nanoseconds === undefined ? HALF_SECOND_MS : Number(nanoseconds) / 1e6;
  const resolutionMs = nanoseconds === undefined ? HALF_SECOND_MS : 0;
  const delayMs = answeredAt - askedAt;
  const ours = wall.at((askedAt + answeredAt) / 2);
  return {
    at: Math.round(ours),
    offsetMs: Number(seconds) * 1000 + withinMs - ours,
    uncertaintyMs: delayMs / 2 + resolutionMs + wall.errorMs,
    delayMs,
  };
}

/** What the first time daemon says that answers; nothing known where none does, or none may be asked. */
async function askDaemon(reach: ClockReach, signal: AbortSignal): Promise<Synchronisation> {
  for (const { command, read } of ASK_DAEMON) {
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(DAEMON_PATIENCE_MS)]);
      const { stdout, code } = await reach.run(command, patience);
      const found = code === 0 ? read(stdout) : null;
      if (found) return found;
    } catch (error) {
      // The clock itself was read, and that counts: of what is behind it nothing is known then.
      if (!(error instanceof ReachError)) throw error;
    }
  }
  return NOT_KNOWN;
}
