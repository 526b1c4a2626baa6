import { createServer } from 'node:net';

/** Why nothing can listen there, in words for the operator; null when it can. */
export async function listenFailure(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `${host}:${port} is taken by another program, perhaps another Pairwatch. Stop that one, or set \`listen:\` to another port.`,
        EACCES: `${host}:${port} may not be used by this user. Choose a port above 1023 in \`listen:\`.`,
        EADDRNOTAVAIL: `${host} is not an address of this machine. Mend \`listen:\`.`,
      };
      resolve(reasons[error.code ?? ''] ?? `${host}:${port} can't be listened on: ${error.message}`);
    });
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}
