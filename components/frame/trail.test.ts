import { expect, it } from 'vitest';
import { trailOf } from './trail.ts';

const NAMES = { pair: (name: string) => name, pool: (_: string, id: string) => `Pool ${id}` };

/** The way as it is read: steps that lead somewhere in brackets. */
const wayTo = (path: string) =>
  trailOf(path, NAMES)
    .map(({ word, href }) => (href === null ? word : `[${word} ${href}]`))
    .join(' / ');

it.each([
  ['/', ''],
  ['/events', 'Events'],
  ['/events/12', '[Events /events] / Event 12'],
  ['/incidents/4', '[Incidents /incidents] / Incident 4'],
  ['/leases', 'Leases'],
  ['/runbook/partner-lost', '[Runbook /runbook] / Partner lost'],
  ['/settings/pairs/new', '[Settings /settings] / [Pairs /settings/pairs] / New pair'],
  ['/settings/deliveries/msg_1', '[Settings /settings] / [Deliveries /settings/deliveries] / Message'],
  ['/settings/about', '[Settings /settings] / About Pairwatch'],
  [
    '/settings/endpoints/on%20call/edit',
    '[Settings /settings] / [Endpoints /settings/endpoints] / on call / Edit',
  ],
  ['/pairs/office', 'office'],
  ['/pairs/a%2Fb/clocks', '[a/b /pairs/a%2Fb] / Clocks'],
  ['/pairs/office/pools/7', '[office /pairs/office] / [Pools /pairs/office/pools] / Pool 7'],
  ['/pairs/%E0%A4%A', '%E0%A4%A'],
  ['/nowhere', 'Nothing here'],
])('the way to %s is "%s"', (path, way) => {
  expect(wayTo(path)).toBe(way);
});
