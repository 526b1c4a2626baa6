import { systemClock } from '../clock.ts';
import { askSntp } from '../reach/clock/sntp-exchange.ts';
import type { PairSettings } from '../settings/settings.ts';
import { attention, notChecked, ok, type Said } from './line.ts';
import type { Check } from './run-checks.ts';

const ANSWER_WITHIN_MS = 3_000;
/** What is this far from everybody else is no matter of the way there. */
const WRONG_MS = 1_000;

/** This machine's clock, held against those that the settings ask by NTP: where all of them differ alike it is this one. */
export function ownClockChecks(pairs: readonly PairSettings[]): Check[] {
  const asked = new Map(
    pairs.flatMap(({ servers }) =>
      servers.flatMap(({ clock }) =>
        clock?.ntp ? [[`${clock.ntp.host}:${clock.ntp.port}`, clock.ntp] as const] : [],
      ),
    ),
  );
  if (asked.size === 0) return [];
  return [
    {
      group: 'This machine',
      id: 'own-clock',
      about: 'the clock of this machine',
      withinMs: ANSWER_WITHIN_MS + 2_000,
      async run(signal) {
        const answers = await Promise.allSettled(
          [...asked.values()].map((ntp) =>
            askSntp(ntp, { timeoutMs: ANSWER_WITHIN_MS, clock: systemClock }, signal),
          ),
        );
        return ownClockSaid(
          answers.flatMap((each) =>
            each.status === 'fulfilled' && each.value.kind === 'sample' ? [each.value] : [],
          ),
        );
      },
    },
  ];
}

/** `offsetMs`: a server's clock minus ours. */
export function ownClockSaid(samples: readonly { offsetMs: number; uncertaintyMs: number }[]): Said {
  const text = 'The clock of this machine';
  if (samples.length === 0)
    return notChecked(text, 'No server told the time by NTP; the lines of the pairs say why.');
  const byAtLeast = samples.map(
    ({ offsetMs, uncertaintyMs }) => Math.sign(offsetMs) * Math.max(0, Math.abs(offsetMs) - uncertaintyMs),
  );
  const [nearest = 0] = byAtLeast.toSorted((one, other) => Math.abs(one) - Math.abs(other));
  const isAlike = byAtLeast.every((each) => Math.sign(each) === Math.sign(nearest));
  if (Math.abs(nearest) < WRONG_MS || !isAlike)
    return ok(
      `${text} agrees with ${samples.length === 1 ? 'the server' : 'a server at least'} that was asked`,
    );
  const way = nearest > 0 ? 'behind' : 'ahead of';
  return attention(
    `${text} is ${(Math.abs(nearest) / 1000).toFixed(1)} s or more ${way} ${samples.length === 1 ? 'the only server asked' : `all ${samples.length} servers asked`}`,
    samples.length === 1
      ? 'One of the two is wrong: see on this machine what `timedatectl` says.'
      : 'It is this one that is wrong: have it set by NTP (timedatectl set-ntp true). Ages and times are told by it.',
  );
}
