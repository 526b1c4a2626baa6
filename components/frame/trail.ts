/** One step of the way to a page; the last one is the page itself and leads nowhere. */
export type Crumb = { word: string; href: string | null };

const SECTIONS: Record<string, string> = {
  account: 'Your account',
  events: 'Events',
  alerts: 'Alerts',
  incidents: 'Incidents',
  leases: 'Leases',
  practices: 'Practices',
  reports: 'Reports',
  runbook: 'Runbook',
  settings: 'Settings',
  wall: 'Wall',
};

const PAIR_PARTS: Record<string, string> = {
  pools: 'Pools',
  leases: 'Leases',
  clocks: 'Clocks',
  config: 'Configuration',
  drill: 'Failover drill',
};

/** Rooms of the settings have their name from their path, but for these. */
const ROOMS: Record<string, string> = { about: 'About Pairwatch' };

/** What is made on a page of the settings. */
const THINGS: Record<string, string> = { 'pairs/new': 'New pair', 'endpoints/new': 'New endpoint' };

/** What is known of names that a path has only an id or a short name of. */
export type Names = { pair(name: string): string; pool(pair: string, id: string): string };

/** The way to a page by its path, without the overview that every way begins with; empty there. */
export function trailOf(path: string, names: Names): Crumb[] {
  const [section = '', ...rest] = path
    .split('/')
    .slice(1)
    .map((part) => decoded(part));
  if (section === '') return [];
  if (section === 'pairs') return ended(pairTrail(rest, names));
  const word = SECTIONS[section];
  if (word === undefined) return [{ word: 'Nothing here', href: null }];
  return ended([{ word, href: `/${section}` }, ...innerTrail(section, rest)]);
}

function pairTrail([name, part, id]: string[], names: Names): Crumb[] {
  if (name === undefined) return [];
  const home = `/pairs/${encodeURIComponent(name)}`;
  const trail: Crumb[] = [{ word: names.pair(name), href: home }];
  const word = part === undefined ? undefined : PAIR_PARTS[part];
  if (word !== undefined) trail.push({ word, href: `${home}/${part}` });
  if (part === 'pools' && id !== undefined)
    trail.push({ word: names.pool(name, id), href: `${home}/pools/${id}` });
  if (part === 'drill' && id !== undefined) trail.push({ word: `Drill ${id}`, href: `${home}/drill/${id}` });
  return trail;
}

function innerTrail(section: string, [first, second, third]: string[]): Crumb[] {
  if (first === undefined) return [];
  const href = `/${section}/${encodeURIComponent(first)}`;
  if (section === 'events') return [{ word: `Event ${first}`, href }];
  if (section === 'incidents') return [{ word: `Incident ${first}`, href }];
  if (section === 'runbook') return [{ word: titled(first), href }];
  if (section !== 'settings') return [];
  const room: Crumb = { word: ROOMS[first] ?? titled(first), href };
  if (second === undefined) return [room];
  const thing: Crumb = {
    word: THINGS[`${first}/${second}`] ?? (first === 'deliveries' ? 'Message' : second),
    href: null,
  };
  return third === undefined ? [room, thing] : [room, thing, { word: titled(third), href: null }];
}

/** Where we are leads nowhere. */
function ended(trail: Crumb[]): Crumb[] {
  return trail.map((crumb, index) => (index === trail.length - 1 ? { ...crumb, href: null } : crumb));
}

/** `partner-lost` as "Partner lost". */
function titled(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An address that somebody typed may be no text. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
