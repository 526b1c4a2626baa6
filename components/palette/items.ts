import type { Role } from '../../lib/access/role.ts';
import type { FleetPairDto } from '../../lib/contracts/fleet.ts';
import type { IncidentDto } from '../../lib/contracts/incident.ts';
import { parseAddressRange, parseIpv4 } from '../../lib/contracts/ipv4.ts';
import { guessFilter, type LeaseReading } from '../../lib/contracts/lease-guess.ts';
import type { PoolDto } from '../../lib/contracts/pool.ts';
import { COMMON_RANGES, durationOf, type TimeRange } from '../../lib/contracts/range.ts';
import type { RunbookEntry } from '../../lib/contracts/runbook.ts';
import type { Verdict } from '../../lib/contracts/verdict.ts';
import { poolTitle } from '../../lib/pair/pool-title.ts';
import { pairHref } from '../pair/href.ts';
import type { Theme } from '../preferences.ts';
import { reportHref } from '../reports/href.ts';
import { lengthWords } from '../time/range-words.ts';
import type { ZoneChoice } from '../time/zone-choice.ts';
import { type Findable, matching } from './match.ts';

/** What a line of the palette does. */
export type Deed =
  | { kind: 'go'; href: string }
  | { kind: 'theme'; theme: Theme }
  | { kind: 'zone'; choice: ZoneChoice }
  | { kind: 'range'; range: TimeRange }
  | { kind: 'open'; what: 'keys' | 'silence' };

export type Item = Findable & {
  id: string;
  deed: Deed;
  /** What stands behind the title, smaller. */
  detail?: string;
  /** The keys that do the same. */
  keys?: string;
  verdict?: Verdict;
  /** Default: everybody may. */
  need?: Role;
};

export type Group = { name: string; items: Item[] };

const page = (
  href: string,
  title: string,
  keywords = '',
  { keys, need }: Pick<Item, 'keys' | 'need'> = {},
): Item => ({
  id: href,
  title,
  keywords,
  deed: { kind: 'go', href },
  ...(keys !== undefined && { keys }),
  ...(need !== undefined && { need }),
});

export const PAGES: readonly Item[] = [
  page('/', 'Overview', 'home pairs fleet', { keys: 'g o' }),
  page('/events', 'Events', 'history log what happened', { keys: 'g e' }),
  page('/alerts', 'Alerts', 'firing pending', { keys: 'g a' }),
  page('/incidents', 'Incidents', 'outage', { keys: 'g i' }),
  page('/practices', 'Practices', 'duty duties check audit backup drill overdue'),
  page('/reports', 'Reports', 'report download pdf hand in'),
  page('/leases', 'Leases', 'search address mac hostname client', { keys: 'g l' }),
  page('/runbook', 'Runbook', 'what to do help', { keys: 'g r' }),
  page('/wall', 'Wall', 'screen big display kiosk', { keys: 'g w' }),
  page('/settings/pairs', 'Settings: Pairs', 'servers'),
  page('/settings/pairs/new', 'Set up a pair', 'settings new add wizard', { need: 'admin' }),
  page('/settings/endpoints', 'Settings: Endpoints', 'webhooks notify', { keys: 'g s' }),
  page('/settings/deliveries', 'Settings: Deliveries', 'messages sent webhooks'),
  page('/settings/rules', 'Settings: Rules', 'alerts limits thresholds'),
  page('/settings/silences', 'Settings: Silences', 'mute'),
  page('/settings/maintenance', 'Settings: Maintenance', 'windows planned'),
  page('/settings/people', 'Settings: People', 'users roles invite tokens access', { need: 'admin' }),
  page('/account', 'Your account', 'password sessions sign out'),
  page('/settings/audit', 'Settings: Audit', 'log who did what history'),
  page('/settings/about', 'About Pairwatch', 'settings version health database'),
];

const PAIR_PARTS = [
  { part: '/pools', word: 'Pools' },
  { part: '/leases', word: 'Leases' },
  { part: '/clocks', word: 'Clocks' },
  { part: '/config', word: 'Configuration' },
] as const;

type NamedPair = Pick<FleetPairDto, 'name' | 'title' | 'verdict' | 'servers'>;

/** Each pair, and with `parts` its pages too. */
export function pairItems(pairs: readonly NamedPair[], parts: boolean): Item[] {
  return pairs.flatMap(({ name, title, verdict, servers }): Item[] => {
    const shown = title ?? name;
    const keywords = [name, ...servers.flatMap((server) => [server.name, server.host])].join(' ');
    const home: Item = {
      id: pairHref(name),
      title: shown,
      detail: verdict,
      verdict,
      keywords,
      deed: { kind: 'go', href: pairHref(name) },
    };
    const inner = PAIR_PARTS.map(({ part, word }) =>
      page(pairHref(name, part), `${shown}: ${word}`, keywords),
    );
    return parts ? [home, ...inner] : [home];
  });
}

export function runbookItems(pages: readonly RunbookEntry[]): Item[] {
  return pages.map(({ page: name, title, about }) => ({
    ...page(`/runbook/${name}`, title, `runbook ${about}`),
    detail: about,
  }));
}

/** The reports on incidents: on their pages, opened. */
export function reportItems(incidents: readonly number[]): Item[] {
  return incidents.map((id) =>
    page(reportHref(id), `Report on incident ${id}`, 'download pdf html markdown csv json zip'),
  );
}

