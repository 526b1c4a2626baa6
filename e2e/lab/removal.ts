import { LabError } from './lab-error.ts';
import type { LabFolder } from './lab-folder.ts';
import { readLabState } from './lab-state.ts';
import type { LabNetwork } from './network.ts';
import { endProcess, isAlive, type ProcessIdentity } from './processes.ts';

export type Removed = { processes: number; namespaces: string[] };

const ROUNDS = 20;

/** Ends everything that runs in a lab, then removes its namespaces and files; nothing there is no error. */
export async function removeLab(folder: LabFolder, network: LabNetwork): Promise<Removed> {
  const ended = new Set<number>();
  // Again until nothing is left: what is being ended may have started something meanwhile.
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = [...recordedDaemons(folder), ...(await network.processes())];
    if (running.length === 0) break;
    await Promise.all(running.map((identity) => endProcess(identity, 'SIGKILL')));
    for (const { pid } of running) ended.add(pid);
  }
  const namespaces = await network.remove();
  folder.remove();
  return { processes: ended.size, namespaces };
}

/** Throws LabError when the lab belongs to another process that still runs. */
export function refuseIfOwned(labName: string, folder: LabFolder): void {
  const owner = readLabState(folder.path)?.owner;
  if (!owner || owner.pid === process.pid || !isAlive(owner)) return;
  throw new LabError(
    `the lab "${labName}" belongs to process ${owner.pid}, which still runs; take another name by PAIRWATCH_LAB, or \`down\` it first`,
  );
}

/** Those of the last run, also when their namespace has lost its name. */
function recordedDaemons(folder: LabFolder): ProcessIdentity[] {
  const servers = Object.values(readLabState(folder.path)?.servers ?? {});
  return servers.flatMap((server) => Object.values(server.daemons)).filter(isAlive);
}
