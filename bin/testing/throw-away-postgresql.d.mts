/** Folder of the newest installed server programs, or null where there are none. */
export function findPostgresql(): string | null;

/** Starts a cluster in a temporary folder on a free loopback port; see throw-away-postgresql.mjs. */
export function startPostgresql(options?: {
  durable?: boolean;
}): Promise<{ url: string; stop(): Promise<void> }>;
