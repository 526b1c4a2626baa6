import { z } from 'zod';

/** What the database, and not its caller, got wrong. The message tells an operator what was found and how to mend it. */
export class DatabaseError extends Error {
  readonly kind: DatabaseErrorKind;

  constructor(kind: DatabaseErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseError';
    this.kind = kind;
  }
}

export type DatabaseErrorKind =
  | keyof typeof TEXTS
  | 'bad-url'
  | 'newer'
  | 'not-pairwatch'
  | 'in-use'
  | 'busy'
  | 'migration-changed'
  | 'migration-failed';

/** The operator's text of each kind that a driver can report: `db` is the database's name, `said` the driver's words. */
const TEXTS = {
  'not-writable': (db: string, said: string) =>
    `The database ${db} can not be opened for writing (${said}). Give the user Pairwatch runs as write permission on the file and on its folder; where its file system is mounted read-only (dmesg tells why), mend that and mount it with rw again.`,
  'disk-full': (db: string, said: string) =>
    `The disk of the database ${db} is full (${said}). Free some space; Pairwatch goes on by itself then.`,
  'disk-error': (db: string, said: string) =>
    `The disk of the database ${db} could not be read or written (${said}). Look into the kernel's log (dmesg) for faults of that disk.`,
  'not-a-database': (db: string, said: string) =>
    `${db} is no SQLite database (${said}). Point DATABASE_URL, or data in pairwatch.yaml, elsewhere, or move that file away.`,
  damaged: (db: string, said: string) =>
    `The database ${db} is damaged (${said}). Stop Pairwatch, restore the last backup (pairwatch restore FILE) and start it again; or move the file away to begin anew.`,
  locked: (db: string, said: string) =>
    `Another program holds the database ${db} locked (${said}). Look for a second Pairwatch, a backup or an open sqlite3 shell.`,
  unreachable: (db: string, said: string) =>
    `No PostgreSQL answers for ${db} (${said}). Check that it runs, and host, port and firewall in DATABASE_URL.`,
  'connection-lost': (db: string, said: string) =>
    `The connection to ${db} broke (${said}). Pairwatch connects again by itself; if it lasts, look into PostgreSQL's log.`,
  authentication: (db: string, said: string) =>
    `PostgreSQL turned the login for ${db} away (${said}). Check user and password in DATABASE_URL, and pg_hba.conf.`,
  'not-permitted': (db: string, said: string) =>
    `The user of ${db} may not do that (${said}). Make it the owner of the database, or grant it all on schema public.`,
  'no-such-database': (db: string, said: string) =>
    `The server of ${db} has no such database (${said}). Make it: createdb NAME, owned by the user of DATABASE_URL.`,
  'too-many-connections': (db: string, said: string) =>
    `The server of ${db} takes no more connections (${said}). Raise max_connections, or end what holds them; Pairwatch needs 10.`,
  encryption: (db: string, said: string) =>
    `No encrypted connection to ${db} (${said}). Check sslmode in DATABASE_URL and the server's certificate.`,
  'not-migrated': (db: string, said: string) =>
    `The database ${db} has not the tables this version needs (${said}). They are made when the collector starts: start it, or look into its log.`,
  conflict: (db: string, said: string) =>
    `Two writers of the database ${db} stood in each other's way, again and again (${said}). Look for a second Pairwatch collector.`,
  refused: (db: string, said: string) =>
    `The database ${db} refused a statement (${said}). This is a fault in Pairwatch: please report it with this text.`,
} as const;

