import { systemClock } from '../clock.ts';
import { askSntp } from '../reach/clock/sntp-exchange.ts';
import { readSshClock } from '../reach/clock/ssh-clock.ts';
import { openReach } from '../reach/open-reach.ts';
import type { ServerSettings } from '../settings/settings.ts';
import { type Step, StepError, type Told } from './steps.ts';

const ANSWER_WITHIN_MS = 2_000;
/** From here on a difference is no matter of rounding; dhcpd refuses its partner at 60 s. */
const NOTEWORTHY_MS = 1_000;

/** Each way to read a server's clock, tried by itself. */
export function clockSteps(server: ServerSettings): { steps: Step[]; close(): Promise<void> } {
  const { clock } = server;
  const reach = openReach(server.reach);
  const steps: Step[] = [];
  if (clock?.ntp) {
    const { ntp } = clock;
    steps.push({
      id: 'ntp',
      about: `ask ${ntp.host} for its time by NTP`,
      isByItself: true,
      async try(signal) {
        const answer = await askSntp(ntp, { timeoutMs: ANSWER_WITHIN_MS, clock: systemClock }, signal);
        if (answer.kind === 'kiss')
          throw new StepError(
            `${ntp.host} answers that it may not be asked (${answer.code}). Allow this machine in its time daemon, or read the clock over SSH alone.`,
          );
        return tell('NTP', answer.offsetMs, answer.uncertaintyMs);
      },
    });
  }
  if (clock?.ssh)
    steps.push({
      id: 'ssh-clock',
      about: `ask ${reach.where} for its time`,
      isByItself: true,
      async try(signal) {
        const { offsetMs, uncertaintyMs } = await readSshClock(reach, signal);
        return tell('SSH', offsetMs, uncertaintyMs);
      },
    });
  if (steps.length === 0)
    steps.push({
      id: 'no-clock',
      about: 'clock',
      try: async () => ({
        status: 'note',
        text: 'the clock is not read',
        why: 'Two servers whose clocks are 60 s apart refuse each other. Without a reading of its own Pairwatch tells the difference from their stamps, at changes of state only.',
      }),
    });
  return { steps, close: () => reach.close() };
}

function tell(way: string, offsetMs: number, uncertaintyMs: number): Told {
  const by = `${(Math.abs(offsetMs) / 1000).toFixed(3)} s ${offsetMs < 0 ? 'behind' : 'ahead of'} this machine`;
  const text = `by ${way}: ${by}, ± ${(uncertaintyMs / 1000).toFixed(3)} s`;
  if (Math.abs(offsetMs) - uncertaintyMs < NOTEWORTHY_MS) return text;
  return { status: 'note', text, why: 'One of the two clocks is wrong: have both set by NTP.' };
}
