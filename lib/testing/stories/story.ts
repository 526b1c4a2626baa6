import type { DhcpdLog } from '../../simulate/log/dhcpd-log.ts';
import type { Plan } from '../../simulate/model/plan.ts';
import type { ServerId } from '../../simulate/model/server.ts';
import type { PairControl } from '../../simulate/pair.ts';

/** What can be done in a story. */
export type Stage = PairControl & {
  log: DhcpdLog;
  /** The machine goes: nothing on it answers any more. */
  machineDown(server: ServerId): void;
  machineUp(server: ServerId): void;
  configure(plans: Record<ServerId, Plan>): void;
  plan: Plan;
};

/** After so many seconds from the begin of the story. */
export type Deed = { after: number } & (
  | { does(stage: Stage): void }
  | { acknowledges: string; text: string }
  | { notes: string; text: string }
  | { plans: string; from: number; until: number; text: string }
);

/** Something that happened to a pair that was well before and is so again. */
export type Story = {
  /** Seconds until all is done, without the time in which the incident ends by itself. */
  seconds: number;
  deeds: readonly Deed[];
};
