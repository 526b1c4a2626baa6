/**
 * The failover states of ISC dhcpd, spelled as dhcpd spells them in its log and lease file, with the number
 * OMAPI uses for each (reference 3.1). Numbers outside this table do not occur in practice and are shown raw.
 */
export const FAILOVER_STATE_NUMBERS = {
  'unknown-state': 0,
  startup: 1,
  normal: 2,
  'communications-interrupted': 3,
  'partner-down': 4,
  'potential-conflict': 5,
  recover: 6,
  paused: 7,
  shutdown: 8,
  'recover-done': 9,
  'resolution-interrupted': 10,
  'conflict-done': 11,
  'recover-wait': 254,
} as const;

export type KnownFailoverState = keyof typeof FAILOVER_STATE_NUMBERS;

/** A state by name, or `state-<number>` for a number dhcpd has no name for. */
export type FailoverState = KnownFailoverState | `state-${number}`;

export const KNOWN_FAILOVER_STATES = Object.keys(FAILOVER_STATE_NUMBERS) as KnownFailoverState[]; // keys of a const object

const NAME_BY_NUMBER = new Map<number, KnownFailoverState>(
  KNOWN_FAILOVER_STATES.map((name) => [FAILOVER_STATE_NUMBERS[name], name]),
);

/** The name of an OMAPI state number; an unknown number is kept raw as `state-<number>`. */
export function failoverStateFromNumber(number: number): FailoverState {
  return NAME_BY_NUMBER.get(number) ?? `state-${number}`;
}

/** Whether a text read from a file or a database is one of dhcpd's state names. */
export function isKnownFailoverState(text: string): text is KnownFailoverState {
  return Object.hasOwn(FAILOVER_STATE_NUMBERS, text);
}

/** From the one to be told first. */
const WORST_FIRST: readonly KnownFailoverState[] = [
  'potential-conflict',
  'resolution-interrupted',
  'conflict-done',
  'partner-down',
  'communications-interrupted',
  'unknown-state',
  'shutdown',
  'paused',
  'startup',
  'recover',
  'recover-wait',
  'recover-done',
  'normal',
];

/** A state that dhcpd has no name for may be anything, as its own `unknown-state` may. */
const rankOf = (state: string): number =>
  WORST_FIRST.indexOf(isKnownFailoverState(state) ? state : 'unknown-state');

/** Which of two states is to be told first; of two as bad, `one`. */
export function worstState(one: string, other: string): string {
  return rankOf(other) < rankOf(one) ? other : one;
}

/** What a state means, in one line for a person who has not read the failover draft. */
export const FAILOVER_STATE_GLOSS: Record<KnownFailoverState, string> = {
  'unknown-state': 'has never heard from its partner',
  startup: 'has just started and answers nobody yet',
  normal: 'in contact with its partner, shares the clients with it',
  'communications-interrupted': 'cannot hear its partner; serves all clients from its own half',
  'partner-down': 'was told its partner is off; serves all clients, later also from the partner’s half',
  'potential-conflict': 'merges two databases that diverged; answers nobody',
  recover: 'fetches the lease database from its partner; answers nobody',
  paused: 'paused by hand; answers nobody',
  shutdown: 'shut down in good order or stopped after an error; answers nobody',
  'recover-done': 'has recovered and waits for its partner; answers nobody',
  'resolution-interrupted': 'lost its partner in the middle of a merge; answers nobody',
  'conflict-done': 'has finished its half of a merge; answers nobody',
  'recover-wait': 'has recovered and waits until MCLT has passed; answers nobody',
};
