import type { DrillPlan, ExpectedStep } from '../../contracts/drill.ts';
import { formatDuration } from '../../pair/duration.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** dhcpd assumes these where nobody says otherwise. */
const DEFAULT_MAX_RESPONSE_DELAY_SECONDS = 20;
/** A start waits so long for the partner, and the connection is tried again within seconds. */
const STARTUP_MS = 15 * SECOND_MS;
const NORMAL_AGAIN_MS = 60 * SECOND_MS;
/** dhcpd balances its pools as it enters normal; counters are read every ten seconds or so. */
const BALANCED_MS = 2 * MINUTE_MS;
/** A message to send, a poll to see it. */
const POLLS = 3;

type Given = Pick<DrillPlan, 'server' | 'survivor' | 'outageMinutes' | 'setsPartnerDown' | 'timings'>;

/** What a drill is expected to look like, step by step, from the pair's own parameters. */
export function expectedSteps(given: Given): ExpectedStep[] {
  const { server, survivor, outageMinutes, setsPartnerDown, timings } = given;
  const pollsMs = POLLS * timings.pollMs;
  const delay = timings.maxResponseDelaySeconds ?? DEFAULT_MAX_RESPONSE_DELAY_SECONDS;
  const delayMs = delay * SECOND_MS;
  const silence = `max-response-delay, ${delay} s${timings.maxResponseDelaySeconds === null ? ' (dhcpd’s default; the pair’s own was not read)' : ''}`;
  const mcltMs = (timings.mcltSeconds ?? 0) * SECOND_MS;
  const outageMs = outageMinutes * MINUTE_MS;
  const steps: ExpectedStep[] = [
    {
      code: 'stopped',
      title: `${server} is stopped`,
      expected: `${server} answers Pairwatch no more.`,
      after: null,
      withinMs: null,
      why: 'People stop it; the time is theirs.',
      need: 'must',
    },
    {
      code: 'interrupted',
      title: `${survivor} notices`,
      expected: `${survivor} goes to communications-interrupted.`,
      after: 'stopped',
      withinMs: delayMs + pollsMs,
      why: `A dhcpd that is stopped closes its connection, which its partner sees at once; one that vanishes is missed after ${silence}. Pairwatch looks every ${formatDuration(timings.pollMs)}.`,
      need: 'must',
    },
    {
      code: 'answers',
      title: `${survivor} answers everybody`,
      expected: `${survivor} answers all clients by itself, and ${server} none.`,
      after: 'stopped',
      withinMs: delayMs + pollsMs,
      why: 'In communications-interrupted a server answers every client, from its own half of the free addresses.',
      need: 'must',
    },
    {
      code: 'leases',
      title: `Clients get leases from ${survivor}`,
      expected: `The lease file of ${survivor} grows by a lease that it gave or renewed while ${server} was away.`,
      after: 'answers',
      withinMs: null,
      why: 'It takes a client that asks. Renewals come at half of the lease time; any device that joins the network asks at once.',
      need: 'should',
    },
    {
      code: 'partner-down',
      title: `${survivor} is told that its partner is down`,
      expected: setsPartnerDown
        ? `Somebody sets ${survivor} to partner-down while ${server} is stopped.`
        : 'Not meant to be part of this drill.',
      after: 'answers',
      withinMs: null,
      why: `People decide it. It lets ${survivor} take over the other half of the free addresses after MCLT; on its return ${server} has to recover, and may wait for MCLT.`,
      need: setsPartnerDown ? 'should' : 'may',
    },
    {
      code: 'started',
      title: `${server} is started again`,
      expected: `${server} answers Pairwatch again.`,
      after: 'stopped',
      withinMs: outageMs + MINUTE_MS,
      why: `The plan is ${outageMinutes} min, and a minute for the hands.`,
      need: 'must',
    },
    {
      code: 'recovery',
      title: `${server} recovers its leases`,
      expected: setsPartnerDown
        ? `${server} goes through recover, recover-wait and recover-done, or the two merge what they have.`
        : 'Only when its leases were lost or partner-down was set: recover, recover-wait, recover-done.',
      after: 'started',
      withinMs: setsPartnerDown ? mcltMs + 2 * MINUTE_MS : null,
      why: `A server that recovers waits until MCLT (${formatDuration(mcltMs)}) has passed since it stopped.`,
      need: 'may',
    },
    {
      code: 'normal',
      title: 'Both are in normal',
      expected: `${server} and ${survivor} both say normal.`,
      after: 'started',
      withinMs: setsPartnerDown ? mcltMs + 2 * MINUTE_MS : NORMAL_AGAIN_MS,
      why: setsPartnerDown
        ? `After partner-down a server may have to wait for MCLT (${formatDuration(mcltMs)}).`
        : `A start waits up to ${formatDuration(STARTUP_MS)} for the partner, and connecting takes a few seconds.`,
      need: 'must',
    },
    {
      code: 'balanced',
      title: 'Pools are balanced',
      expected: 'Each pool’s free addresses are shared between the two within what dhcpd allows.',
      after: 'normal',
      withinMs: BALANCED_MS,
      why: 'dhcpd balances as it enters normal; Pairwatch then has to read the counters of both servers anew.',
      need: 'should',
    },
  ];
  return steps;
}
