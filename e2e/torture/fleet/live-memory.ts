import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'undici';
import { z } from 'zod';
import { procText } from './product.ts';

/** What a process holds once its garbage is collected. */
export type LiveMemory = { heapBytes: number; rssBytes: number };

const ADDRESS = /^Debugger listening on (ws:\/\/\S+)$/gm;
const OPENS_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** Collects the garbage of a Node process by its inspector. `logPath`: where its words go. */
export async function liveMemoryOf(pid: number, logPath: string): Promise<LiveMemory> {
  const address = await inspectorOf(pid, logPath);
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`nobody answers at ${address}`)), { once: true });
  });
  try {
    await ask(socket, 1, 'HeapProfiler.collectGarbage');
    const { usedSize } = usageSchema.parse(await ask(socket, 2, 'Runtime.getHeapUsage')).result;
    return { heapBytes: usedSize, rssBytes: rssOf(pid) ?? 0 };
  } finally {
    // It stays open in the process, which is of no weight, and its address is asked for anew each time.
    socket.close();
  }
}

const usageSchema = z.object({ result: z.object({ usedSize: z.number() }) });

/** What stands in its memory, in bytes; null for a process that is gone. */
export function rssOf(pid: number): number | null {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(procText(`${pid}/status`)) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

const ADDRESSES = new Map<number, string>();

/** A process says but once where its inspector is. */
async function inspectorOf(pid: number, logPath: string): Promise<string> {
  const known = ADDRESSES.get(pid);
  if (known) return known;
  const count = addressesIn(logPath).length;
  process.kill(pid, 'SIGUSR1');
  const giveUpAt = Date.now() + OPENS_WITHIN_MS;
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const address = addressesIn(logPath)[count];
    if (address !== undefined) {
      ADDRESSES.set(pid, address);
      return address;
    }
    if (Date.now() > giveUpAt) throw new Error(`process ${pid} opened no inspector`);
  }
}

const addressesIn = (logPath: string): string[] =>
  [...readFileSync(logPath, 'utf8').matchAll(ADDRESS)].flatMap(([, address]) => address ?? []);

function ask(socket: WebSocket, id: number, method: string): Promise<unknown> {
  return new Promise((resolve) => {
    socket.addEventListener('message', function take({ data }) {
      const answer: unknown = JSON.parse(String(data));
      if (!(answer instanceof Object && 'id' in answer && answer.id === id)) return;
      socket.removeEventListener('message', take);
      resolve(answer);
    });
    socket.send(JSON.stringify({ id, method }));
  });
}
