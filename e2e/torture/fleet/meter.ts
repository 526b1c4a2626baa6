import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type LiveMemory, liveMemoryOf } from './live-memory.ts';
import { PART_NAMES, type PartName, type Product } from './product.ts';

/** What a process held when it was warm, and at its end. */
export type Growth = {
  part: PartName;
  pid: number;
  seconds: number;
  first: Holding;
  last: Holding;
  isFlat: boolean;
};

type Holding = LiveMemory & { fileCount: number };

const MOST_GROWTH = 0.1;
/** Connections that happen to be open or not. */
const FILES_OF_CHANCE = 5;
/** Of open files: the median of so many looks, a second apart. */
const LOOKS = 7;
const LOOK_EVERY_MS = 1_000;

type Look = { at: number; part: PartName; pid: number; holding: Holding };

/** Looks at both processes now; the function it gives looks again, and compares. `logPath` is where they say things. */
export async function measure(product: Product, logPath: string): Promise<() => Promise<Growth[]>> {
  const before = await lookAt(product, logPath);
  return async () => {
    const after = await lookAt(product, logPath);
    return before.map(({ at, part, pid, holding: first }) => {
      const again = after.find((look) => look.pid === pid);
      if (!again) throw new Error(`${part} ended by itself while nobody did anything to it`);
      const last = again.holding;
      const grew = last.heapBytes / first.heapBytes - 1;
      const isFlat = grew <= MOST_GROWTH && last.fileCount <= first.fileCount + FILES_OF_CHANCE;
      return { part, pid, seconds: (again.at - at) / 1000, first, last, isFlat };
    });
  };
}

async function lookAt(product: Product, logPath: string): Promise<Look[]> {
  const looks: Look[] = [];
  for (const part of PART_NAMES) {
    const pid = product.pidOf(part);
    if (pid === null) throw new Error(`there is no ${part}`);
    // Asked first, for it opens files of its own, which stay open.
    const memory = await liveMemoryOf(pid, logPath);
    const holding = { ...memory, fileCount: await usualFileCount(pid) };
    looks.push({ at: Date.now(), part, pid, holding });
  }
  return looks;
}

async function usualFileCount(pid: number): Promise<number> {
  const counts: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    counts.push(readdirSync(`/proc/${pid}/fd`).length);
    await pause(LOOK_EVERY_MS);
  }
  return counts.sort((one, two) => one - two)[Math.floor(LOOKS / 2)] ?? 0;
}
