import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Observer } from '../../cli/demo/observer.ts';
import { Backfill } from '../../collect/backfill/backfill.ts';
import { LeaseFileReader } from '../../collect/backfill/lease-file-reader.ts';
import { outcomeOf } from '../../collect/outcome.ts';
import type { LogFactRead, Reading } from '../../collect/reading.ts';
import { openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { LogReader } from '../../dhcpd/syslog/entry.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { OmapiError } from '../../omapi/errors.ts';
import type { SourceKind } from '../../pair/facts.ts';
import { ReachError } from '../../reach/error.ts';
import { loadSettings } from '../../settings/load.ts';
import { KEY_ALGORITHM, KEY_NAME } from '../../simulate/files/identity.ts';
import { DhcpdLog } from '../../simulate/log/dhcpd-log.ts';
import { advance } from '../../simulate/model/advance.ts';
import { DEMO_PLAN, type NetworkPlan, type Plan } from '../../simulate/model/plan.ts';
import { seededRandom } from '../../simulate/model/random.ts';
import type { ServerId } from '../../simulate/model/server.ts';
import { settledWorld } from '../../simulate/model/settled-world.ts';
import { controlOf } from '../../simulate/pair.ts';
import { pairEntry, settingsYaml } from '../../simulate/settings-yaml.ts';
import { acknowledgeIncident } from '../../store/actions/acknowledge-incident.ts';
import { createWindow } from '../../store/actions/create-window.ts';
import { addIncidentNote } from '../../store/actions/incident-note.ts';
import { currentIncident } from '../../store/incidents.ts';
import { reportFacts } from '../../store/report/facts.ts';
import type { Deed, Stage, Story } from './story.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** When every story begins. Pairwatch looks on from a while before. */
export const BEGINS_AT = Date.UTC(2026, 9, 14, 9, 0);
const LOOKS_FROM_MS = -11 * MINUTE_MS;
/** Afterwards an incident needs time to end. */
const ENDS_AFTER_MS = 12 * MINUTE_MS;

/** The pace of the world: states pass within seconds when something was done to it. */
const TICK_MS = 500;

const pool = (name: string, network: string, hosts: number, demand: number) => ({
  name,
  firstAddress: `${network}.10`,
  lastAddress: `${network}.${9 + hosts}`,
  leaseMs: 600_000,
  demand,
});
const network = (name: string, prefix: string, hosts: number, demand: number): NetworkPlan => ({
  name,
  subnet: `${prefix}.0`,
  netmask: '255.255.255.0',
  router: `${prefix}.1`,
  pools: [pool(name, prefix, hosts, demand)],
});

/** As the demo's pair, with few clients: they are what takes time. */
const PLAN: Plan = {
  ...DEMO_PLAN,
  identity: { ...DEMO_PLAN.identity, name: 'office', title: 'Office', peer: 'office' },
  timing: { ...DEMO_PLAN.timing, stayMs: 4 * 3_600_000 },
  networks: [network('desks', '10.20.0', 60, 0.4), network('guests', '10.30.0', 30, 0.4)],
};

type Pace = Record<SourceKind, number>;
const QUIET: Pace = {
  omapi: 20_000,
  log: 20_000,
  pools: 60_000,
  clock: 60_000,
  leases: 120_000,
  config: 60_000,
};
const CLOSE: Pace = { ...QUIET, omapi: 2_000, log: 4_000, pools: 20_000 };
/** Around what is done the servers are looked at closely. */
const CLOSE_BEFORE_MS = 10_000;
const CLOSE_AFTER_MS = 40_000;

/** In this order they are read at one moment. */
const KINDS: readonly SourceKind[] = ['config', 'omapi', 'clock', 'pools', 'leases', 'log'];
const IDS: readonly ServerId[] = ['a', 'b'];

/**
 * Plays a story to a collector with an empty database, and gives the facts of its one incident as a report finds them.
 * Without `hasLog` nobody reads the servers' logs. Throws where it comes to no incident, or to several.
 */
export async function playStory(
  story: Story,
  { hasLog = true }: { hasLog?: boolean } = {},
): Promise<ReportFacts> {
  const folder = await mkdtemp(join(tmpdir(), 'pairwatch-story-'));
  try {
    return await playIn(folder, story, hasLog);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function playIn(folder: string, story: Story, hasLog: boolean): Promise<ReportFacts> {
  const settings = await settingsIn(folder);
  await migrate(settings.databaseUrl);
  const db = await openDatabase(settings.databaseUrl, { role: 'collector', isExpendable: true });
  try {
    const startsMs = BEGINS_AT + LOOKS_FROM_MS;
    const endsMs = BEGINS_AT + story.seconds * SECOND_MS + ENDS_AFTER_MS;
    const backfill = await Backfill.begin({ db, settings }, startsMs);
    const play = await Play.begin(backfill, startsMs, hasLog);
    const deeds = story.deeds
      .map((deed) => ({ deed, atMs: BEGINS_AT + deed.after * SECOND_MS }))
      .sort((one, other) => one.atMs - other.atMs);
    const isClose = (at: number) =>
      deeds.some(
        ({ deed, atMs }) => 'does' in deed && at >= atMs - CLOSE_BEFORE_MS && at <= atMs + CLOSE_AFTER_MS,
      );
    for (let at = startsMs; at <= endsMs; at += SECOND_MS) {
      play.liveUntil(at);
      while (deeds[0] && deeds[0].atMs <= at) play.perform(deeds.shift()?.deed, at);
      await play.look(at, isClose(at) ? CLOSE : QUIET);
    }
    await backfill.flush();
    return await db.read(async (tx) => {
      const incidents = await tx.incident.findMany({ select: { id: true } });
      const [incident] = incidents;
      const facts = incident && incidents.length === 1 ? await reportFacts(tx, incident.id, endsMs) : null;
      if (!facts) throw new Error(`the story came to ${incidents.length} incidents instead of one`);
      return facts;
    });
  } finally {
    await db.close();
  }
}

async function settingsIn(folder: string) {
  await writeFile(join(folder, 'omapi-secret'), `${SECRET}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'endpoint-secret'), `whsec_${SECRET}\n`, { mode: 0o600 });
  const places = PLACES.map((place) => ({ ...place, ntpPort: null }));
  const endpoints = [
    { name: 'on-call', url: 'https://on-call.example.net/hook', secret: 'file:endpoint-secret' },
  ];
  const yaml = settingsYaml([pairEntry(PLAN.identity, places, 'omapi-secret')], { data: '.', endpoints });
  await writeFile(join(folder, 'pairwatch.yaml'), yaml, { mode: 0o600 });
  return loadSettings({ path: join(folder, 'pairwatch.yaml'), env: {}, cwd: folder });
}

const SECRET = Buffer.alloc(32, 7).toString('base64');

/** Nothing listens there: the story is told by the model alone. */
const PLACES = IDS.map((id, index) => ({
  id,
  omapiPort: 7911 + index,
  configPath: `/etc/dhcp/${id}/dhcpd.conf`,
  leasesPath: `/var/lib/dhcp/${id}/dhcpd.leases`,
}));

class Play {
  readonly #backfill: Backfill;
  readonly #world = settledWorld(PLAN, seededRandom(11), BEGINS_AT + LOOKS_FROM_MS);
  readonly #control = controlOf(this.#world);
  readonly #log = new DhcpdLog(this.#world);
  readonly #observer: Observer;
  readonly #ids: Record<ServerId, number>;
  readonly #hasLog: boolean;
  readonly #down = new Set<ServerId>();
  readonly #readAt = new Map<string, number>();
  readonly #lines = { a: new LogReader(), b: new LogReader() };
  #written = 0;

  private constructor(backfill: Backfill, ids: Record<ServerId, number>, hasLog: boolean) {
    this.#backfill = backfill;
    this.#ids = ids;
    this.#hasLog = hasLog;
    const servers = PLACES.map(({ id, ...place }) => ({ name: PLAN.identity.servers[id].name, ...place }));
    const key = { name: KEY_NAME, algorithm: KEY_ALGORITHM, secret: SECRET } as const;
    const pair = { plan: PLAN, world: this.#world, servers, key };
    this.#observer = new Observer(pair, ids, {
      leaseFiles: new LeaseFileReader(),
      plans: { a: PLAN, b: PLAN },
    });
  }

  static async begin(backfill: Backfill, startsMs: number, hasLog: boolean): Promise<Play> {
    const [primary, secondary] = backfill.memory(PLAN.identity.name).servers;
    if (!primary || !secondary) throw new Error('the pair of the story has no two servers');
    const play = new Play(backfill, { a: primary.serverId, b: secondary.serverId }, hasLog);
    await play.#observer.open();
    play.liveUntil(startsMs);
    return play;
  }

  liveUntil(at: number): void {
    while (this.#world.nowMs + TICK_MS <= at) {
      advance(this.#world, this.#world.nowMs + TICK_MS, TICK_MS);
      this.#log.look();
    }
  }

  perform(deed: Deed | undefined, at: number): void {
    if (!deed) return;
    const pair = PLAN.identity.name;
    const { pairId } = this.#backfill.memory(pair);
    if ('does' in deed) deed.does(this.#stage());
    else if ('plans' in deed) {
      const time = (after: number) => new Date(BEGINS_AT + after * SECOND_MS).toISOString();
      const schedule = { kind: 'once' as const, startsAt: time(deed.from), endsAt: time(deed.until) };
      const window = { pair, schedule, reason: deed.text, by: deed.plans, now: at };
      this.#backfill.does(async (tx) => void (await createWindow(tx, window)));
    } else
      this.#backfill.does(async (tx) => {
        const incident = await currentIncident(tx, pairId);
        if (!incident)
          throw new Error(`there is no incident yet ${(at - BEGINS_AT) / SECOND_MS} s after the begin`);
        const { id } = incident;
        if ('notes' in deed) await addIncidentNote(tx, { id, by: deed.notes, text: deed.text, now: at });
        else await acknowledgeIncident(tx, { id, by: deed.acknowledges, note: deed.text, now: at });
      });
  }

  #stage(): Stage {
    return {
      ...this.#control,
      log: this.#log,
      plan: PLAN,
      machineDown: (id) => {
        this.#control.kill(id);
        this.#down.add(id);
      },
      machineUp: (id) => {
        this.#down.delete(id);
        this.#control.start(id);
      },
      configure: (plans) => {
        this.#observer.plans = plans;
      },
    };
  }

  /** Reads what is due. */
  async look(at: number, pace: Pace): Promise<void> {
    for (const kind of KINDS)
      for (const id of IDS) {
        const key = `${id} ${kind}`;
        const readAt = this.#readAt.get(key);
        if (readAt !== undefined && at - readAt < pace[kind]) continue;
        if (kind === 'log' && !this.#hasLog) continue;
        this.#readAt.set(key, at);
        await this.#backfill.take(PLAN.identity.name, [
          await this.#read(id, kind, { at, intervalMs: pace[kind] }),
        ]);
      }
  }

  async #read(
    id: ServerId,
    kind: SourceKind,
    { at, intervalMs }: { at: number; intervalMs: number },
  ): Promise<Reading> {
    if (!this.#down.has(id) && kind !== 'log') return this.#observer.read(id, kind, intervalMs);
    const source = {
      kind,
      read: async () => {
        if (this.#down.has(id)) throw unanswered(kind, this.#observer.server(id).port);
        return this.#newLines(id, at);
      },
    };
    const outcome = await outcomeOf(source, NEVER);
    // Kind and outcome belong together: of a machine that is up only the log is read here.
    return { kind, serverId: this.#ids[id], attemptAt: at, finishedAt: at, intervalMs, outcome } as Reading;
  }

  #newLines(id: ServerId, at: number) {
    const facts = this.#log.take(id).flatMap((text): LogFactRead[] => {
      const entry = this.#lines[id].read(text, { nowMs: at, zone: 'UTC', skipTraffic: true });
      this.#written += text.length;
      if (!entry?.fact) return [];
      const atMs = entry.line.stamp?.atMs ?? at;
      return [{ fact: entry.fact, atMs, clock: 'server', times: 1, text, place: `${id}:${this.#written}` }];
    });
    return { origin: '/var/log/dhcpd.log', identity: id, offset: this.#written, cursor: null, facts };
  }
}

/** Nobody is at home. */
function unanswered(kind: SourceKind, port: number): Error {
  if (kind === 'omapi' || kind === 'pools')
    return new OmapiError(
      'unreachable',
      `127.0.0.1:${port} did not answer a connection request within 5 s. The host is off, a firewall drops the packets, or dhcpd is too busy to take connections.`,
    );
  return new ReachError(
    'unreachable',
    '127.0.0.1:22 did not answer a connection request within 5 s. The host is off, or a firewall drops the packets: nc -vz 127.0.0.1 22',
  );
}

const NEVER = new AbortController().signal;
