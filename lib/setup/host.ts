import { lookup } from 'node:dns/promises';
import { type Step, StepError } from './steps.ts';

/** Whether a name leads anywhere. */
export const resolveStep = (host: string): Step => ({
  id: 'resolved',
  about: `resolve ${host}`,
  async try() {
    // The system's resolver knows no signal; what it answers too late nobody waits for.
    const addresses = await lookup(host, { all: true, family: 4 }).catch((error: Error) => {
      throw new StepError(
        `The name "${host}" gives no IPv4 address, and OMAPI speaks no other (${error.message}). Check its spelling and the name servers of this machine: getent ahostsv4 ${host}. An address in its place works too.`,
      );
    });
    const list = addresses.map(({ address }) => address).join(', ');
    return list === host ? `${host} is an address` : `resolved: ${host} is ${list}`;
  },
});
