import type { PracticeEvidence } from '../../contracts/practice.ts';
import { formatDuration } from '../../pair/duration.ts';
import { piece, type Result, resultOf } from '../result.ts';

type Measured = { at: number; valueMs: number; uncertaintyMs: number; method: string };

export type ClockFacts = {
  now: number;
  /** How old a measurement may be. */
  holdsMs: number;
  /** The server's clock minus Pairwatch's, by the best way; null: it was never measured. */
  servers: { name: string; offset: Measured | null }[];
  /** The secondary's clock minus the primary's, as measured; null: it was not. */
  skew: Measured | null;
  /** Both are off from Pairwatch by the same: its own clock may be what is off. */
  isOwnSuspect: boolean;
};

export const CLOCK_LIMIT_MS = 50;

/** Whether the clocks are within 50 ms of ours and of each other. What is within only without its uncertainty is not known to be. */
export function checkClocks({ now, holdsMs, servers, skew, isOwnSuspect }: ClockFacts): Result {
  return resultOf(
    [...servers.map(ofServer), ofSkew()],
    `Both clocks are within ${CLOCK_LIMIT_MS} ms of Pairwatch’s and of each other.`,
  );

  function ofServer({ name, offset }: ClockFacts['servers'][number]): PracticeEvidence {
    if (offset === null)
      return piece('unknown', name, 'clock', `The clock of ${name} was never measured.`, null);
    const told = `The clock of ${name} is ${amount(offset, 'ahead of', 'behind')} Pairwatch’s`;
    return judged(name, offset, told, isOwnSuspect && 'Pairwatch’s own clock may be what is off');
  }

  function ofSkew(): PracticeEvidence {
    if (skew === null)
      return piece('unknown', null, 'clock', 'How far the two clocks are apart was not measured.', null);
    return judged(
      null,
      skew,
      `The secondary’s clock is ${amount(skew, 'ahead of', 'behind')} the primary’s`,
      false,
    );
  }

  function judged(
    server: string | null,
    { at, valueMs, uncertaintyMs }: Measured,
    told: string,
    doubt: string | false,
  ): PracticeEvidence {
    const ageMs = now - at;
    if (ageMs > holdsMs)
      return piece('unknown', server, 'clock', `${told}, measured ${formatDuration(ageMs)} ago.`, at);
    const atMost = Math.abs(valueMs) + uncertaintyMs;
    const atLeast = Math.abs(valueMs) - uncertaintyMs;
    if (atMost <= CLOCK_LIMIT_MS) return piece('pass', server, 'clock', `${told}.`, at);
    if (atLeast <= CLOCK_LIMIT_MS)
      return piece(
        'unknown',
        server,
        'clock',
        `${told}: by its uncertainty that may be within ${CLOCK_LIMIT_MS} ms or not.`,
        at,
      );
    return doubt === false
      ? piece('fail', server, 'clock', `${told}, more than ${CLOCK_LIMIT_MS} ms.`, at)
      : piece('unknown', server, 'clock', `${told}; ${doubt}.`, at);
  }
}

function amount({ valueMs, uncertaintyMs, method }: Measured, ahead: string, behind: string): string {
  const ms = (value: number) => `${Number(value.toFixed(1))} ms`;
  return `${ms(Math.abs(valueMs))} (± ${ms(uncertaintyMs)}, by ${method}) ${valueMs < 0 ? behind : ahead}`;
}
