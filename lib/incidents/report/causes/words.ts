import type { CauseCode, Standing, Suspicion } from './cause.ts';

export const CAUSE_TITLES: Record<CauseCode, string> = {
  'operator-action': 'Work on the servers',
  'config-restart': 'Restart for a changed configuration',
  'process-death': 'dhcpd ended while its machine ran on',
  'server-death': 'A machine went down',
  partition: 'The network between the servers',
  'clock-refusal': 'Clocks too far apart',
  disk: 'The lease file could not be written',
  exhaustion: 'No free addresses',
  'both-down': 'Both servers down at once',
  monitor: 'Pairwatch lost sight of the servers',
};

/** What a cause comes to: the claim as far as its evidence carries, and how the evidence stands. */
export function causeSentence({ claim, against }: Suspicion, standing: Standing): string {
  const isDoubted = against.length > 0;
  switch (standing) {
    case 'shown':
      return `A source says in so many words that ${claim}.`;
    case 'likely':
      return `It is likely that ${claim}: ${isDoubted ? 'what was seen speaks for it more than against it' : 'what was seen speaks for it, and nothing that was seen against it'}. No source says so in so many words.`;
    case 'possible':
      return `It is possible that ${claim}: ${isDoubted ? 'there are signs of it, and signs against it' : 'there are signs of it, too few to call it likely'}.`;
    case 'unlikely':
      return `It is unlikely that ${claim}: what speaks against it weighs as much as what speaks for it, or more.`;
  }
}

/** `dhcp-a`, or `dhcp-a and dhcp-b`. */
export const namesOf = (servers: readonly { name: string }[]): string =>
  servers.map(({ name }) => name).join(' and ');
