import { z } from 'zod';
import { actorSchema } from './action.ts';

/**
 * An entry of `pairs` as pairwatch.yaml has it, made on a page. Secrets are env:NAME, file:PATH, the secret itself, or
 * KEPT_SECRET. What each key must be is for the settings to say, so nothing is checked here but which there are.
 */
export type PairEntry = {
  name: string;
  title?: string;
  peer?: string;
  servers: ServerEntry[];
};

export type ServerEntry = {
  role: 'primary' | 'secondary';
  name: string;
  host: string;
  omapi: { port: number; key?: { name: string; algorithm: string; secret: string } };
  reach?: { ssh: SshEntry };
  config?: { path: string; test?: boolean };
  leases?: { path: string };
  log?: { path?: string; host?: string; journal?: string };
  clock?: 'off' | { ntp?: boolean | string; ssh?: boolean };
};

export type SshEntry = {
  host?: string;
  port: number;
  user: string;
  /** `file:PATH`: a private key stays in a file of Pairwatch's machine. */
  key: string;
  passphrase?: string;
  knownHosts?: string;
  fingerprint?: string;
};

/** Stands for a secret that is stored already, which no answer ever holds. */
export const KEPT_SECRET = 'stored:';

/** The algorithms of OMAPI keys, the best first. */
export const KEY_ALGORITHMS = [
  'hmac-sha256',
  'hmac-sha512',
  'hmac-sha384',
  'hmac-sha224',
  'hmac-sha1',
  'hmac-md5',
] as const;

const entrySchema = z.strictObject({
  name: z.unknown(),
  title: z.unknown().optional(),
  peer: z.unknown().optional(),
  servers: z.array(z.unknown(), 'a list of two servers').max(2, 'a list of two servers'),
});

const storedName = z.string('the name of a pair that is stored').max(255).nullable().default(null);

/** What is tried, in this order; `check` tries both servers and what they say of each other. */
export const SETUP_STEPS = ['host', 'omapi', 'files', 'clock', 'check'] as const;
export const setupStepSchema = z.enum(SETUP_STEPS, `one of ${SETUP_STEPS.join(', ')}`);
export type SetupStep = z.infer<typeof setupStepSchema>;

/** Body of `POST /api/v1/setup/test`. */
export const setupTestSchema = z.strictObject({
  /** Tells one browser from another: each has one test at a time, and a new one ends the one before. */
  browser: z.string('a text of 8 to 64 characters').min(8).max(64),
  step: setupStepSchema,
  /** Which of the servers; without meaning for `check`. */
  server: z.int('0 or 1').min(0, '0 or 1').max(1, '0 or 1'),
  pair: entrySchema,
  /** The stored pair whose secrets KEPT_SECRET stands for. */
  stored: storedName,
});
export type SetupTestBody = z.input<typeof setupTestSchema>;

/**
 * One thing that was tried. `ask`: somebody has to decide. `note`: it works, or can be done without, but somebody should
 * know. `not-tried`: something before it failed.
 */
export const setupLineSchema = z.object({
  id: z.string(),
  /** null: of the pair. */
  server: z.int().nullable(),
  status: z.enum(['good', 'note', 'failed', 'not-tried', 'ask']),
  text: z.string(),
  /** Why, and what to do. */
  why: z.string().nullable(),
});
export type SetupLine = z.infer<typeof setupLineSchema>;

export const hostKeySchema = z.object({
  type: z.string(),
  /** `SHA256:…`, as ssh-keygen -l prints it. */
  fingerprint: z.string(),
  /** As a known_hosts file has it. */
  knownHostsLine: z.string(),
  /** What shows the same at the server's own console. */
  command: z.string(),
});
export type HostKeyShown = z.infer<typeof hostKeySchema>;

/** What a test found out that need not be typed. Left out: not looked for, or not found. */
export const setupFoundSchema = z.object({
  role: z.enum(['primary', 'secondary']).optional(),
  /** Names of failover peers; more than one where dhcpd.conf has several. */
  peers: z.array(z.string()).optional(),
  /** The other server, as this one's dhcpd.conf names it. */
  partnerHost: z.string().optional(),
  omapiPort: z.int().optional(),
  config: z.string().optional(),
  leases: z.string().optional(),
  log: z.string().optional(),
  hostKey: hostKeySchema.optional(),
});
export type SetupFound = z.infer<typeof setupFoundSchema>;

