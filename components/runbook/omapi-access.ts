/** What a person has to know to speak OMAPI to a server, but for the secret, which no page ever shows. */
export type OmapiAccess = {
  host: string;
  port: number;
  key: { name: string; algorithm: string } | null;
  /** Whether files of the lost server are read over SSH, so that reading them says something of its host. */
  readsLostOverSsh: boolean;
};

/**
 * The lines for omshell that show a server's failover state. What is not known is a word in capitals to replace, as the
 * secret always is.
 */
export function linesToLook(access: OmapiAccess | null, host: string, peer: string | null): string {
  const key = access === null ? { name: 'KEYNAME', algorithm: 'ALGORITHM' } : access.key;
  return [
    `server ${access?.host ?? host}`,
    `port ${access?.port ?? 'PORT'}`,
    ...(key === null ? [] : [`key-algorithm ${key.algorithm}`, `key ${key.name} SECRET`]),
    'connect',
    'new failover-state',
    `set name = "${peer ?? 'PEER'}"`,
    'open',
  ].join('\n');
}

/** The lines that follow them to put the server into partner-down; 4 is that state's number (reference 3.1). */
export const LINES_TO_SET = 'set local-state = 4\nupdate';