const KINDS_BY_CODE: Record<string, keyof typeof TEXTS> = {
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_PROTOCOL: 'locked',
  SQLITE_FULL: 'disk-full',
  SQLITE_IOERR: 'disk-error',
  SQLITE_CANTOPEN: 'not-writable',
  SQLITE_READONLY: 'not-writable',
  SQLITE_PERM: 'not-writable',
  SQLITE_NOTADB: 'not-a-database',
  SQLITE_CORRUPT: 'damaged',
  ENOSPC: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENOTDIR: 'not-writable',
  EEXIST: 'not-writable',
  ECONNREFUSED: 'unreachable',
  ENOENT: 'unreachable', // no Unix socket where the server should have one
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  '53100': 'disk-full',
  '58030': 'disk-error',
  '57P03': 'unreachable',
  '57P01': 'connection-lost',
  '57P02': 'connection-lost',
  '28P01': 'authentication',
  '28000': 'authentication',
  '42501': 'not-permitted',
  '3D000': 'no-such-database',
  '53300': 'too-many-connections',
  '42P01': 'not-migrated',
  '42703': 'not-migrated',
  '40001': 'conflict',
  '40P01': 'conflict',
  // Kinds of Prisma's driver adapters, for what reaches us without the driver's own code.
  DatabaseNotReachable: 'unreachable',
  ConnectionClosed: 'connection-lost',
  SocketTimeout: 'connection-lost',
  TlsConnectionError: 'encryption',
  TableDoesNotExist: 'not-migrated',
  ColumnNotFound: 'not-migrated',
  // A key that was free when it was looked up and taken when it was written.
  UniqueConstraintViolation: 'conflict',
};

/** `pg` reports these as plain errors without a code. */
const KINDS_BY_TEXT: Record<string, keyof typeof TEXTS> = {
  'timeout expired': 'unreachable',
  'timeout exceeded when trying to connect': 'unreachable',
  'Connection terminated due to connection timeout': 'unreachable',
  'Connection terminated': 'connection-lost',
  'Connection terminated unexpectedly': 'connection-lost',
  'Client has encountered a connection error and is not queryable': 'connection-lost',
  'Client was closed and is not queryable': 'connection-lost',
  'Query read timeout': 'connection-lost',
};

/**
 * The typed error for what Prisma or a driver threw while working on the database called `name`; null for anything
 * that did not come from there, such as an error of the caller's own.
 */
export function asDatabaseError(error: unknown, name: string): DatabaseError | null {
  if (error instanceof DatabaseError) return error;
  const fault = faultOf(error);
  return fault && new DatabaseError(fault.kind, TEXTS[fault.kind](name, fault.said), { cause: error });
}

const driverFaultSchema = z.object({
  kind: z.string(),
  originalCode: z.string().optional(),
  originalMessage: z.string().optional(),
});

/** An error as Prisma, its adapters, the drivers or the system throw it: each fills other parts. */
const thrownSchema = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().optional().catch(undefined),
  severity: z.string().optional().catch(undefined), // PostgreSQL's alone
  cause: driverFaultSchema.optional().catch(undefined),
  meta: z
    .object({ driverAdapterError: z.object({ cause: driverFaultSchema }) })
    .optional()
    .catch(undefined),
});

const PRISMA_ERRORS = ['PrismaClientKnownRequestError', 'PrismaClientUnknownRequestError'];

function faultOf(error: unknown): { kind: keyof typeof TEXTS; said: string } | null {
  const parsed = thrownSchema.safeParse(error);
  if (!parsed.success) return null;
  const { name, message, code, severity, meta } = parsed.data;
  const driverFault = meta?.driverAdapterError.cause ?? parsed.data.cause;
  // A host of several addresses fails with a code and no words of its own.
  const said = driverFault?.originalMessage || message.trim().split('\n').at(-1) || code || name;
  const kind =
    kindOfCode(driverFault?.originalCode ?? code) ?? kindOfCode(driverFault?.kind) ?? KINDS_BY_TEXT[message];
  if (kind) return { kind, said };
  const fromDatabase = driverFault !== undefined || severity !== undefined || PRISMA_ERRORS.includes(name);
  return fromDatabase ? { kind: 'refused', said } : null;
}

/** SQLite refines its codes by a suffix (SQLITE_BUSY_SNAPSHOT), which makes no difference here. */
function kindOfCode(code: string | undefined): keyof typeof TEXTS | undefined {
  return code === undefined ? undefined : KINDS_BY_CODE[code.replace(/^(SQLITE_[A-Z]+)_\w+$/, '$1')];
}