/** Open incidents, to look at and, for who may, to acknowledge. */
export function incidentItems(incidents: readonly IncidentDto[], mayAcknowledge: boolean): Item[] {
  return incidents.map(({ id, pair, sentence, acknowledgement }) => ({
    ...page(
      `/incidents/${id}`,
      acknowledgement || !mayAcknowledge ? `Incident ${id}` : `Acknowledge incident ${id}`,
      `incident ${id} ${pair} ${sentence}`,
    ),
    detail: `${pair}: ${sentence}`,
  }));
}

type Pools = { pair: string; pools: readonly Pick<PoolDto, 'id' | 'sharedNetwork' | 'ranges'>[] };

/** Pools that hold an address, or some of a network, that was typed; else those that are called so. */
export function poolItems(ofPairs: readonly Pools[], typed: string): Item[] {
  const meant = parseAddressRange(typed.trim());
  const all = ofPairs.flatMap(({ pair, pools }) =>
    pools
      .filter(({ ranges }) => meant === null || ranges.some((range) => overlaps(range, meant)))
      .map(({ id, sharedNetwork, ranges }) => ({
        ...page(pairHref(pair, `/pools/${id}`), `Pool ${poolTitle(sharedNetwork, ranges)}`, pair),
        detail: pair,
      })),
  );
  return meant === null ? matching(all, typed) : all;
}

function overlaps(range: { low: string; high: string }, meant: { low: number; high: number }): boolean {
  const [low, high] = [parseIpv4(range.low), parseIpv4(range.high)];
  return low !== null && high !== null && low <= meant.high && high >= meant.low;
}

const READING_WORDS: Record<LeaseReading, string> = {
  ip: 'address',
  mac: 'hardware address',
  client: 'client identifier',
  hostname: 'name',
};

/** The search for leases that a text could mean; `isSure` where it hardly means anything else. Null where it means none. */
export function leaseItem(typed: string): { item: Item; isSure: boolean } | null {
  const text = typed.trim();
  const guess = text.length < 2 ? null : guessFilter(text);
  if (!guess) return null;
  const item: Item = {
    id: 'find-leases',
    title: `Find leases of ${text}`,
    detail: READING_WORDS[guess.readAs],
    keywords: '',
    deed: { kind: 'go', href: `/leases?${new URLSearchParams({ q: text })}` },
  };
  return { item, isSure: guess.readAs === 'ip' || guess.readAs === 'mac' };
}

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'as the system has them'],
  ['light', 'light'],
  ['dark', 'dark'],
];

const ZONES: readonly (readonly [ZoneChoice, string])[] = [
  ['UTC', 'UTC'],
  ['local', 'this browser’s zone'],
  ['server', 'the servers’ zone'],
];

/** What can be done from any page; ranges where the page has a time, the servers' zone where it is known. */
export function deedItems({ hasTime, hasServerZone }: { hasTime: boolean; hasServerZone: boolean }): Item[] {
  const ranges = COMMON_RANGES.flatMap((text): Item[] => {
    const lastMs = durationOf(text);
    if (lastMs === null) return [];
    return [
      {
        id: `range-${text}`,
        title: `Show the last ${lengthWords(lastMs)}`,
        keywords: `time range ${text}`,
        deed: { kind: 'range', range: { lastMs } },
      },
    ];
  });
  return [
    {
      id: 'silence',
      title: 'Start a silence',
      keywords: 'mute quiet nobody is told',
      deed: { kind: 'open', what: 'silence' },
      need: 'operator',
    },
    ...(hasTime ? ranges : []),
    ...ZONES.filter(([choice]) => choice !== 'server' || hasServerZone).map(
      ([choice, words]): Item => ({
        id: `zone-${choice}`,
        title: `Times in ${words}`,
        keywords: 'zone clock',
        deed: { kind: 'zone', choice },
      }),
    ),
    ...THEMES.map(
      ([theme, words]): Item => ({
        id: `theme-${theme}`,
        title: `Colours ${words}`,
        keywords: 'theme mode',
        deed: { kind: 'theme', theme },
      }),
    ),
    {
      id: 'keys',
      title: 'List of keys',
      keywords: 'keyboard shortcuts help',
      keys: '?',
      deed: { kind: 'open', what: 'keys' },
    },
  ];
}

/** So many lines of a group are shown: a thousand pools may be called alike. */
const MOST_OF_A_GROUP = 12;

/** What is found, group by group; what was typed as an address is first of all a lease's. */
export function found(groups: readonly Group[], pools: readonly Pools[], typed: string): Group[] {
  const lease = leaseItem(typed);
  const isTyped = typed.trim() !== '';
  const leases: Group = { name: 'Leases', items: lease ? [lease.item] : [] };
  const matched = groups.map(({ name, items }) => ({ name, items: matching(items, typed) }));
  const poolGroup: Group = { name: 'Pools', items: isTyped ? poolItems(pools, typed) : [] };
  return [...(lease?.isSure ? [leases] : []), ...matched, poolGroup, ...(lease?.isSure ? [] : [leases])]
    .map(({ name, items }) => ({ name, items: items.slice(0, MOST_OF_A_GROUP) }))
    .filter(({ items }) => items.length > 0);
}
