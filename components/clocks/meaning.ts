import type { PairDto } from '../../lib/contracts/pair.ts';
import type { ClocksDto } from '../../lib/contracts/truth.ts';

type Apart = ClocksDto['apart'];
type Link = PairDto['link']['status'];

/** What the distance of the clocks means for the link between the servers, now and when it has to form anew. */
export function meaningOf(apart: Apart, link: Link): string {
  if (apart === null)
    return 'Nothing tells how far the clocks are apart now, so nobody can say whether a link that breaks could form again: above 60 s dhcpd refuses it.';
  const { atLeast, atMost } = apart;
  if (atLeast === 'refusing') return REFUSING[link];
  if (atMost === 'refusing')
    return 'The limit of 60 s lies within the uncertainty: whether a link that breaks could form again can’t be said. A more exact way to read the clocks would tell.';
  if (atLeast === 'critical')
    return `${MAY_FORM} At this distance little is missing to the 60 s at which dhcpd refuses: set the wrong clock right today.`;
  if (atLeast === 'warning')
    return `${MAY_FORM} Something is wrong with time keeping on one of them: set it right before it comes near 60 s.`;
  if (atMost === 'warning' || atMost === 'critical')
    return `${MAY_FORM} How far apart they are is not known well enough to say more.`;
  if (atLeast === 'noticeable')
    return `${MAY_FORM} Two servers that follow NTP keep within 50 ms of each other, so one of them is not held well.`;
  return MAY_FORM;
}

const MAY_FORM = 'A link that breaks can form again: that takes clocks within 60 s.';

const REFUSING: Record<Link, string> = {
  up: 'The servers are connected and stay so, because dhcpd compares clocks only when the link forms: a healthy pair that could not re-form. After the next restart of either dhcpd, or a cut of the network, they would refuse each other.',
  'one-sided':
    'dhcpd compares clocks when the link forms and refuses above 60 s: one server already says that it is not connected, and they can’t connect again before the wrong clock is set right.',
  down: 'They refuse to connect to each other, and each serves alone until the wrong clock is set right; then dhcpd connects within seconds, without a restart.',
  unknown:
    'dhcpd compares clocks only when the link forms. Whether it is up is not known now; once it breaks, it can’t form again before the wrong clock is set right.',
};