export const setupAnswerSchema = z.object({
  now: z.iso.datetime(),
  lines: z.array(setupLineSchema),
  found: setupFoundSchema,
});
export type SetupAnswerDto = z.infer<typeof setupAnswerSchema>;

/** Body of `POST /api/v1/setup/yaml`: answered with the text of pairwatch.yaml. */
export const setupYamlInputSchema = z.strictObject({ pair: entrySchema, stored: storedName });
export type SetupYamlBody = z.input<typeof setupYamlInputSchema>;

export const setupYamlSchema = z.object({
  now: z.iso.datetime(),
  text: z.string(),
  /** Variables the text refers to in place of secrets, and what each is to hold. */
  variables: z.array(z.object({ name: z.string(), holds: z.string() })),
});
export type SetupYamlDto = z.infer<typeof setupYamlSchema>;

/** Body of `POST /api/v1/settings/pairs` and `PUT /api/v1/settings/pairs/NAME`. */
export const storePairSchema = z.strictObject({ by: actorSchema, pair: entrySchema });
export type StorePairBody = { by: string; pair: PairEntry };

const watchedServerSchema = z.object({
  name: z.string(),
  role: z.string(),
  host: z.string(),
  omapiPort: z.int(),
  /** The name of the key, never its secret; null without one. */
  keyName: z.string().nullable(),
  /** `user@host:port`; null for files of the collector's own machine. */
  account: z.string().nullable(),
  config: z.string().nullable(),
  leases: z.string().nullable(),
  log: z.string().nullable(),
  /** Ways its clock is read. */
  clocks: z.array(z.string()),
});
export type WatchedServer = z.infer<typeof watchedServerSchema>;

/** A pair as the collector watches it since its start. */
export const watchedPairSchema = z.object({
  name: z.string(),
  /** `file`: pairwatch.yaml. */
  origin: z.enum(['file', 'stored']),
  /** Of a stored one: which of its changes is watched. */
  revision: z.string().nullable(),
  /** Why it is not watched, and what to do; null when it is. */
  problem: z.string().nullable(),
  peer: z.string().nullable(),
  servers: z.array(watchedServerSchema),
});
export type WatchedPair = z.infer<typeof watchedPairSchema>;

/** A pair on the page of pairs. */
export const settingsPairSchema = z.object({
  name: z.string(),
  title: z.string().nullable(),
  origin: z.enum(['file', 'stored']),
  peer: z.string().nullable(),
  servers: z.array(
    z.object({
      name: z.string(),
      role: z.string(),
      host: z.string(),
      /** Kinds of sources that read it. */
      sources: z.array(z.string()),
      /** How it is reached; null while no collector said. */
      watched: watchedServerSchema.nullable(),
    }),
  ),
  /** Who stored it and when; null for one of the file. */
  stored: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  /** `waiting`: stored, and no collector took it up yet. */
  state: z.enum(['watched', 'waiting', 'not-watched', 'unknown']),
  /** Why it is not watched, and what to do. */
  problem: z.string().nullable(),
});
export type SettingsPairDto = z.infer<typeof settingsPairSchema>;

export const settingsPairListSchema = z.object({
  now: z.iso.datetime(),
  pairs: z.array(settingsPairSchema),
  /** Why nothing can be stored here, and how to mend it; null when it can. */
  whyNoStoring: z.string().nullable(),
});
export type SettingsPairListDto = z.infer<typeof settingsPairListSchema>;

/** `GET /api/v1/settings/pairs/NAME`: a stored pair, to be edited. */
export const storedPairSchema = z.object({
  now: z.iso.datetime(),
  /** A PairEntry whose secrets are KEPT_SECRET. */
  pair: z.custom<PairEntry>((value) => typeof value === 'object' && value !== null),
});
export type StoredPairDto = z.infer<typeof storedPairSchema>;

export const storedAnswerSchema = z.object({ now: z.iso.datetime(), stored: z.string() });
export type StoredAnswerDto = z.infer<typeof storedAnswerSchema>;
