import type { FailoverStateObject } from '../omapi/failover-state.ts';
import type { ServerSettings } from '../settings/settings.ts';
import { type Step, StepError } from './steps.ts';

/** What one server of a pair said of their relationship; null where it was not reached. */
export type Side = { server: Pick<ServerSettings, 'name' | 'role'>; state: FailoverStateObject | null };

const NOT_HEARD = 'Both servers have to answer first: see their lines above.';

/** Whether two servers are one pair, by what both say. */
export function pairSteps([one, other]: readonly [Side, Side]): Step[] {
  return [
    {
      id: 'roles',
      about: 'roles of the two',
      async try() {
        const sides = [one, other].map(({ server, state }) => ({ server, role: state?.hierarchy }));
        if (sides.some(({ role }) => role === undefined)) throw new StepError(NOT_HEARD);
        if (sides[0]?.role === sides[1]?.role)
          throw new StepError(
            `Both say that they are the ${sides[0]?.role}. Either both entries lead to one server, or one dhcpd.conf has the wrong role.`,
          );
        const swapped = sides.find(({ server, role }) => server.role !== role);
        if (swapped)
          throw new StepError(`${swapped.server.name} is the ${swapped.role}: swap the roles of the two.`);
        return sides.map(({ server, role }) => `${server.name} is the ${role}`).join(', ');
      },
    },
    {
      id: 'partners',
      about: 'state of the two',
      async try() {
        if (!one.state || !other.state) throw new StepError(NOT_HEARD);
        const words = [one, other].map(({ server, state }) => `${server.name} is in ${state?.localState}`);
        const text = words.join(', ');
        if (one.state.localState === 'normal' && other.state.localState === 'normal') return text;
        return {
          status: 'note',
          text,
          why: 'The pair is not healthy now. It can be watched all the same, and its page says what to do.',
        };
      },
    },
  ];
}
