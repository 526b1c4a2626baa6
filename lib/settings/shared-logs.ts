import type { ServerSettings } from './settings.ts';

/** The servers of a pair, with a note on each log that the other one names too. */
export function withSharedLogs(servers: readonly ServerSettings[]): ServerSettings[] {
  return servers.map((server) => {
    if (server.log?.kind !== 'file') return server;
    const isShared = servers.some((other) => other !== server && placeOfLog(other) === placeOfLog(server));
    return { ...server, log: { ...server.log, isShared } };
  });
}

/** The same text for the same file on the same machine. */
function placeOfLog({ log, reach }: ServerSettings): string | null {
  if (log?.kind !== 'file') return null;
  const machine = reach.kind === 'ssh' ? `${reach.host.toLowerCase()}:${reach.port}` : '';
  return `${machine} ${log.path}`;
}
