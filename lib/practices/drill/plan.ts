import type { DrillPlan, DrillReadiness } from '../../contracts/drill.ts';
import { expectedSteps } from './expected.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LONGEST_MS = 24 * HOUR_MS;

export type PlanInput = Pick<
  DrillPlan,
  'pair' | 'pairTitle' | 'server' | 'survivor' | 'hosts' | 'outageMinutes' | 'setsPartnerDown' | 'timings'
> & { readiness: DrillReadiness };

/** What a drill is to be like: what is expected, what people type, and after how long it is given up. */
export function planDrill({ readiness, ...given }: PlanInput): DrillPlan {
  return {
    ...given,
    steps: expectedSteps(given),
    commands: commandsOf(given),
    readiness,
    override: null,
    giveUpAfterMs: giveUpAfterMs(given),
  };
}

/** Twice what it should take and an hour to spare, so that only a forgotten drill is given up. */
function giveUpAfterMs({ outageMinutes, setsPartnerDown, timings }: Omit<PlanInput, 'readiness'>): number {
  const waitMs = setsPartnerDown ? (timings.mcltSeconds ?? 0) * 1000 : 0;
  return Math.min(LONGEST_MS, HOUR_MS + 2 * (outageMinutes * MINUTE_MS + waitMs));
}

function commandsOf({ hosts, server, survivor }: Omit<PlanInput, 'readiness'>): DrillPlan['commands'] {
  const host = hosts.find((each) => each.server === server)?.host ?? server;
  return [
    {
      when: 'stop',
      host,
      command: 'systemctl stop isc-dhcp-server',
      text: `On ${server} (${host}): stops dhcpd. Its partner ${survivor} sees the connection close.`,
    },
    {
      when: 'start',
      host,
      command: 'systemctl start isc-dhcp-server',
      text: `On ${server} (${host}): starts dhcpd again, with the leases it had.`,
    },
  ];
}

/** Whether a drill may begin without somebody taking it upon himself: only with a pair that is known to be ready. */
export function needsOverride({ word }: Pick<DrillReadiness, 'word'>): boolean {
  return word === 'not-ready' || word === 'unknown';
}
